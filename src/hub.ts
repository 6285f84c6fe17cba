/** Takes events from the platform and gets them out: encoded at most once a format, in order. */
import * as v from "valibot";

import { logger } from "./log.ts";
import type { EventSink, Receiver } from "./platform.ts";
import { BotEvent, encodeEvent, typeOf } from "./protocol/event.ts";
import type { MessageFormat } from "./protocol/event.ts";
import type { Statistics } from "./statistics.ts";

/** A way out for events: it gets the text of an event once, however many connections it then reaches. */
export interface Outlet {
  publish(topic: string, json: string): void;
}

/** Something that must have dealt with an event before it goes out: an HTTP POST. Never rejects. */
export type Stage = (event: BotEvent) => Promise<void>;

/** What a connection listens to. */
export interface Topic {
  account: number;
  format: MessageFormat;
}

/** The Bun pub/sub key of a topic. */
export function topicName({ account, format }: Topic): string {
  return `event/${account}/${format}`;
}

/** Through which outlets a topic is reached, and how many listen behind each. */
interface Audience {
  topic: string;
  outlets: Map<Outlet, number>;
}

const log = logger("hub");

export class Hub implements EventSink {
  readonly #receivers = new Map<number, Set<Receiver>>();
  readonly #receiverLists = new Map<number, readonly Receiver[]>();
  readonly #subscriptions = new Map<number, Map<MessageFormat, Audience>>();
  readonly #stages = new Map<number, Set<Stage>>();
  /** For each account, what is fulfilled when the last event that waits for its stages has gone out. */
  readonly #last = new Map<number, Promise<void>>();
  readonly #statistics: Statistics;
  readonly #verify: boolean;

  /** With `verify` each event is held against its schema; one that does not fit is our bug and throws. */
  constructor(statistics: Statistics, { verify = false }: { verify?: boolean } = {}) {
    this.#statistics = statistics;
    this.#verify = verify;
  }

  listeners(): Iterable<number> {
    return this.#receivers.keys();
  }

  /** Puts a stage before an account's events go out; the returned function takes it away. */
  addStage(account: number, stage: Stage, receiver: Receiver): () => void {
    const takeStage = addTo(this.#stages, account, stage);
    const takeReceiver = this.#addReceiver(account, receiver);
    return () => {
      takeStage();
      takeReceiver();
    };
  }

  receivers(account: number): readonly Receiver[] {
    const receivers = this.#receivers.get(account);
    return receivers ? entry(this.#receiverLists, account, () => [...receivers]) : [];
  }

  /** Counts one more receiver behind an outlet; the returned function takes it back. */
  subscribe(topic: Topic, outlet: Outlet, receiver: Receiver): () => void {
    const { account, format } = topic;
    const takeReceiver = this.#addReceiver(account, receiver);
    const formats = entry(this.#subscriptions, account, () => new Map<MessageFormat, Audience>());
    const { outlets } = entry(formats, format, () => ({
      topic: topicName(topic),
      outlets: new Map<Outlet, number>(),
    }));
    outlets.set(outlet, (outlets.get(outlet) ?? 0) + 1);
    return () => {
      takeReceiver();
      const left = (outlets.get(outlet) ?? 1) - 1;
      if (left > 0) {
        outlets.set(outlet, left);
        return;
      }
      outlets.delete(outlet);
      if (outlets.size === 0) formats.delete(format);
      if (formats.size === 0) this.#subscriptions.delete(account);
    };
  }

  publish(event: BotEvent): void {
    if (this.#verify) v.parse(BotEvent, event);
    this.#statistics.events.add(1, typeOf(event));
    this.#statistics.deliveries.add(this.#receivers.get(event.self_id)?.size ?? 0, event.self_id);
    const stages = this.#stages.get(event.self_id);
    const last = this.#last.get(event.self_id);
    if (!stages && !last) {
      this.#release(event);
      return;
    }
    const dealt = [...(stages ?? [])].map((stage) => stage(event));
    this.#releaseAfter(last ? [last, ...dealt] : dealt, event);
  }

  #addReceiver(account: number, receiver: Receiver): () => void {
    this.#receiverLists.delete(account);
    const take = addTo(this.#receivers, account, receiver);
    return () => {
      this.#receiverLists.delete(account);
      take();
    };
  }

  /** Keeps the order of an account's events, however long each of them takes in its stages. */
  #releaseAfter(waiting: readonly Promise<void>[], event: BotEvent): void {
    const account = event.self_id;
    const released = Promise.all(waiting).then(() => {
      this.#release(event);
      if (this.#last.get(account) === released) this.#last.delete(account);
    });
    this.#last.set(account, released);
  }

  #release(event: BotEvent): void {
    const account = event.self_id;
    for (const [format, { topic, outlets }] of this.#subscriptions.get(account) ?? []) {
      const json = encodeEvent(event, format);
      for (const outlet of outlets.keys()) {
        try {
          outlet.publish(topic, json);
        } catch (error) {
          log.error("An event could not be sent: {error}", { error });
        }
      }
    }
  }
}

/** Puts an item under a key; the returned function takes it away, and the key with the last one. */
function addTo<Key, Item>(map: Map<Key, Set<Item>>, key: Key, item: Item): () => void {
  const items = entry(map, key, () => new Set<Item>());
  items.add(item);
  return () => {
    items.delete(item);
    if (items.size === 0) map.delete(key);
  };
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
