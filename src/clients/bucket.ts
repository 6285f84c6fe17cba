/** A rate: so many at once, then one an interval. Times are in milliseconds. */

export interface Rate {
  readonly interval: number;
  readonly burst: number;
  /** How long something may wait for its turn. */
  readonly wait: number;
}

export class Bucket {
  readonly #rate: Rate;
  /** When it will have rested: all that was taken has been made good. */
  #restedAt = 0;

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** From when on one more may be taken. */
  get readyAt(): number {
    const { interval, burst } = this.#rate;
    return this.#restedAt - (burst - 1) * interval;
  }

  /** From when on one may be taken after some others that wait. */
  after(others: number): number {
    return Math.max(this.readyAt, performance.now()) + Math.max(0, others) * this.#rate.interval;
  }

  take(now: number): void {
    this.#restedAt = Math.max(this.#restedAt, now) + this.#rate.interval;
  }

  /** Whether it is as if nothing had been taken. */
  isFull(now: number): boolean {
    return this.#restedAt <= now;
  }
}
