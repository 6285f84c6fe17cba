/** What stands behind the bots' connections and makes the words come true. */
import type { GenericSchema } from "valibot";

import type { Status } from "./protocol/entity.ts";
import type { BotEvent, MessageFormat } from "./protocol/event.ts";
import type { Reply } from "./protocol/reply.ts";

/** Who calls: the account the connection is bound to, the format it reads messages in, the client's name. */
export interface Caller {
  account: number;
  format: MessageFormat;
  client: string;
}

/** One action a platform performs. `run` gets params that `params` has read; it may refuse by throwing. */
export interface Operation {
  params: GenericSchema<unknown, unknown>;
  result: GenericSchema<unknown, unknown>;
  run(params: unknown, caller: Caller): unknown;
  /** Answered at once with status async, whatever comes of it. */
  isAsync?: boolean;
}

/** A connection that listens to an account's events. */
export interface Receiver {
  client: string;
  path: string;
  address: string;
}

/** Where a platform's events go. */
export interface EventSink {
  /** The accounts somebody listens to: an event for another need not be made. */
  listeners(): Iterable<number>;
  /** Who listens to an account now. */
  receivers(account: number): readonly Receiver[];
  publish(event: BotEvent): void;
}

export interface Platform extends AsyncDisposable {
  /** The account of connections that choose none. */
  readonly defaultAccount: number;
  hasAccount(account: number): boolean;
  /** The operation behind an action's name, undefined where there is none. */
  operation(action: string): Operation | undefined;
  status(account: number): Status;
  /** The platform's time in whole seconds: events carry it. */
  now(): number;
  /** Hears of each call that was answered, whatever the answer; undefined where none was sent. */
  observe(
    call: { action: string; params: unknown },
    caller: Caller,
    reply: Reply | undefined,
  ): void;
  /** Ends what only waits for something to happen: the server is about to stop. */
  endWaits(): void;
  /** Answers an HTTP GET below the platform's own paths; undefined where the path is none of them. */
  serve(pathname: string): Response | undefined;
}
