/** Calls over one WebSocket, whoever dialled: frames in, replies out, bounded (communication/ws). */
import type { Answer, Dispatcher } from "../dispatcher.ts";
import type { Caller } from "../platform.ts";
import { NoReply, Refusal } from "../protocol/reply.ts";
import { encodeReply, parseFrame } from "./frame.ts";

/** What calls need of the connection they come in on. */
export interface CallLine {
  send(text: string): void;
  /** Lets what `work` sends leave together, where that can be. */
  cork(work: () => void): void;
  /** Cuts the connection, without a word. */
  cut(): void;
}

export interface CallsOptions {
  dispatcher: Dispatcher;
  caller: Caller;
  line: CallLine;
  /** How many calls may be pending at once. */
  limit: number;
  /** Whether a frame that answers something is passed over: bots that were dialled answer events. */
  ignoresReplies: boolean;
}

/** Takes the calls of one connection. Nothing it does throws or rejects. */
export class Calls {
  readonly #options: CallsOptions;
  #pending = 0;
  #settled: { reply: Answer; echo: string | undefined }[] = [];

  constructor(options: CallsOptions) {
    this.#options = options;
  }

  receive(frame: string | Uint8Array): void {
    const { dispatcher, caller, limit, ignoresReplies } = this.#options;
    const { call, echo, isReply } = parseFrame(frame);
    if (isReply && ignoresReplies) return;
    if (call instanceof Refusal) {
      this.#answer(dispatcher.refuse({ frame: toText(frame) }, caller, call), echo);
    } else if (this.#pending >= limit) {
      const sentence = `${limit} calls are pending on this connection already`;
      this.#answer(dispatcher.refuse(call, caller, new Refusal("tooMany", sentence)), echo);
    } else {
      const reply = dispatcher.dispatch(call, caller);
      if (reply instanceof Promise) void this.#answerLater(reply, echo);
      else this.#answer(reply, echo);
    }
  }

  async #answerLater(reply: Promise<Answer>, echo: string | undefined): Promise<void> {
    this.#pending++;
    const ended = await reply;
    this.#pending--;
    this.#settled.push({ reply: ended, echo });
    if (this.#settled.length === 1) queueMicrotask(() => this.#answerSettled());
  }

  /** Calls of one tick end together, with the commit of what they wrote: one write to the socket is enough. */
  #answerSettled(): void {
    const settled = this.#settled;
    const { line } = this.#options;
    this.#settled = [];
    line.cork(() => {
      for (const { reply, echo } of settled) {
        if (!(reply instanceof NoReply)) line.send(encodeReply(reply, echo));
      }
    });
    // Within the cork it would take with it what was not written yet.
    if (settled.some(({ reply }) => reply instanceof NoReply && reply.withConnection)) line.cut();
  }

  #answer(reply: Answer, echo: string | undefined): void {
    const { line } = this.#options;
    if (!(reply instanceof NoReply)) line.send(encodeReply(reply, echo));
    else if (reply.withConnection) line.cut();
  }
}

/** The beginning of a frame, for whoever looks for what was wrong with it. */
function toText(frame: string | Uint8Array): string {
  return typeof frame === "string" ? frame : new TextDecoder().decode(frame.subarray(0, 1000));
}
