/** Calls over one WebSocket, whoever dialled: frames in, replies out, bounded (communication/ws). */
import type { Answer, Dispatcher } from "../dispatcher.ts";
import type { Caller } from "../platform.ts";
import { NoReply, Refusal } from "../protocol/reply.ts";
import { Share } from "../share.ts";
import type { Bound } from "../share.ts";
import { encodeReply, parseFrame } from "./frame.ts";
import { toText } from "./tap.ts";
import type { Tap } from "./tap.ts";

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
  /** Where its frames can be read, if they are to be. */
  tap?: Tap | undefined;
}

/** What is to be answered: with which echo, and to which frame. */
interface Question {
  readonly echo: string | undefined;
  readonly asked: number | undefined;
}

/** Takes the calls of one connection. Nothing it does throws or rejects. */
export class Calls {
  readonly #options: CallsOptions;
  readonly #pending: Share;
  #settled: { reply: Answer; question: Question }[] = [];

  constructor(options: CallsOptions) {
    this.#options = options;
    this.#pending = new Share(options.pending);
  }

  /** Calls that are not answered yet. */
  get pending(): number {
    return this.#pending.items;
  }

  receive(frame: string | Uint8Array): void {
    const { dispatcher, caller, ignoresReplies, tap } = this.#options;
    const { call, echo, isReply, isEvent } = parseFrame(frame);
    if (isReply && ignoresReplies) return;
    if (isEvent) this.#options.onEvent();
    if (call instanceof Refusal) {
      const asked = tap?.refused(toText(frame), call);
      this.#answer(dispatcher.refuse({ frame: toText(frame) }, caller, call), { echo, asked });
    } else if (this.#pending.take(call.size ?? 0)) {
      const question = { echo, asked: tap?.asked(toText(frame), call.action) };
      const reply = dispatcher.dispatch(call, caller);
      if (reply instanceof Promise) {
        void this.#answerLater(reply, { question, size: call.size ?? 0 });
      } else {
        this.#pending.give(call.size ?? 0);
        this.#answer(reply, question);
      }
    } else {
      const sentence = `${this.#pending.told} are pending on this connection already`;
      const refusal = new Refusal(
        "tooMany",
        `${sentence} (limits.pending_calls, limits.pending_bytes)`,
      );
      const asked = tap?.refused(toText(frame), refusal, call.action);
      this.#answer(dispatcher.refuse(call, caller, refusal), { echo, asked });
    }
  }

  async #answerLater(
    reply: Promise<Answer>,
    { question, size }: { question: Question; size: number },
  ): Promise<void> {
    const ended = await reply;
    this.#pending.give(size);
    this.#settled.push({ reply: ended, question });
    if (this.#settled.length === 1) queueMicrotask(() => this.#answerSettled());
  }

  /** Calls of one tick end together, with the commit of what they wrote: one write to the socket is enough. */
  #answerSettled(): void {
    const settled = this.#settled;
    const { line } = this.#options;
    this.#settled = [];
    line.cork(() => {
      for (const { reply, question } of settled) this.#send(reply, question);
    });
    // Within the cork it would take with it what was not written yet.
    if (settled.some(({ reply }) => reply instanceof NoReply && reply.withConnection)) line.cut();
  }

  #answer(reply: Answer, question: Question): void {
    this.#send(reply, question);
    if (reply instanceof NoReply && reply.withConnection) this.#options.line.cut();
  }

  #send(reply: Answer, { echo, asked }: Question): void {
    if (reply instanceof NoReply) return;
    const { line, replyBytes, tap } = this.#options;
    const text = encodeReply(reply, echo, replyBytes);
    line.send(text);
    if (asked !== undefined) tap?.answered(asked, { text, retcode: reply.retcode });
  }
}
