/** A WebSocket peer made of raw bytes: it can send what no client would (RFC 6455, section 5.2). */
import { connect } from "node:net";
import type { Socket } from "node:net";

import { handshake } from "../support/http.ts";

export const Opcode = { more: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

export interface Shape {
  opcode: number;
  payload?: Uint8Array | string;
  fin?: boolean;
  /** The three reserved bits, as a number. */
  rsv?: number;
  masked?: boolean;
  /** How many bits the length is written in; the shortest form where absent. */
  lengthBits?: 7 | 16 | 64;
  /** The length that is told, where it is not the payload's own. */
  told?: bigint;
}

/** A frame that came. */
export interface Frame {
  opcode: number;
  payload: Buffer;
}

/** Writes a frame, right or wrong. */
export function encodeFrame(shape: Shape): Buffer {
  const { opcode, fin = true, rsv = 0, masked = true } = shape;
  const payload = Buffer.from(shape.payload ?? "");
  const told = shape.told ?? BigInt(payload.length);
  const bits = shape.lengthBits ?? (told < 126n ? 7 : told < 65_536n ? 16 : 64);
  const length = Buffer.alloc(bits === 7 ? 0 : bits / 8);
  if (bits === 16) length.writeUInt16BE(Number(told));
  if (bits === 64) length.writeBigUInt64BE(told);
  const short = bits === 7 ? Number(told) : bits === 16 ? 126 : 127;
  const head = Buffer.from([(fin ? 0x80 : 0) | (rsv << 4) | opcode, (masked ? 0x80 : 0) | short]);
  if (!masked) return Buffer.concat([head, length, payload]);
  const mask = Buffer.from([0x12, 0x34, 0x56, 0x78]);
  const hidden = payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0));
  return Buffer.concat([head, length, mask, hidden]);
}

/** A close with a code, right or wrong. */
export function ofClose(code: number, reason = ""): Shape {
  const payload = Buffer.alloc(2 + Buffer.byteLength(reason));
  payload.writeUInt16BE(code);
  payload.write(reason, 2);
  return { opcode: Opcode.close, payload };
}

/** One end of a TCP connection on which a WebSocket was opened. */
export class Peer implements Disposable {
  readonly socket: Socket;
  /** Fulfilled when the connection has ended, however it did. */
  readonly ended: Promise<void>;
  readonly #frames: Frame[] = [];
  #bytes: Buffer = Buffer.alloc(0);
  #came = Promise.withResolvers<void>();

  private constructor(socket: Socket, rest: Buffer) {
    this.socket = socket;
    const ended = Promise.withResolvers<void>();
    this.ended = ended.promise;
    socket.on("error", () => undefined);
    socket.on("close", () => ended.resolve());
    socket.on("data", (bytes: Buffer) => this.#read(bytes));
    this.#read(rest);
  }

  /** Opens a connection and shakes hands. Rejects where that is refused. */
  static async open(url: URL, path = "/api"): Promise<Peer> {
    const socket = connect({ port: Number(url.port), host: url.hostname, noDelay: true });
    let answer = Buffer.alloc(0);
    const opened = Promise.withResolvers<Buffer>();
    const listen = (bytes: Buffer) => {
      answer = Buffer.concat([answer, bytes]);
      const end = answer.indexOf("\r\n\r\n");
      if (end < 0) return;
      socket.off("data", listen);
      if (answer.toString("latin1").startsWith("HTTP/1.1 101")) {
        opened.resolve(answer.subarray(end + 4));
      } else opened.reject(new Error(answer.toString("latin1", 0, end)));
    };
    const refuse = () => opened.reject(new Error(`No WebSocket at ${path}`));
    socket.on("data", listen).once("close", refuse).once("error", refuse);
    socket.write(handshake(path));
    return new Peer(socket, await opened.promise);
  }

  /** Sends frames, or bytes as they are. */
  send(...parts: (Shape | Uint8Array)[]): void {
    for (const part of parts) {
      this.socket.write(part instanceof Uint8Array ? part : encodeFrame(part));
    }
  }

  /** Waits for the next frame; undefined where the connection ends before one comes. */
  async next(): Promise<Frame | undefined> {
    for (;;) {
      const frame = this.#frames.shift();
      if (frame) return frame;
      const isOver = await Promise.race([this.#came.promise, this.ended.then(() => true)]);
      if (isOver && this.#frames.length === 0) return undefined;
    }
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }

  /** A server neither masks nor, here, fragments. */
  #read(bytes: Buffer): void {
    this.#bytes = this.#bytes.length === 0 ? bytes : Buffer.concat([this.#bytes, bytes]);
    for (;;) {
      const [first = 0, short = 0] = this.#bytes;
      const start = short === 126 ? 4 : short === 127 ? 10 : 2;
      if (this.#bytes.length < start) break;
      const length =
        short === 126
          ? this.#bytes.readUInt16BE(2)
          : short === 127
            ? Number(this.#bytes.readBigUInt64BE(2))
            : short;
      if (this.#bytes.length < start + length) break;
      const payload = this.#bytes.subarray(start, start + length);
      this.#bytes = this.#bytes.subarray(start + length);
      this.#frames.push({ opcode: first & 0x0f, payload });
    }
    this.#came.resolve();
    this.#came = Promise.withResolvers();
  }
}
