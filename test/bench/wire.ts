/** Raw TCP for measuring: prepared bytes out, frames counted and not read, so that the client is no bottleneck. */
import type { Socket } from "bun";

import { handshake } from "../support/http.ts";

export interface WireOptions {
  /** Hears how many messages have ended in what came. */
  onMessages: (count: number) => void;
  /** Counts the messages that end in some bytes; frames of RFC 6455 where absent. */
  count?: (bytes: Buffer) => number;
}

/** One connection. One that is lost ends the run: what waits for its answers would wait for ever. */
export class Wire implements Disposable {
  readonly #options: WireOptions;
  readonly #opened = Promise.withResolvers<void>();
  #socket: Socket | undefined;
  #unsent: Uint8Array[] = [];
  #count: ((bytes: Buffer) => number) | undefined;
  #isDone = false;

  private constructor(options: WireOptions) {
    this.#options = options;
  }

  /** Connects, and shakes hands where the address is a WebSocket's. Rejects where that is refused. */
  static async open(url: URL, options: WireOptions): Promise<Wire> {
    const wire = new Wire(options);
    const isWebSocket = url.protocol === "ws:";
    wire.#socket = await Bun.connect({
      hostname: url.hostname,
      port: Number(url.port),
      socket: {
        data: (_, bytes) => wire.#read(bytes),
        drain: () => wire.#flush(),
        close: () => {
          const lost = new Error(`${url.href} closed the connection`);
          wire.#opened.reject(lost);
          if (wire.#count && !wire.#isDone) void Promise.reject(lost);
        },
      },
    });
    wire.#socket.setNoDelay(true);
    if (isWebSocket) {
      wire.#socket.write(handshake(`${url.pathname}${url.search}`));
      await wire.#opened.promise;
    } else wire.#count = options.count ?? frameCounter();
    return wire;
  }

  send(bytes: Uint8Array): void {
    this.#unsent.push(bytes);
    if (this.#unsent.length === 1) this.#flush();
  }

  [Symbol.dispose](): void {
    this.#isDone = true;
    this.#opened.promise.catch(() => undefined);
    this.#socket?.end();
  }

  #flush(): void {
    for (let first = this.#unsent[0]; first; first = this.#unsent[0]) {
      const taken = this.#socket?.write(first) ?? 0;
      if (taken < first.length) {
        this.#unsent[0] = first.subarray(Math.max(taken, 0));
        return;
      }
      this.#unsent.shift();
    }
  }

  #read(bytes: Buffer): void {
    if (!this.#count) {
      // The answer to a handshake fits into what is read at once.
      const end = bytes.indexOf("\r\n\r\n");
      if (!bytes.toString("latin1", 0, 12).endsWith(" 101") || end < 0) {
        this.#opened.reject(new Error(bytes.toString("latin1")));
        return;
      }
      this.#count = this.#options.count ?? frameCounter();
      this.#opened.resolve();
      if (end + 4 < bytes.length) this.#read(bytes.subarray(end + 4));
      return;
    }
    const count = this.#count(bytes);
    if (count > 0) this.#options.onMessages(count);
  }
}

const Bit = { mask: 0x80, length: 0x7f } as const;

/** Counts frames, masked or not, that end in each piece of a stream. */
export function frameCounter(): (bytes: Buffer) => number {
  let left = 0;
  let isOpen = false;
  let head = Buffer.alloc(0);
  return (piece) => {
    const bytes = head.length > 0 ? Buffer.concat([head, piece]) : piece;
    if (head.length > 0) head = Buffer.alloc(0);
    let ended = 0;
    for (let at = 0; ;) {
      if (isOpen) {
        const step = Math.min(left, bytes.length - at);
        at += step;
        left -= step;
        if (left > 0) return ended;
        isOpen = false;
        ended++;
      }
      if (at === bytes.length) return ended;
      const short = (bytes[at + 1] ?? 0) & Bit.length;
      const mask = ((bytes[at + 1] ?? 0) & Bit.mask) === 0 ? 0 : 4;
      const size = (short === 126 ? 4 : short === 127 ? 10 : 2) + mask;
      if (bytes.length - at < size) {
        head = Buffer.from(bytes.subarray(at));
        return ended;
      }
      if (short === 126) left = bytes.readUInt16BE(at + 2);
      else if (short === 127) left = Number(bytes.readBigUInt64BE(at + 2));
      else left = short;
      at += size;
      isOpen = true;
    }
  };
}
