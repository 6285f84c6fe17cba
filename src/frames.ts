/** Frames as they went, of all connections: the last of them, for whoever looks on or comes after a fault. */
import type { Receiver } from "./entry.ts";
import type { BotEvent } from "./protocol/event.ts";
import { typeOf } from "./protocol/event.ts";

export type FrameKind = "call" | "reply" | "event" | "refused";

/** What is to be kept of a frame. */
export interface Passed {
  readonly kind: FrameKind;
  readonly account: number;
  /** The action, or what an event is, like `message.group.normal`; empty where nobody can tell. */
  readonly name: string;
  /** Who sent it or, of replies and events, who got it. */
  readonly parties: readonly Receiver[];
  readonly text: string;
  /** Of a reply: which frame it answers, and how many milliseconds after that. */
  readonly of?: number | undefined;
  readonly ms?: number | undefined;
  readonly retcode?: number | undefined;
  /** Why it was refused, or could not be delivered. */
  readonly reason?: string | undefined;
}

/** A frame as it is kept: of a long text the beginning. */
export interface Frame extends Passed {
  /** Consecutive, from 1. */
  readonly id: number;
  /** In milliseconds since 1970, by this machine. */
  readonly time_ms: number;
  /** Characters of the whole text. */
  readonly size: number;
}

/** Characters that are kept of one text. */
export const maxText = 16_384;
const maxFrames = 16_384;
const maxBytes = 32 * 1024 ** 2;
// What a character may take, and what a frame takes beside its text.
const bytesEach = 2;
const bytesBeside = 256;
const maxParties = 100;

export interface FramesOptions {
  readonly frames?: number;
  readonly bytes?: number;
}

/** Keeps the last frames in a ring. Nothing of a text is read: whoever looks may do that. */
export class Frames {
  /** When this began, in milliseconds since 1970. */
  readonly since = Date.now();
  readonly #room: number;
  readonly #maxBytes: number;
  readonly #kept: (Frame | undefined)[] = [];
  #first = 1;
  #next = 1;
  #bytes = 0;

  constructor({ frames = maxFrames, bytes = maxBytes }: FramesOptions = {}) {
    this.#room = frames;
    this.#maxBytes = bytes;
  }

  /** The number of the oldest frame that is kept, and of the one that comes next. */
  get first(): number {
    return this.#first;
  }

  get next(): number {
    return this.#next;
  }

  /** About how many bytes all of it takes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Keeps a frame, and gives its number. */
  add({ kind, account, name, parties, text, of, ms, retcode, reason }: Passed): number {
    const id = this.#next++;
    const frame = {
      id,
      time_ms: performance.timeOrigin + performance.now(),
      kind,
      account,
      name: name.length > maxName ? cut(name, maxName) : name,
      parties: parties.length > maxParties ? parties.slice(0, maxParties) : parties,
      text: text.length > maxText ? cut(text, maxText) : text,
      size: text.length,
      of,
      ms,
      retcode,
      reason,
    };
    if (id - this.#first >= this.#room) this.#forgetFirst();
    this.#kept[id % this.#room] = frame;
    this.#bytes += bytesOf(frame);
    while (this.#bytes > this.#maxBytes) this.#forgetFirst();
    return id;
  }

  find(id: number): Frame | undefined {
    return id >= this.#first && id < this.#next ? this.#kept[id % this.#room] : undefined;
  }

  #forgetFirst(): void {
    const at = this.#first++ % this.#room;
    const frame = this.#kept[at];
    if (frame) this.#bytes -= bytesOf(frame);
    this.#kept[at] = undefined;
  }
}
const maxName = 100;

/** What an event is, like `message.group.normal`. */
export function nameOf(event: BotEvent): string {
  const kind = `${event.post_type}.${typeOf(event)}`;
  return "sub_type" in event ? `${kind}.${event.sub_type}` : kind;
}

function bytesOf({ text, parties }: Frame): number {
  return text.length * bytesEach + parties.length * 8 + bytesBeside;
}

/** A slice alone would keep the whole text alive, a video of a hundred megabytes. */
function cut(text: string, length: number): string {
  return Buffer.from(text.slice(0, length), "utf16le").toString("utf16le");
}
