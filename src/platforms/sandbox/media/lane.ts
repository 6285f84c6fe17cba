/** A lane of its own for what takes long: so much of it at once, the rest waits in turn. */
import { refuse } from "../../../protocol/reply.ts";

export interface LaneLimits {
  /** At once, in all. */
  width: number;
  /** At once, of one owner. */
  share: number;
  /** Waiting, in all. */
  queue: number;
}

interface Waiting {
  owner: number;
  start: () => void;
}

export class Lane {
  readonly #limits: LaneLimits;
  readonly #running = new Map<number, number>();
  #runningInAll = 0;
  readonly #waiting: Waiting[] = [];

  constructor(limits: LaneLimits) {
    this.#limits = limits;
  }

  /** Does `work` once there is room for it; whoever has a full share lets others pass. */
  async run<Result>(owner: number, work: () => Promise<Result>): Promise<Result> {
    await this.#enter(owner);
    try {
      return await work();
    } finally {
      this.#leave(owner);
    }
  }

  #enter(owner: number): Promise<void> {
    if (this.#hasRoom(owner)) {
      this.#count(owner, 1);
      return Promise.resolve();
    }
    if (this.#waiting.length >= this.#limits.queue)
      refuse("tooMany", `${this.#limits.queue} others wait already; try again later`);
    return new Promise((start) => this.#waiting.push({ owner, start }));
  }

  #leave(owner: number): void {
    this.#count(owner, -1);
    const next = this.#waiting.findIndex((waiting) => this.#hasRoom(waiting.owner));
    const [waiting] = next < 0 ? [] : this.#waiting.splice(next, 1);
    if (!waiting) return;
    this.#count(waiting.owner, 1);
    waiting.start();
  }

  #hasRoom(owner: number): boolean {
    const { width, share } = this.#limits;
    return this.#runningInAll < width && (this.#running.get(owner) ?? 0) < share;
  }

  #count(owner: number, change: 1 | -1): void {
    this.#runningInAll += change;
    const running = (this.#running.get(owner) ?? 0) + change;
    if (running > 0) this.#running.set(owner, running);
    else this.#running.delete(owner);
  }
}
