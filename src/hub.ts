/** Takes events from the platform and gets them out: encoded at most once a format, filtered, in order. */
import * as v from "valibot";

import type { Filter } from "./clients/filter.ts";
import type { Receiver } from "./entry.ts";
import { nameOf } from "./frames.ts";
import { maxParties } from "./frames.ts";
import type { Frames, Source } from "./frames.ts";
import { logger } from "./log/log.ts";
import { Outgoing } from "./outgoing.ts";
import type { EventSink } from "./platform.ts";
import { BotEvent, typeOf } from "./protocol/event.ts";
import type { MessageFormat } from "./protocol/event.ts";
import type { Recorder } from "./record.ts";
import type { Statistics } from "./statistics.ts";

/** Whose events somebody is told of, and which of them: all where there is no filter. */
export interface Subject {
  readonly account: number;
  readonly filter?: Filter | undefined;
}

/** What a connection listens to. */
export interface Topic extends Subject {
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

/** Something that gets an event before it goes out, and may have to have dealt with it: an HTTP POST. Never rejects. */
export type Stage = (outgoing: Outgoing) => Promise<unknown> | undefined;

/** Somebody who gets an event as soon as it is accepted, and hears when it goes out. None of its methods throws. */
export interface Keeper {
  accept(outgoing: Outgoing): void;
  release(outgoing: Outgoing): void;
}

export interface HubOptions {
  statistics: Statistics;
  record?: Recorder | undefined;
  /** Where events are kept as they went out. */
  frames?: Frames | undefined;
  /** Holds each event against its schema; one that does not fit is our bug and throws. */
  verify?: boolean;
}

const nothing: readonly Promise<unknown>[] = [];

const log = logger("hub");

export class Hub implements EventSink {
  readonly #options: HubOptions;
  readonly #audiences = new Map<number, Audience>();
  readonly #begins = new Set<() => void>();

  constructor(options: HubOptions) {
    this.#options = options;
  }

  listeners(): Iterable<number> {
    const awaited = this.#options.record?.awaited();
    return awaited ? awaited.union(this.#audiences) : this.#audiences.keys();
  }

  begin(): void {
    for (const told of this.#begins) told();
  }

  /** Has somebody told when the world becomes another one, until it is disposed of. */
  onBegin(told: () => void): Disposable {
    this.#begins.add(told);
    return { [Symbol.dispose]: () => this.#begins.delete(told) };
  }

  /** Who listens to an account now. */
  receivers(account: number): readonly Receiver[] {
    return this.#audiences.get(account)?.list() ?? [];
  }

  /** Puts a stage before an account's events go out, until it is disposed of; it gets those that pass the filter. */
  addStage(subject: Subject, stage: Stage, receiver: Receiver): Disposable {
    const audience = this.#audience(subject.account);
    audience.stages.set(stage, subject.filter);
    return this.#enter(subject, receiver, () => audience.stages.delete(stage));
  }

  /** Has a subject's events kept, whether anybody listens or not, until it is disposed of. */
  keep({ account, filter }: Subject, keeper: Keeper): Disposable {
    const audience = this.#audience(account);
    audience.keepers.set(keeper, filter);
    return {
      [Symbol.dispose]: () => {
        audience.keepers.delete(keeper);
        this.#forget(account, audience);
      },
    };
  }

  /** Counts one more receiver that is told by whoever keeps the events, until it is disposed of. */
  attend(subject: Subject, receiver: Receiver): Disposable {
    return this.#enter(subject, receiver, () => undefined);
  }

  /** Counts one more receiver behind an outlet, until it is disposed of. */
  subscribe(topic: Topic, outlet: Outlet, receiver: Receiver): Subscription {
    const audience = this.#audience(topic.account);
    const channel = audience.subscribe(topic, outlet, receiver);
    const before = channel.released;
    const leave = () => audience.unsubscribe(topic, outlet, receiver);
    const { [Symbol.dispose]: dispose } = this.#enter(topic, receiver, leave);
    return {
      get events() {
        return channel.released - before;
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
    if (waiting.length === 0) audience.release(outgoing, this.#options.frames);
    else this.#releaseAfter(waiting, outgoing, audience);
  }

  /** Takes an event in; gives what it has to wait for before it goes out. */
  #accept(outgoing: Outgoing, audience: Audience | undefined): readonly Promise<unknown>[] {
    const { statistics, record } = this.#options;
    statistics.events.add(1, typeOf(outgoing.event));
    const receivers = audience?.list(outgoing) ?? [];
    statistics.deliveries.add(receivers.length, outgoing.account);
    record?.recordEvent(outgoing, receivers);
    if (!audience) return nothing;
    for (const [keeper, filter] of audience.keepers)
      if (outgoing.passes(filter)) keeper.accept(outgoing);
    const { last, stages } = audience;
    if (stages.size === 0) return last ? [last] : nothing;
    const dealt = [...stages].flatMap(([stage, filter]) => {
      const dealing = outgoing.passes(filter) ? stage(outgoing) : undefined;
      return dealing ? [dealing] : [];
    });
    return last ? [last, ...dealt] : dealt;
  }

  /** Keeps the order of an account's events, however long each of them takes in its stages. */
  #releaseAfter(
    waiting: readonly Promise<unknown>[],
    outgoing: Outgoing,
    audience: Audience,
  ): void {
    const released = Promise.all(waiting).then(() => {
      audience.release(outgoing, this.#options.frames);
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

  #enter({ account, filter }: Subject, receiver: Receiver, leave: () => void): Disposable {
    const audience = this.#audience(account);
    audience.add(receiver, filter);
    return {
      [Symbol.dispose]: () => {
        leave();
        audience.remove(receiver, filter);
        this.#forget(account, audience);
      },
    };
  }

  /** An audience goes with its last one, and with the last event that waits to go out to it. */
  #forget(account: number, { isEmpty, last }: Audience): void {
    if (isEmpty && !last) this.#audiences.delete(account);
  }
}

/** A topic that somebody listens to, and the ways its events take. */
class Channel {
  readonly topic: Topic;
  /** With how many receivers are behind each. */
  readonly outlets = new Map<Outlet, number>();
  /** How many events have gone out. */
  released = 0;
  readonly #receivers = new Set<Receiver>();
  #source: Source | undefined;

  constructor(topic: Topic) {
    this.topic = topic;
  }

  /** The receivers as they are now, bots or not; the list stays as it is when that changes. */
  source(): Source {
    const { account } = this.topic;
    return (this.#source ??= { account, parties: [...this.#receivers.values().take(maxParties)] });
  }

  add(outlet: Outlet, receiver: Receiver): void {
    this.outlets.set(outlet, (this.outlets.get(outlet) ?? 0) + 1);
    this.#receivers.add(receiver);
    this.#source = undefined;
  }

  remove(outlet: Outlet, receiver: Receiver): void {
    const left = (this.outlets.get(outlet) ?? 1) - 1;
    if (left > 0) this.outlets.set(outlet, left);
    else this.outlets.delete(outlet);
    this.#receivers.delete(receiver);
    this.#source = undefined;
  }
}

/** Those who get the same of an account's events. */
interface Crowd {
  readonly filter: Filter | undefined;
  readonly receivers: Set<Receiver>;
  /** The bots among them as they are now; it stays as it is when that changes. */
  list: readonly Receiver[] | undefined;
}

/** Everybody who listens to one account. */
class Audience {
  readonly stages = new Map<Stage, Filter | undefined>();
  readonly keepers = new Map<Keeper, Filter | undefined>();
  /** Fulfilled when the last event that waits for its stages has gone out. */
  last: Promise<unknown> | undefined;
  readonly #channels = new Map<string, Channel>();
  readonly #crowds = new Map<string, Crowd>();

  get isEmpty(): boolean {
    return this.#crowds.size === 0 && this.keepers.size === 0;
  }

  /** The bots among the receivers as they are now, of an event or of any; the list stays as it is when that changes. */
  list(outgoing?: Outgoing): readonly Receiver[] {
    const plain = this.#crowds.size === 1 ? this.#crowds.get("") : undefined;
    if (plain) return botsOf(plain);
    const lists = [...this.#crowds.values()]
      .filter(({ filter }) => !outgoing || outgoing.passes(filter))
      .map(botsOf);
    const [first = [], ...more] = lists;
    return more.length === 0 ? first : first.concat(...more);
  }

  add(receiver: Receiver, filter: Filter | undefined): void {
    const crowd = this.#crowds.get(keyOf(filter)) ?? { filter, receivers: new Set(), list: [] };
    crowd.receivers.add(receiver);
    crowd.list = undefined;
    this.#crowds.set(keyOf(filter), crowd);
  }

  remove(receiver: Receiver, filter: Filter | undefined): void {
    const crowd = this.#crowds.get(keyOf(filter));
    if (!crowd) return;
    crowd.receivers.delete(receiver);
    crowd.list = undefined;
    if (crowd.receivers.size === 0) this.#crowds.delete(keyOf(filter));
  }

  subscribe(topic: Topic, outlet: Outlet, receiver: Receiver): Channel {
    const key = keyOfTopic(topic);
    const channel = this.#channels.get(key) ?? new Channel(topic);
    channel.add(outlet, receiver);
    this.#channels.set(key, channel);
    return channel;
  }

  unsubscribe(topic: Topic, outlet: Outlet, receiver: Receiver): void {
    const key = keyOfTopic(topic);
    const channel = this.#channels.get(key);
    channel?.remove(outlet, receiver);
    if (channel?.outlets.size === 0) this.#channels.delete(key);
  }

  release(outgoing: Outgoing, frames: Frames | undefined): void {
    for (const [keeper, filter] of this.keepers)
      if (outgoing.passes(filter)) keeper.release(outgoing);
    for (const channel of this.#channels.values()) {
      const { topic, outlets } = channel;
      if (!outgoing.passes(topic.filter)) continue;
      channel.released++;
      const text = outgoing.text(topic.format);
      frames?.add({
        kind: "event",
        source: channel.source(),
        name: nameOf(outgoing.event),
        text,
      });
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

function botsOf(crowd: Crowd): readonly Receiver[] {
  return (crowd.list ??= [...crowd.receivers].filter(({ isSeat }) => !isSeat));
}

function keyOf(filter: Filter | undefined): string {
  return filter?.key ?? "";
}

function keyOfTopic({ format, filter }: Topic): string {
  return filter ? `${format} ${filter.key}` : format;
}
