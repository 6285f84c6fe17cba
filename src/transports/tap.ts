/** Where the calls of one peer, and their replies, can be read as they went. */
import type { Receiver } from "../entry.ts";
import { maxText } from "../frames.ts";
import type { Frames, Passed } from "../frames.ts";
import type { Refusal } from "../protocol/reply.ts";
import { fail } from "../protocol/reply.ts";

/** A frame that may be answered. */
export interface Asked {
  readonly id: number;
  readonly name: string;
  /** By `performance.now()`. */
  readonly at: number;
}

export interface TapOptions {
  readonly account: number;
  readonly receiver: Receiver;
}

export class Tap {
  readonly #frames: Frames;
  readonly #account: number;
  readonly #parties: readonly Receiver[];

  constructor(frames: Frames, { account, receiver }: TapOptions) {
    this.#frames = frames;
    this.#account = account;
    this.#parties = [receiver];
  }

  /** Notes a call. */
  asked(text: string, name: string): Asked {
    const id = this.#add({ kind: "call", name, text });
    return { id, name, at: performance.now() };
  }

  /** Notes a frame that nobody executes. */
  refused(text: string, { code, message: reason }: Refusal, name = ""): Asked {
    const { retcode } = fail(code, reason);
    const id = this.#add({ kind: "refused", name, text, retcode, reason });
    return { id, name, at: performance.now() };
  }

  /** Notes what was told, and gives what may answer it. */
  told(text: string, name: string): Asked {
    const id = this.#add({ kind: "event", name, text });
    return { id, name, at: performance.now() };
  }

  /** Notes an answer, or why there is none. */
  answered(
    { id, name, at }: Asked,
    { text, retcode, reason }: { text: string; retcode?: number; reason?: string | undefined },
  ): void {
    const ms = performance.now() - at;
    this.#add({ kind: "reply", name, text, of: id, ms, retcode, reason });
  }

  #add(passed: Omit<Passed, "account" | "parties">): number {
    return this.#frames.add({ ...passed, account: this.#account, parties: this.#parties });
  }
}

/** The text of a frame, of a binary one as much as is kept. */
export function toText(frame: string | Uint8Array): string {
  return typeof frame === "string" ? frame : new TextDecoder().decode(frame.subarray(0, maxText));
}
