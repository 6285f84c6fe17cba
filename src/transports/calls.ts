/** Calls over one WebSocket, whoever dialled: frames in, replies out, bounded (communication/ws). */
import type { Answer, Dispatcher } from "../dispatcher.ts";
import type { Caller } from "../platform.ts";
import { NoReply, Refusal } from "../protocol/reply.ts";
import { Share } from "../share.ts";
import type { Bound } from "../share.ts";
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
  /** How many calls may be pending at once, and of how many bytes. */
  pending: Bound;
  /** Bytes. */
  replyBytes: number;
  /** Whether a frame that answers something is passed over: bots that were dialled answer events. */
  ignoresReplies: boolean;
  /** Hears that the peer sends events, which only a server does. */
  onEvent: () => void;
}

/** Takes the calls of one connection. Nothing it does throws or rejects. */
export class Calls {
  readonly #options: CallsOptions;
  readonly #pending: Share;
  #settled: { reply: Answer; echo: string | undefined }[] = [];

  constructor(options: CallsOptions) {
    this.#options = options;
    this.#pending = new Share(options.pending);
  }

  /** Calls that are not answered yet. */
  get pending(): number {
    return this.#pending.items;
  }

  receive(frame: string | Uint8Array): void {
    const { dispatcher, caller, ignoresReplies } = this.#options;
    const { call, echo, isReply, isEvent } = parseFrame(frame);
    if (isReply && ignoresReplies) return;
    if (isEvent) this.#options.onEvent();
    if (call instanceof Refusal) {
      this.#answer(dispatcher.refuse({ frame: toText(frame) }, caller, call), echo);
    } else if (this.#pending.take(call.size ?? 0)) {
      const reply = dispatcher.dispatch(call, caller);
      if (reply instanceof Promise) {
        void this.#answerLater(reply, { echo, size: call.size ?? 0 });
      } else {
        this.#pending.give(call.size ?? 0);
        this.#answer(reply, echo);
      }
    } else {
      const sentence = `${this.#pending.told} are pending on this connection already`;
      const refusal = new Refusal(
        "tooMany",
        `${sentence} (limits.pending_calls, limits.pending_bytes)`,
      );
      this.#answer(dispatcher.refuse(call, caller, refusal), echo);
    }
  }

  async #answerLater(
    reply: Promise<Answer>,
    { echo, size }: { echo: string | undefined; size: number },
  ): Promise<void> {
    const ended = await reply;
    this.#pending.give(size);
    this.#settled.push({ reply: ended, echo });
    if (this.#settled.length === 1) queueMicrotask(() => this.#answerSettled());
  }

  /** Calls of one tick end together, with the commit of what they wrote: one write to the socket is enough. */
  #answerSettled(): void {
    const settled = this.#settled;
    const { line } = this.#options;
    this.#settled = [];
    line.cork(() => {
      for (const { reply, echo } of settled) this.#send(reply, echo);
    });
    // Within the cork it would take with it what was not written yet.
    if (settled.some(({ reply }) => reply instanceof NoReply && reply.withConnection)) line.cut();
  }

  #answer(reply: Answer, echo: string | undefined): void {
    this.#send(reply, echo);
    if (reply instanceof NoReply && reply.withConnection) this.#options.line.cut();
  }

  #send(reply: Answer, echo: string | undefined): void {
    const { line, replyBytes } = this.#options;
    if (!(reply instanceof NoReply)) line.send(encodeReply(reply, echo, replyBytes));
  }
}

/** The beginning of a frame, for whoever looks for what was wrong with it. */
function toText(frame: string | Uint8Array): string {
  return typeof frame === "string" ? frame : new TextDecoder().decode(frame.subarray(0, 1000));
}
