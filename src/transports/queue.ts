/** Events on their way to one address: started in order, bounded in number and in bytes, the oldest given up. */
import { setTimeout as sleep } from "node:timers/promises";

import type { Outgoing } from "../outgoing.ts";

/** An event on its way; `cancel` gives it up wherever it is. */
export interface Delivery {
  readonly outgoing: Outgoing;
  readonly cancel: AbortController;
  /** What it holds, in bytes. */
  readonly size: number;
  /** Whether it comes again where it is not taken. */
  readonly isKept: boolean;
}

export interface QueueOptions {
  /** How many events may be under way or waiting, and of how many bytes. */
  readonly bound: { items: number; bytes: number };
  /** Takes an event to its address, and holds up later ones while it tries again; whether it was taken. Never rejects. */
  readonly deliver: (delivery: Delivery) => Promise<boolean>;
  /** Hears that an event is given up, with how many there are. */
  readonly onDrop: (waiting: number) => void;
}

// Posts overlap, as a bot may answer one only after it has seen the next, but they should arrive in order.
const headStart = 5;
// Bun runs 256 requests at once, for everybody in the process.
const maxUnderWay = 32;

export class Queue implements Disposable {
  readonly #options: QueueOptions;
  /** All that are under way or wait, with what is to be called when that is over. */
  readonly #outstanding = new Map<Delivery, (isTaken: boolean) => void>();
  readonly #waiting: Delivery[] = [];
  #bytes = 0;
  #isStarting = false;
  #underWay = 0;
  #held = 0;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  /** Events that are under way or wait. */
  get size(): number {
    return this.#outstanding.size;
  }

  /** Fulfilled when the event was delivered or given up: whether it was taken. */
  add(outgoing: Outgoing, { size, isKept }: Pick<Delivery, "size" | "isKept">): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const delivery = { outgoing, size, isKept, cancel: new AbortController() };
    this.#outstanding.set(delivery, resolve);
    this.#bytes += size;
    const { items, bytes } = this.#options.bound;
    while (this.size > items || (this.#bytes > bytes && this.size > 1)) this.#dropOldest();
    this.#waiting.push(delivery);
    void this.#start();
    return promise;
  }

  /** Starts nothing more until `work` is done. */
  async hold<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#held++;
    try {
      return await work();
    } finally {
      this.#held--;
    }
  }

  [Symbol.dispose](): void {
    this.clear();
  }

  /** Gives up everything. */
  clear(): void {
    this.#waiting.length = 0;
    for (const delivery of this.#outstanding.keys()) this.#giveUp(delivery);
  }

  #dropOldest(): void {
    const [oldest] = this.#outstanding.keys();
    if (!oldest) return;
    this.#options.onDrop(this.size);
    this.#giveUp(oldest);
  }

  #giveUp(delivery: Delivery): void {
    delivery.cancel.abort();
    this.#end(delivery, false);
  }

  #end(delivery: Delivery, isTaken: boolean): void {
    const tell = this.#outstanding.get(delivery);
    if (!tell) return;
    this.#outstanding.delete(delivery);
    this.#bytes -= delivery.size;
    tell(isTaken);
  }

  /** Starts what waits, each when the one before is answered or has had its head start. */
  async #start(): Promise<void> {
    if (this.#isStarting) return;
    this.#isStarting = true;
    while (this.#held === 0 && this.#underWay < maxUnderWay) {
      const delivery = this.#waiting.shift();
      if (!delivery) break;
      if (delivery.cancel.signal.aborted) continue;
      await Promise.race([this.#deliver(delivery), sleep(headStart)]);
    }
    this.#isStarting = false;
  }

  async #deliver(delivery: Delivery): Promise<void> {
    this.#underWay++;
    const isTaken = await this.#options.deliver(delivery);
    this.#underWay--;
    this.#end(delivery, isTaken);
    void this.#start();
  }
}
