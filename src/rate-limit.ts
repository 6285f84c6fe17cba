/** Calls named `..._rate_limited`: in order, one an interval for each client and account (api, rate-limited calls). */
import type { Caller } from "./platform.ts";
import { accepted, fail } from "./protocol/reply.ts";
import type { Reply } from "./protocol/reply.ts";

type Run = () => Promise<void>;

interface Queue {
  readonly waiting: Run[];
  timer: ReturnType<typeof setTimeout>;
}

export class RateLimitedQueues implements Disposable {
  readonly #queues = new Map<string, Queue>();
  readonly #interval: number;
  readonly #limit: number;

  /** `interval` in milliseconds, `limit` in calls of one queue. */
  constructor(interval: number, limit: number) {
    this.#interval = interval;
    this.#limit = limit;
  }

  /** Calls that wait for their turn. */
  get size(): number {
    return this.#queues.values().reduce((sum, { waiting }) => sum + waiting.length, 0);
  }

  /** Takes a call, to be run at its turn, or refuses one past the limit. `run` must not reject. */
  add({ client, account }: Caller, run: Run): Reply {
    const key = `${account} ${client.name}`;
    const queue = this.#queues.get(key);
    if (!queue) {
      this.#queues.set(key, { waiting: [], timer: this.#rest(key) });
      void run();
    } else if (queue.waiting.length < this.#limit) {
      queue.waiting.push(run);
    } else {
      return fail("tooMany", `${this.#limit} rate-limited calls wait already; try again later`);
    }
    return accepted;
  }

  [Symbol.dispose](): void {
    for (const { timer } of this.#queues.values()) clearTimeout(timer);
    this.#queues.clear();
  }

  /** A queue is there as long as a call of its client would come too soon. */
  #rest(key: string): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.#next(key), this.#interval);
  }

  #next(key: string): void {
    const queue = this.#queues.get(key);
    const run = queue?.waiting.shift();
    if (!queue || !run) {
      this.#queues.delete(key);
      return;
    }
    queue.timer = this.#rest(key);
    void run();
  }
}
