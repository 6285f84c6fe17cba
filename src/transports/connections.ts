/** The connections that are open: from where, and whether their peers are still there. */
import type { Connection } from "./connection.ts";

export class Connections implements Disposable {
  readonly #open = new Set<Connection>();
  readonly #addresses = new Map<string, number>();
  readonly #pings: ReturnType<typeof setInterval> | undefined;

  /** Pings every `pingInterval` milliseconds, 0 for never: Bun's idle timer finds no peer that is gone. */
  constructor(pingInterval: number) {
    if (pingInterval === 0) return;
    this.#pings = setInterval(() => {
      for (const connection of this.#open) connection.ping();
    }, pingInterval);
  }

  add(connection: Connection): void {
    this.#open.add(connection);
    this.#count(connection.address, 1);
  }

  remove(connection: Connection): void {
    if (this.#open.delete(connection)) this.#count(connection.address, -1);
  }

  /** How many come from an address. */
  from(address: string): number {
    return this.#addresses.get(address) ?? 0;
  }

  /** Looks for peers that do not read, when something could not be sent to one of many. */
  checkStalls(): void {
    for (const connection of this.#open) connection.checkStall();
  }

  [Symbol.dispose](): void {
    clearInterval(this.#pings);
  }

  #count(address: string, change: 1 | -1): void {
    const count = this.from(address) + change;
    if (count > 0) this.#addresses.set(address, count);
    else this.#addresses.delete(address);
  }
}
