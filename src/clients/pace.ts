/** How fast clients send: each by its own rate, and all of one account together by the account's; fair, and in order. */
import type { Config } from "../config/config.ts";
import { refuse, Refusal } from "../protocol/reply.ts";
import { Bucket } from "./bucket.ts";
import type { Rate } from "./bucket.ts";

/** What all clients may send as one account, in all and to one group; absent where that is no limit. */
export interface AccountRates {
  readonly all?: Rate | undefined;
  readonly group?: Rate | undefined;
}

/** Who wants to send, and to which group. */
export interface Sender {
  readonly client: { readonly name: string; readonly rate?: Rate | undefined };
  readonly account: number;
  readonly group?: number | undefined;
}

type Rates = Pick<Config, "client" | "account">;

/** The pace of a configuration; undefined where nobody is held up. */
export function paceOf({ client, account }: Rates): Pace | undefined {
  const { rate_limit: all, group_rate_limit: group } = account;
  const rates = {
    all: all.interval > 0 ? all : undefined,
    group: group.interval > 0 ? group : undefined,
  };
  const isPaced = rates.all ?? rates.group ?? client.some(({ rate_limit }) => rate_limit);
  return isPaced ? new Pace(rates) : undefined;
}

interface Waiting {
  readonly group: number | undefined;
  /** Until when it waits, and how long that is. */
  readonly deadline: number;
  readonly wait: number;
  readonly start: () => void;
  readonly giveUp: (refusal: Refusal) => void;
}

/** What one client waits to send as one account. */
interface Queue {
  readonly bucket: Bucket | undefined;
  readonly waiting: Waiting[];
  /** When it last sent, in turns. */
  served: number;
}

/** Everything that is sent as one account. */
interface Lane {
  readonly bucket: Bucket | undefined;
  readonly groups: Map<number, Bucket>;
  readonly queues: Map<string, Queue>;
  /** How many groups there may be until it is looked which still count. */
  groupsAt: number;
  turn: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const minGroups = 1000;

export class Pace implements Disposable {
  readonly #rates: AccountRates;
  readonly #lanes = new Map<number, Lane>();

  constructor(rates: AccountRates) {
    this.#rates = rates;
  }

  /**
   * Does some work at its turn, at once where it may be. Refuses what would wait longer than the rate allows. What a
   * client sends as an account is begun in the order in which it came.
   */
  run<Result>(sender: Sender, work: () => Result | Promise<Result>): Result | Promise<Result> {
    const { client, account, group } = sender;
    const lane = this.#lane(account);
    const queue = queueOf(lane, client);
    const now = performance.now();
    if (queue.waiting.length === 0 && this.#readyAt(lane, { queue, group }) <= now) {
      this.#take(lane, { queue, group, now });
      return work();
    }
    const { wait } = client.rate ?? this.#rates.all ?? this.#rates.group ?? { wait: 0 };
    if (client.rate && queue.bucket && queue.bucket.after(queue.waiting.length) > now + wait)
      refuse("tooMany", tooFast(client.name, client.rate));
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    const start = () => {
      try {
        resolve(work());
      } catch (error) {
        reject(error);
      }
    };
    queue.waiting.push({ group, deadline: now + wait, wait, start, giveUp: reject });
    this.#plan(lane);
    return promise;
  }

  /** Gives up what waits. */
  [Symbol.dispose](): void {
    for (const { timer, queues } of this.#lanes.values()) {
      clearTimeout(timer);
      for (const { waiting } of queues.values()) {
        for (const { giveUp } of waiting.splice(0))
          giveUp(new Refusal("notPermitted", "The server stops"));
      }
    }
  }

  #lane(account: number): Lane {
    let lane = this.#lanes.get(account);
    if (lane) return lane;
    const bucket = this.#rates.all && new Bucket(this.#rates.all);
    lane = {
      bucket,
      groups: new Map(),
      queues: new Map(),
      groupsAt: minGroups,
      turn: 0,
      timer: undefined,
    };
    this.#lanes.set(account, lane);
    return lane;
  }

  #group(lane: Lane, group: number | undefined): Bucket | undefined {
    const rate = this.#rates.group;
    if (!rate || group === undefined) return undefined;
    const known = lane.groups.get(group);
    if (known) return known;
    if (lane.groups.size >= lane.groupsAt) forgetRested(lane);
    const bucket = new Bucket(rate);
    lane.groups.set(group, bucket);
    return bucket;
  }

  #readyAt(lane: Lane, { queue, group }: { queue: Queue; group: number | undefined }): number {
    const buckets = [queue.bucket, lane.bucket, this.#group(lane, group)];
    return Math.max(0, ...buckets.map((bucket) => bucket?.readyAt ?? 0));
  }

  #take(
    lane: Lane,
    { queue, group, now }: { queue: Queue; group: number | undefined; now: number },
  ): void {
    for (const bucket of [queue.bucket, lane.bucket, this.#group(lane, group)]) bucket?.take(now);
    queue.served = ++lane.turn;
  }

  /** Looks again when something that waits may begin, or has waited too long. */
  #plan(lane: Lane): void {
    clearTimeout(lane.timer);
    lane.timer = undefined;
    let next = Number.POSITIVE_INFINITY;
    for (const queue of lane.queues.values()) {
      const [head] = queue.waiting;
      if (head)
        next = Math.min(next, head.deadline, this.#readyAt(lane, { queue, group: head.group }));
    }
    if (next === Number.POSITIVE_INFINITY) return;
    lane.timer = setTimeout(() => this.#step(lane), Math.max(0, next - performance.now()));
  }

  #step(lane: Lane): void {
    const now = performance.now();
    for (;;) {
      const queue = this.#choose(lane, now);
      const head = queue?.waiting.shift();
      if (!queue || !head) break;
      this.#take(lane, { queue, group: head.group, now });
      head.start();
    }
    for (const { waiting } of lane.queues.values()) {
      while (waiting[0] && waiting[0].deadline <= now) {
        const late = waiting.shift();
        late?.giveUp(new Refusal("tooMany", tooLong(late.wait)));
      }
    }
    this.#plan(lane);
  }

  /**
   * Of those that may send now, in turn the one that has not for longest, so that all get the same, and the one with
   * least that waits, so that who sends little does not wait for those who flood.
   */
  #choose(lane: Lane, now: number): Queue | undefined {
    const ready = [...lane.queues.values()].filter((queue) => {
      const [head] = queue.waiting;
      return head && this.#readyAt(lane, { queue, group: head.group }) <= now;
    });
    const [first, ...others] = ready;
    if (!first) return undefined;
    const isBefore = lane.turn % 2 === 0 ? hasLess : hasRested;
    return others.reduce((best, queue) => (isBefore(queue, best) ? queue : best), first);
  }
}

function queueOf({ queues }: Lane, { name, rate }: Sender["client"]): Queue {
  let queue = queues.get(name);
  if (!queue) {
    queue = { bucket: rate && new Bucket(rate), waiting: [], served: 0 };
    queues.set(name, queue);
  }
  return queue;
}

function hasRested(one: Queue, other: Queue): boolean {
  return one.served < other.served;
}

function hasLess(one: Queue, other: Queue): boolean {
  const [own, theirs] = [one.waiting.length, other.waiting.length];
  return own === theirs ? hasRested(one, other) : own < theirs;
}

function forgetRested(lane: Lane): void {
  const now = performance.now();
  for (const [group, bucket] of lane.groups) if (bucket.isFull(now)) lane.groups.delete(group);
  lane.groupsAt = Math.max(minGroups, lane.groups.size * 2);
}

function tooFast(name: string, { interval, burst, wait }: Rate): string {
  return `${name} sends faster than its rate_limit allows (${burst} at once, then one every ${interval} ms): this would wait longer than ${wait} ms`;
}

function tooLong(wait: number): string {
  return `Too much is sent as this account: this has waited ${wait} ms (account.rate_limit, account.group_rate_limit)`;
}
