/** Posts what a session has to tell: in order, each until it is taken, which is its acknowledgement. */
import { setTimeout as sleep } from "node:timers/promises";

import { Outgoing } from "../outgoing.ts";
import type { BotEvent } from "../protocol/event.ts";
import type { Attachment, Carrier, Sent } from "../sessions/attachment.ts";
import type { Session } from "../sessions/session.ts";
import type { Webhook } from "./webhook.ts";

/** An event that is not known to be taken. */
interface Errand {
  readonly seq: number;
  readonly outgoing: Outgoing;
  /** When it is given up, in milliseconds since 1970. */
  readonly until: number;
  isUnderWay: boolean;
  isDone: boolean;
}

/** How many events may be under way: a bot may answer one only after it has seen the next. */
const window = 16;

export class Courier implements Carrier, Disposable {
  readonly #session: Session;
  readonly #webhook: Webhook;
  readonly #maxAge: number;
  readonly #attachment: Attachment;
  readonly #stop = new AbortController();
  /** What was not all taken, in order. */
  #errands: Errand[] = [];
  /** Whether one was not taken: then it and those after it go again, in order. */
  #isHalted = false;

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
    return !this.#isHalted && this.#errands.length < Math.min(window, this.#webhook.room);
  }

  send(text: string, { seq }: Sent): void {
    const outgoing = new Outgoing(JSON.parse(text) as BotEvent);
    if (seq === undefined) {
      void this.#webhook.post(outgoing);
      return;
    }
    const until = Date.now() + this.#maxAge;
    const errand = { seq, outgoing, until, isUnderWay: false, isDone: false };
    this.#errands.push(errand);
    if (!this.#isHalted) void this.#post(errand);
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
    this.#errands = [];
    this.#webhook.clear();
  }

  [Symbol.dispose](): void {
    this.#stop.abort();
    this.#errands = [];
    this.#session.detach(this.#attachment, false);
  }

  /** Posts an event; whether it is over with it. */
  async #post(errand: Errand): Promise<boolean> {
    errand.isUnderWay = true;
    const isTaken = await this.#webhook.deliver(errand.outgoing);
    errand.isUnderWay = false;
    if (!this.#errands.includes(errand)) return true;
    errand.isDone = isTaken || Date.now() >= errand.until;
    if (errand.isDone && !isTaken) this.#session.lose();
    this.#note();
    if (!errand.isDone && !this.#isHalted) {
      this.#isHalted = true;
      void this.#recover();
    }
    return errand.isDone;
  }

  /** Once nothing is under way any more: the first alone until it is taken, then the others. */
  async #recover(): Promise<void> {
    const { signal } = this.#stop;
    for (let tries = 0; !signal.aborted; tries++) {
      await sleep(this.#webhook.pauseAfter(tries), undefined, { signal }).catch(() => undefined);
      if (this.#errands.some(({ isUnderWay }) => isUnderWay)) continue;
      const [first, ...others] = this.#errands.filter(({ isDone }) => !isDone);
      if (first && !(await this.#post(first))) continue;
      this.#isHalted = false;
      for (const other of others) if (this.#errands.includes(other)) void this.#post(other);
      break;
    }
    this.#session.wake(this.#attachment);
  }

  /** All up to the first that is not taken has been dealt with. */
  #note(): void {
    const end = this.#errands.findIndex(({ isDone }) => !isDone);
    const done = this.#errands.splice(0, end < 0 ? this.#errands.length : end);
    const last = done.at(-1);
    if (last) this.#session.acknowledge(last.seq, this.#attachment);
  }
}
