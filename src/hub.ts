/** Takes events from the platform and gets them out: encoded at most once a format, in order. */
import * as v from "valibot";

import type { Receiver } from "./entry.ts";
import { logger } from "./log/log.ts";
import { Outgoing } from "./outgoing.ts";
import type { EventSink } from "./platform.ts";
import { BotEvent, typeOf } from "./protocol/event.ts";
import type { MessageFormat } from "./protocol/event.ts";
import type { Recorder } from "./record.ts";
import type { Statistics } from "./statistics.ts";

/** What a connection listens to. */
export interface Topic {
  readonly account: number;
  readonly format: MessageFormat;
}

/** A way out for events: it gets the text of an event once, however many connections it then reaches. */
export interface Outlet {
  publish(topic: Topic, text: string): void;
}

/** One that listens, until it is disposed of. */
export interface Subscription extends Disposable {
  /** How many events have gone out to it. */
  readonly events: number;
}

/** Something that must have dealt with an event before it goes out: an HTTP POST. Never rejects. */
export type Stage = (outgoing: Outgoing) => Promise<void>;

export interface HubOptions {
  statistics: Statistics;
  record?: Recorder | undefined;
  /** Holds each event against its schema; one that does not fit is our bug and throws. */
  verify?: boolean;
}

const nothing: readonly Promise<void>[] = [];

const log = logger("hub");

export class Hub implements EventSink {
  readonly #options: HubOptions;
  readonly #audiences = new Map<number, Audience>();

  constructor(options: HubOptions) {
    this.#options = options;
  }

  listeners(): Iterable<number> {
    const awaited = this.#options.record?.awaited();
    return awaited ? awaited.union(this.#audiences) : this.#audiences.keys();
  }

  /** Who listens to an account now. */
  receivers(account: number): readonly Receiver[] {
    return this.#audiences.get(account)?.list() ?? [];
  }

  /** Puts a stage before an account's events go out, until it is disposed of. */
  addStage(account: number, stage: Stage, receiver: Receiver): Disposable {
    const audience = this.#audience(account);
    audience.stages.add(stage);
    return this.#enter(account, receiver, () => audience.stages.delete(stage));
  }

  /** Counts one more receiver behind an outlet, until it is disposed of. */
  subscribe(topic: Topic, outlet: Outlet, receiver: Receiver): Subscription {
    const audience = this.#audience(topic.account);
    const before = audience.released;
    audience.subscribe(topic, outlet);
    const leave = () => audience.unsubscribe(topic.format, outlet);
    const { [Symbol.dispose]: dispose } = this.#enter(topic.account, receiver, leave);
    return {
      get events() {
        return audience.released - before;
      },
      [Symbol.dispose]: dispose,
    };
  }

  publish(event: BotEvent): void {
    if (this.#options.verify) v.parse(BotEvent, event);
    const outgoing = new Outgoing(event);
    const audience = this.#audiences.get(outgoing.account);
    const waiting = this.#accept(outgoing, audience);
    if (!audience) return;
    if (waiting.length === 0) audience.release(outgoing);
    else this.#releaseAfter(waiting, outgoing, audience);
  }

  /** Takes an event in; gives what it has to wait for before it goes out. */
  #accept(outgoing: Outgoing, audience: Audience | undefined): readonly Promise<void>[] {
    const { statistics, record } = this.#options;
    statistics.events.add(1, typeOf(outgoing.event));
    statistics.deliveries.add(audience?.receivers.size ?? 0, outgoing.account);
    record?.recordEvent(outgoing, audience?.list() ?? []);
    if (!audience) return nothing;
    const { last, stages } = audience;
    if (stages.size === 0) return last ? [last] : nothing;
    const dealt = Array.from(stages, (stage) => stage(outgoing));
    return last ? [last, ...dealt] : dealt;
  }

  /** Keeps the order of an account's events, however long each of them takes in its stages. */
  #releaseAfter(waiting: readonly Promise<void>[], outgoing: Outgoing, audience: Audience): void {
    const released = Promise.all(waiting).then(() => {
      audience.release(outgoing);
      if (audience.last === released) audience.last = undefined;
      this.#forget(outgoing.account, audience);
    });
    audience.last = released;
  }

  #audience(account: number): Audience {
    let audience = this.#audiences.get(account);
    if (!audience) this.#audiences.set(account, (audience = new Audience()));
    return audience;
  }

  #enter(account: number, receiver: Receiver, leave: () => void): Disposable {
    const audience = this.#audience(account);
    audience.add(receiver);
    return {
      [Symbol.dispose]: () => {
        leave();
        audience.remove(receiver);
        this.#forget(account, audience);
      },
    };
  }

  /** An audience goes with its last one, and with the last event that waits to go out to it. */
  #forget(account: number, { receivers, last }: Audience): void {
    if (receivers.size === 0 && !last) this.#audiences.delete(account);
  }
}

/** Everybody who listens to one account. */
class Audience {
  readonly receivers = new Set<Receiver>();
  readonly stages = new Set<Stage>();
  /** Fulfilled when the last event that waits for its stages has gone out. */
  last: Promise<void> | undefined;
  /** How many events have gone out. */
  released = 0;
  readonly #topics = new Map<MessageFormat, { topic: Topic; outlets: Map<Outlet, number> }>();
  #list: readonly Receiver[] | undefined;

  /** The bots among the receivers as they are now; the list stays as it is when that changes. */
  list(): readonly Receiver[] {
    return (this.#list ??= [...this.receivers].filter(({ isSeat }) => !isSeat));
  }

  add(receiver: Receiver): void {
    this.receivers.add(receiver);
    this.#list = undefined;
  }

  remove(receiver: Receiver): void {
    this.receivers.delete(receiver);
    this.#list = undefined;
  }

  subscribe({ account, format }: Topic, outlet: Outlet): void {
    const found = this.#topics.get(format) ?? { topic: { account, format }, outlets: new Map() };
    found.outlets.set(outlet, (found.outlets.get(outlet) ?? 0) + 1);
    this.#topics.set(format, found);
  }

  unsubscribe(format: MessageFormat, outlet: Outlet): void {
    const outlets = this.#topics.get(format)?.outlets;
    const left = (outlets?.get(outlet) ?? 1) - 1;
    if (left > 0) outlets?.set(outlet, left);
    else outlets?.delete(outlet);
    if (outlets?.size === 0) this.#topics.delete(format);
  }

  release(outgoing: Outgoing): void {
    this.released++;
    for (const { topic, outlets } of this.#topics.values()) {
      const text = outgoing.text(topic.format);
      for (const outlet of outlets.keys()) {
        try {
          outlet.publish(topic, text);
        } catch (error) {
          log.error("An event could not be sent: {error}", { error });
        }
      }
    }
  }
}
