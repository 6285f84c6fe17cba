/** Calls over one WebSocket, whoever dialled: frames in, replies out, bounded (communication/ws). */
import type { Answer, Dispatcher } from "../dispatcher.ts";
import type { Caller } from "../platform.ts";
import { NoReply, Refusal, fail } from "../protocol/reply.ts";
import { encodeReply, parseFrame } from "./frame.ts";

/** What calls need of the connection they come in on. */
export interface Line {
  send(json: string): void;
  /** Lets what `work` sends leave together, where that can be. */
  cork(work: () => void): void;
  /** Cuts the connection, without a word. */
  cut(): void;
}

/** Takes the calls of one connection. Nothing it does throws or rejects. */
export class Calls {
  readonly #dispatcher: Dispatcher;
  readonly #caller: Caller;
  readonly #limit: number;
  readonly #line: Line;
  #pending = 0;
  #settled: { reply: Answer; echo: string | undefined }[] = [];

  /** `limit` is how many calls may be pending at once. */
  constructor(
    dispatcher: Dispatcher,
    caller: Caller,
    { limit, line }: { limit: number; line: Line },
  ) {
    this.#dispatcher = dispatcher;
    this.#caller = caller;
    this.#limit = limit;
    this.#line = line;
  }

  /** With `ignoreReplies` a frame that answers something is passed over. */
  receive(frame: string | Uint8Array, { ignoreReplies = false } = {}): void {
    const { call, echo, isReply } = parseFrame(frame);
    if (isReply && ignoreReplies) return;
    if (call instanceof Refusal) {
      this.#answer(fail(call.code, call.message), echo);
    } else if (this.#pending >= this.#limit) {
      const sentence = `${this.#limit} calls are pending on this connection already`;
      this.#answer(fail("tooMany", sentence), echo);
    } else {
      const reply = this.#dispatcher.dispatch(call, this.#caller);
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
    this.#settled = [];
    this.#line.cork(() => {
      for (const { reply, echo } of settled) {
        if (!(reply instanceof NoReply)) this.#line.send(encodeReply(reply, echo));
      }
    });
    // Within the cork it would take with it what was not written yet.
    if (settled.some(({ reply }) => reply instanceof NoReply && reply.withConnection)) {
      this.#line.cut();
    }
  }

  #answer(reply: Answer, echo: string | undefined): void {
    if (!(reply instanceof NoReply)) this.#line.send(encodeReply(reply, echo));
    else if (reply.withConnection) this.#line.cut();
  }
}
