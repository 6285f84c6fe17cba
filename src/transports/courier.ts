/** Posts what a session has to tell: in order, each until it is taken, which is its acknowledgement. */
import { setTimeout as sleep } from "node:timers/promises";

import { Outgoing } from "../outgoing.ts";
import type { BotEvent } from "../protocol/event.ts";
import type { Attachment, Carrier, Sent } from "../sessions/attachment.ts";
import type { Session } from "../sessions/session.ts";
import type { Webhook } from "./webhook.ts";

/** How many events may be under way: a bot may answer one only after it has seen the next. */
const window = 16;
/** Milliseconds. */
const pause = 1000;

export class Courier implements Carrier, Disposable {
  readonly #session: Session;
  readonly #webhook: Webhook;
  readonly #maxAge: number;
  readonly #attachment: Attachment;
  readonly #stop = new AbortController();
  /** What is under way, in order, and whether it has been taken. */
  #pending = new Map<number, boolean>();

  /** Begins with what waits; an event is posted for `maxAge` milliseconds at most. */
  constructor(session: Session, webhook: Webhook, maxAge: number) {
    this.#session = session;
    this.#webhook = webhook;
    this.#maxAge = maxAge;
    session.tellMissed();
    this.#attachment = session.attach(this, {
      format: "array",
      software: webhook.receiver.address,
      proof: "answer",
    });
  }

  get hasRoom(): boolean {
    return this.#pending.size < Math.min(window, this.#webhook.room);
  }

  send(text: string, { seq }: Sent): void {
    const outgoing = new Outgoing(JSON.parse(text) as BotEvent);
    if (seq === undefined) void this.#webhook.post(outgoing);
    else void this.#carry(outgoing, seq);
  }

  /** There are no PINGs where answers say all. */
  ping(): void {}

  cork(work: () => void): void {
    work();
  }

  close(): void {
    this[Symbol.dispose]();
  }

  cut(): void {
    this[Symbol.dispose]();
  }

  forget(): void {
    this.#pending = new Map();
    this.#webhook.clear();
  }

  [Symbol.dispose](): void {
    this.#stop.abort();
    this.#pending = new Map();
    this.#session.detach(this.#attachment, false);
  }

  async #carry(outgoing: Outgoing, seq: number): Promise<void> {
    const pending = this.#pending;
    const { signal } = this.#stop;
    const until = Date.now() + this.#maxAge;
    pending.set(seq, false);
    while (!(await this.#webhook.deliver(outgoing, until))) {
      if (pending !== this.#pending) return;
      if (Date.now() >= until) {
        this.#session.lose();
        break;
      }
      await sleep(pause, undefined, { signal }).catch(() => undefined);
      if (pending !== this.#pending) return;
    }
    if (pending === this.#pending) this.#note(seq);
  }

  /** All up to the first that is under way has been dealt with. */
  #note(taken: number): void {
    this.#pending.set(taken, true);
    let last: number | undefined;
    for (const [seq, isTaken] of this.#pending) {
      if (!isTaken) break;
      this.#pending.delete(seq);
      last = seq;
    }
    if (last !== undefined) this.#session.acknowledge(last, this.#attachment);
  }
}
