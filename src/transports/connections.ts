/** The connections that are open: from where, whether their peers are there, and whether they read. */
import type { Connection, ConnectionInfo } from "./connection.ts";

export interface ConnectionsOptions {
  /** Milliseconds between pings, 0 for none: Bun's idle timer finds no peer that is gone. */
  readonly pingInterval: number;
  /** Milliseconds after which a peer that does not read is found. */
  readonly stallTimeout: number;
  /** How many bytes may wait for all peers together. */
  readonly unreadBytes: number;
}

const maxLookInterval = 1000;

export class Connections implements Disposable {
  readonly #open = new Set<Connection>();
  readonly #addresses = new Map<string, number>();
  readonly #options: ConnectionsOptions;
  readonly #pings: ReturnType<typeof setInterval> | undefined;
  #looking: ReturnType<typeof setInterval> | undefined;
  /** Bytes that were sent since it was last looked who reads. */
  #sent = 0;
  readonly #observers = new Set<() => void>();

  constructor(options: ConnectionsOptions) {
    this.#options = options;
    if (options.pingInterval === 0) return;
    this.#pings = setInterval(() => {
      for (const connection of this.#open) connection.checkAlive();
    }, options.pingInterval);
  }

  add(connection: Connection): void {
    this.#open.add(connection);
    this.#count(connection.address, 1);
    this.tell();
  }

  remove(connection: Connection): void {
    if (this.#open.delete(connection)) this.#count(connection.address, -1);
    this.tell();
  }

  /** Ends one in good order; false where there is none of that number. */
  end(id: number, reason: string): boolean {
    const found = this.#open.values().find((connection) => connection.id === id);
    // Whoever ends their own is answered first.
    if (found) queueMicrotask(() => found.end(reason));
    return found !== undefined;
  }

  get size(): number {
    return this.#open.size;
  }

  list(): ConnectionInfo[] {
    return Array.from(this.#open, (connection) => connection.describe());
  }

  /** So many of them, bots first: a short list should hold what people look for. */
  listBots(most: number): ConnectionInfo[] {
    const isSeat = Object.groupBy(this.#open, (connection) => String(connection.isSeat));
    const all = [...(isSeat["false"] ?? []), ...(isSeat["true"] ?? [])];
    return all.slice(0, most).map((connection) => connection.describe());
  }

  /** Has somebody told whenever one opens, ends or is found mistaken, until it is disposed of. */
  observe(observer: () => void): Disposable {
    this.#observers.add(observer);
    return { [Symbol.dispose]: () => this.#observers.delete(observer) };
  }

  /** Tells those who observe that something has changed. */
  tell(): void {
    for (const observer of this.#observers) observer();
  }

  /** How many come from an address. */
  from(address: string): number {
    return this.#addresses.get(address) ?? 0;
  }

  /** To be told when a text of `size` waits for a peer: from then on it is looked whether peers read. */
  watch(size: number): void {
    const { stallTimeout, unreadBytes } = this.#options;
    this.#sent += size;
    this.#looking ??= setInterval(() => this.#look(), Math.min(stallTimeout / 4, maxLookInterval));
    if (this.#sent > unreadBytes / 8) this.#look();
  }

  /** Looks for peers that are full, when something could not be sent to one of many. */
  checkFull(): void {
    for (const connection of this.#open) connection.checkFull();
  }

  [Symbol.dispose](): void {
    clearInterval(this.#pings);
    clearInterval(this.#looking);
  }

  #look(): void {
    this.#sent = 0;
    const now = performance.now();
    const waiting = Array.from(this.#open, (connection) => ({
      connection,
      unread: connection.checkReading(now),
    })).filter(({ unread }) => unread > 0);
    let total = waiting.reduce((sum, { unread }) => sum + unread, 0);
    if (total > this.#options.unreadBytes) {
      // Whoever leaves most unread makes room.
      for (const { connection, unread } of waiting.sort(
        (one, other) => other.unread - one.unread,
      )) {
        if (total <= this.#options.unreadBytes) break;
        connection.cutOff();
        total -= unread;
      }
    }
    if (waiting.length > 0) return;
    clearInterval(this.#looking);
    this.#looking = undefined;
  }

  #count(address: string, change: 1 | -1): void {
    const count = this.from(address) + change;
    if (count > 0) this.#addresses.set(address, count);
    else this.#addresses.delete(address);
  }
}
