/** Frames as they went, of all connections: the last of them, for whoever looks on or comes after a fault. */
import { beginningOf } from "./beginning.ts";
import type { Receiver } from "./entry.ts";
import type { BotEvent } from "./protocol/event.ts";
import { typeOf } from "./protocol/event.ts";

const kinds = ["call", "reply", "event", "refused"] as const;
export type FrameKind = (typeof kinds)[number];

/** Whose frames they are. */
export interface Source {
  readonly account: number;
  /** Who sent them or, of replies and events, who got them; {@link maxParties} at most. */
  readonly parties: readonly Receiver[];
}

/** What is to be kept of a frame. */
export interface Passed {
  readonly kind: FrameKind;
  readonly source: Source;
  /** The action, or what an event is, like `message.group.normal`; empty where nobody can tell. */
  readonly name: string;
  readonly text: string;
  /** Of a reply: the number of the frame that it answers. */
  readonly of?: number | undefined;
  readonly retcode?: number | undefined;
  /** Why it was refused, or could not be delivered. */
  readonly reason?: string | undefined;
}

/** A frame as it is found again: of a long text the beginning. */
export interface Frame extends Omit<Passed, "source">, Source {
  /** Consecutive, from 1. */
  readonly id: number;
  /** In milliseconds since 1970, by this machine. */
  readonly time_ms: number;
  /** Characters of the whole text. */
  readonly size: number;
  /** Of a reply: how many milliseconds it came after what it answers. */
  readonly ms?: number | undefined;
}

/** How many are named of those who got the same: each change among them makes another list. */
export const maxParties = 100;
/** Characters that are kept of one text. */
export const maxText = 16_384;
const maxFrames = 16_384;
const maxBytes = 32 * 1024 ** 2;
// What a character may take, and what a frame takes beside its text.
const bytesEach = 2;
const bytesBeside = 100;
const maxName = 100;
const maxReason = 300;
const { timeOrigin: origin } = performance;

export interface FramesOptions {
  readonly frames?: number;
  readonly bytes?: number;
}

/**
 * Keeps the last frames in a ring of columns: at hundreds of thousands of calls a second, an object for each would cost
 * bots a fifth of them. Nothing of a text is read: whoever looks may do that.
 */
export class Frames {
  /** When this began, in milliseconds since 1970. */
  readonly since = Date.now();
  readonly #room: number;
  readonly #maxBytes: number;
  readonly #texts: string[];
  readonly #names: string[];
  readonly #sources: Source[];
  readonly #kinds: Uint8Array;
  readonly #times: Float64Array;
  /** Characters that are kept, and those of the whole text. */
  readonly #kept: Uint32Array;
  readonly #sizes: Float64Array;
  /** What is answered, 0 where nothing is. */
  readonly #of: Float64Array;
  /** Not a number where there is none. */
  readonly #retcodes: Float64Array;
  /** By the numbers of the few that have one. */
  readonly #reasons = new Map<number, string>();
  #first = 1;
  #next = 1;
  #bytes = 0;

  constructor({ frames = maxFrames, bytes = maxBytes }: FramesOptions = {}) {
    this.#room = frames;
    this.#maxBytes = bytes;
    this.#texts = Array.from({ length: frames }, () => "");
    this.#names = Array.from({ length: frames }, () => "");
    this.#sources = Array.from({ length: frames }, () => nobody);
    this.#kinds = new Uint8Array(frames);
    this.#times = new Float64Array(frames);
    this.#kept = new Uint32Array(frames);
    this.#sizes = new Float64Array(frames);
    this.#of = new Float64Array(frames);
    this.#retcodes = new Float64Array(frames);
  }

  /** The number of the oldest frame that is kept. */
  get first(): number {
    return this.#first;
  }

  /** The number of the frame that comes next. */
  get next(): number {
    return this.#next;
  }

  /** About how many bytes all of it takes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Keeps a frame, and gives its number. */
  add({ kind, source, name, text, of = 0, retcode = Number.NaN, reason }: Passed): number {
    const id = this.#next++;
    if (id - this.#first >= this.#room) this.#forgetFirst();
    const at = id % this.#room;
    const kept = beginningOf(text, maxText);
    this.#texts[at] = kept;
    this.#names[at] = beginningOf(name, maxName);
    this.#sources[at] = source;
    this.#kinds[at] = numbers[kind];
    this.#times[at] = performance.now();
    this.#kept[at] = kept.length;
    this.#sizes[at] = text.length;
    this.#of[at] = of;
    this.#retcodes[at] = retcode;
    if (reason !== undefined) this.#reasons.set(id, beginningOf(reason, maxReason));
    this.#bytes += kept.length * bytesEach + bytesBeside;
    while (this.#bytes > this.#maxBytes) this.#forgetFirst();
    return id;
  }

  find(id: number): Frame | undefined {
    if (id < this.#first || id >= this.#next) return undefined;
    const at = id % this.#room;
    const { account, parties } = this.#sources[at] ?? nobody;
    const [time = 0, of = 0, retcode = Number.NaN] = [
      this.#times[at],
      this.#of[at],
      this.#retcodes[at],
    ];
    return {
      id,
      time_ms: origin + time,
      kind: kinds[this.#kinds[at] ?? 0] ?? "call",
      account,
      name: this.#names[at] ?? "",
      parties,
      text: this.#texts[at] ?? "",
      size: this.#sizes[at] ?? 0,
      of: of || undefined,
      ms: of >= this.#first ? time - (this.#times[of % this.#room] ?? 0) : undefined,
      retcode: Number.isNaN(retcode) ? undefined : retcode,
      reason: this.#reasons.get(id),
    };
  }

  /** What a frame that is still kept is called. */
  nameOf(id: number): string {
    return id < this.#first ? "" : (this.#names[id % this.#room] ?? "");
  }

  #forgetFirst(): void {
    const id = this.#first++;
    const at = id % this.#room;
    this.#bytes -= (this.#kept[at] ?? 0) * bytesEach + bytesBeside;
    this.#texts[at] = "";
    this.#sources[at] = nobody;
    if (this.#reasons.size > 0) this.#reasons.delete(id);
  }
}

const nobody: Source = { account: 0, parties: [] };
const numbers: Readonly<Record<FrameKind, number>> = { call: 0, reply: 1, event: 2, refused: 3 };

/** What an event is, like `message.group.normal`. */
export function nameOf(event: BotEvent): string {
  const kind = `${event.post_type}.${typeOf(event)}`;
  return "sub_type" in event ? `${kind}.${event.sub_type}` : kind;
}
