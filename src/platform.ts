/** What stands behind the bots' connections and makes the words come true. */
import type { GenericSchema } from "valibot";

import type { Client } from "./clients/client.ts";
import type { FindPlaces } from "./clients/territory.ts";
import type { Summary } from "./protocol/action.ts";
import type { Status } from "./protocol/entity.ts";
import type { BotEvent, MessageFormat } from "./protocol/event.ts";
import type { Fields } from "./protocol/scalar.ts";
import type { Traffic } from "./traffic.ts";

/** Who calls: the account the connection is bound to, the format it reads messages in, the client. */
export interface Caller {
  readonly account: number;
  readonly format: MessageFormat;
  readonly client: Client;
  /** Aborted when the connection that calls is over; undefined where there is none. */
  readonly ended?: () => AbortSignal;
  /** Where its connection carries a session: says that all up to an event has been dealt with. */
  readonly acknowledge?: ((seq: number) => void) | undefined;
  /** Takes note of what comes of its calls. */
  readonly traffic?: Traffic;
}

/** Whose queues a caller fills: a client's, for one account. */
export function ownerOf({ account, client }: Caller): string {
  return `${account} ${client.name}`;
}

/** One action a platform performs. `run` gets params that `params` has read; it may refuse by throwing. */
export interface Operation {
  params: GenericSchema<unknown, unknown>;
  result: GenericSchema<unknown, unknown>;
  run(params: unknown, caller: Caller): unknown;
  /** Answered at once with status async, whatever comes of it. */
  isAsync?: boolean;
  /** It steers the world instead of acting in it. */
  isHidden?: boolean;
  /** It changes nothing. */
  looks?: boolean;
  /** In few words what it does. */
  summary?: Summary;
  /** The action it is another name of. */
  aliasOf?: string;
}

/** Where a platform's events go. */
export interface EventSink {
  /** The accounts somebody listens to: an event for another need not be made. */
  listeners(): Iterable<number>;
  publish(event: BotEvent): void;
  /** What was published so far was of a world that is no more. */
  begin?(): void;
}

/** What of a platform's world may change behind the back of whoever looks on. */
export const worldParts = [
  "people",
  "groups",
  "messages",
  "requests",
  "clock",
  "faults",
  "snapshots",
] as const;
export type WorldPart = (typeof worldParts)[number];

export interface Platform extends AsyncDisposable {
  /** The account of connections that choose none. */
  readonly defaultAccount: number;
  hasAccount(account: number): boolean;
  /** The operation behind an action's name, undefined where there is none. */
  operation(action: string): Operation | undefined;
  /** The names of all actions. */
  actions(): Iterable<string>;
  status(account: number): Status;
  /** The platform's time in whole seconds: events carry it. */
  now(): number;
  /**
   * Tells which parts of the world have changed, once they have, until it is disposed of; of messages only that they
   * are others altogether. Must not throw.
   */
  observe(onChange: (part: WorldPart) => void): Disposable;
  /** What would be lost with the process and is to survive a restart within it; undefined where nothing is. */
  pack(): Promise<Fields | undefined>;
  /** Takes what another of its kind has packed. Rejects where that does not fit. */
  unpack(packed: Fields): Promise<void>;
  /** One line on what stands behind the accounts. */
  describe(): string;
  /**
   * Says to which groups and people something belongs that a call names by a message's, forward's, request's or file's
   * id, or as a medium; clients with a part of the world get only what belongs there. Without it, they get none.
   */
  placesOf?: FindPlaces;
  /** Answers an HTTP GET below the platform's own paths; undefined where the path is none of them. */
  serve(pathname: string): Response | undefined;
}
