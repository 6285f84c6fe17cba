/** The queue of calls named `..._rate_limited`: in order, one call an interval (api, rate-limited calls). */
import { accepted, fail } from "./protocol/reply.ts";
import type { Reply } from "./protocol/reply.ts";

export class RateLimitedQueue implements Disposable {
  readonly #waiting: (() => Promise<void>)[] = [];
  readonly #interval: number;
  readonly #limit: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `interval` in milliseconds, `limit` in calls. */
  constructor(interval: number, limit: number) {
    this.#interval = interval;
    this.#limit = limit;
  }

  /** Calls that wait for their turn. */
  get size(): number {
    return this.#waiting.length;
  }

  /** Takes a call, to be run at its turn, or refuses one past the limit. `run` must not reject. */
  add(run: () => Promise<void>): Reply {
    if (this.#waiting.length >= this.#limit) {
      return fail("tooMany", `${this.#limit} rate-limited calls wait already; try again later`);
    }
    this.#waiting.push(run);
    if (this.#timer === undefined) this.#next();
    return accepted;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#waiting.length = 0;
  }

  #next(): void {
    const run = this.#waiting.shift();
    this.#timer = run && setTimeout(() => this.#next(), this.#interval);
    void run?.();
  }
}
