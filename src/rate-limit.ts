/** Calls named `..._rate_limited`: in order, one an interval for each client and account (api, rate-limited calls). */
import { logger } from "./log/log.ts";
import { ownerOf } from "./platform.ts";
import type { Caller } from "./platform.ts";
import { accepted, fail } from "./protocol/reply.ts";
import type { Reply } from "./protocol/reply.ts";
import { Share } from "./share.ts";
import type { Bound } from "./share.ts";
import { counted } from "./words/count.ts";

interface Waiting {
  /** In bytes. */
  size: number;
  /** Must not reject. */
  run: () => Promise<void>;
}

interface Queue {
  readonly waiting: Waiting[];
  readonly share: Share;
  timer: ReturnType<typeof setTimeout>;
}

const log = logger("call");

export class RateLimitedQueues implements Disposable {
  readonly #queues = new Map<string, Queue>();
  readonly #interval: number;
  readonly #bound: Bound;

  /** `interval` in milliseconds; the bound is that of each queue. */
  constructor(interval: number, bound: Bound) {
    this.#interval = interval;
    this.#bound = bound;
  }

  /** Calls that wait for their turn. */
  get size(): number {
    return this.#queues.values().reduce((sum, { waiting }) => sum + waiting.length, 0);
  }

  /** Takes a call, to be run at its turn, or refuses one past the limit. */
  add(caller: Caller, call: Waiting): Reply {
    const owner = ownerOf(caller);
    const queue = this.#queues.get(owner);
    if (!queue) {
      const share = new Share(this.#bound);
      this.#queues.set(owner, { waiting: [], share, timer: this.#rest(owner) });
      void call.run();
      return accepted;
    }
    if (!queue.share.take(call.size)) {
      const sentence = `${queue.share.told}, rate-limited, wait already; try again later`;
      return fail("tooMany", `${sentence} (limits.rate_limited_calls, limits.queue_bytes)`);
    }
    queue.waiting.push(call);
    return accepted;
  }

  /** Drops what waits. */
  [Symbol.dispose](): void {
    if (this.size > 0)
      log.warning("Dropped: {calls}", { calls: counted(this.size, "rate-limited call") });
    for (const { timer } of this.#queues.values()) clearTimeout(timer);
    this.#queues.clear();
  }

  /** A queue is there as long as a call of its owner would come too soon. */
  #rest(owner: string): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.#next(owner), this.#interval);
  }

  #next(owner: string): void {
    const queue = this.#queues.get(owner);
    const call = queue?.waiting.shift();
    if (!queue || !call) {
      this.#queues.delete(owner);
      return;
    }
    queue.share.give(call.size);
    queue.timer = this.#rest(owner);
    void call.run();
  }
}
