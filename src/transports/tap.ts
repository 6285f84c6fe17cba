/** Where the frames of one peer can be read as they went. Each gives the number of what it notes. */
import type { Receiver } from "../entry.ts";
import { maxText } from "../frames.ts";
import type { Frames, Passed, Source } from "../frames.ts";
import type { Refusal } from "../protocol/reply.ts";
import { fail } from "../protocol/reply.ts";

export interface TapOptions {
  readonly account: number;
  readonly receiver: Receiver;
}

export class Tap {
  readonly #frames: Frames;
  readonly #source: Source;

  constructor(frames: Frames, { account, receiver }: TapOptions) {
    this.#frames = frames;
    this.#source = { account, parties: [receiver] };
  }

  /** Notes a call. */
  asked(text: string, name: string): number {
    return this.#frames.add({ kind: "call", source: this.#source, name, text });
  }

  /** Notes a frame that nobody executes. */
  refused(text: string, { code, message: reason }: Refusal, name = ""): number {
    const { retcode } = fail(code, reason);
    const source = this.#source;
    return this.#frames.add({ kind: "refused", source, name, text, retcode, reason });
  }

  /** Notes what was told. */
  told(text: string, name: string): number {
    return this.#frames.add({ kind: "event", source: this.#source, name, text });
  }

  /** Notes what a frame was answered with, or why with nothing. */
  answered(of: number, answer: Pick<Passed, "text" | "retcode" | "reason">): void {
    const { text, retcode, reason } = answer;
    const name = this.#frames.nameOf(of);
    this.#frames.add({ kind: "reply", source: this.#source, name, text, of, retcode, reason });
  }
}

/** The text of a frame, of a binary one as much as is kept. */
export function toText(frame: string | Uint8Array): string {
  return typeof frame === "string" ? frame : new TextDecoder().decode(frame.subarray(0, maxText));
}
