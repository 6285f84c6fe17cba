/** How far a session has come in one part of the events: what was told, what was dealt with, what waits. */
import type { Attachment, Stretch } from "./attachment.ts";

export class Cursor {
  readonly index: number;
  /** Who is told. */
  holder: Attachment | undefined;
  /** Whether what comes in goes straight to its holder. */
  isLive = false;
  /** Whether somebody else is to be told, once all that was told is dealt with. */
  isLeaving = false;
  #sent: number;
  #settled: number;
  /** The last event that came in for it, and how many of those are not dealt with. */
  #accepted: number;
  #waiting: number;
  /** Events that were sent and cannot be sent again: the last one, and how many. */
  #cut: Stretch = { seq: 0, count: 0 };
  /** The last event that was counted as given up. */
  #givenUp = 0;

  /** Begins after an event; so many others wait, up to the last. */
  constructor(
    index: number,
    { settled, waiting, last }: { settled: number; waiting: number; last: number },
  ) {
    this.index = index;
    this.#sent = settled;
    this.#settled = settled;
    this.#waiting = waiting;
    this.#accepted = waiting > 0 ? last : settled;
  }

  get sent(): number {
    return this.#sent;
  }

  get settled(): number {
    return this.#settled;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Whether all that was sent is dealt with. */
  get isClear(): boolean {
    return this.#settled >= this.#sent;
  }

  accept(seq: number): void {
    this.#accepted = seq;
    this.#waiting++;
  }

  /** Notes that an event was sent. */
  send(seq: number): void {
    this.#sent = Math.max(this.#sent, seq);
  }

  /** Passes over what is not for it, or is told to nobody. */
  pass(seq: number): void {
    const isClear = this.isClear;
    this.send(seq);
    if (isClear) this.#settled = this.#sent;
  }

  /** Passes over an event that waited and is given up; whether that was not known before. */
  giveUp(seq: number): boolean {
    this.pass(seq);
    if (seq <= this.#givenUp) return false;
    this.#givenUp = seq;
    this.#waiting = Math.max(0, this.#waiting - 1);
    return true;
  }

  /** Takes note of an event that cannot be read again; whether it is given up thereby. */
  cut(seq: number): boolean {
    if (seq <= this.#settled || seq > this.#accepted) return false;
    if (seq > this.#sent) return this.giveUp(seq);
    this.#cut = { seq, count: this.#cut.count + 1 };
    return false;
  }

  /** Everything up to an event is dealt with; whether it was not before. */
  settle({ seq, count }: Stretch): boolean {
    this.#waiting = Math.max(0, this.#waiting - count);
    if (seq <= this.#settled) return false;
    this.#settled = seq;
    if (seq >= this.#accepted) this.#waiting = 0;
    if (seq >= this.#cut.seq) this.#cut = { seq: 0, count: 0 };
    return true;
  }

  /** Nobody is told any more; what is not dealt with is to be sent again. Gives how much of it is not there any more. */
  rewind(): number {
    const { seq, count } = this.#cut;
    this.holder = undefined;
    this.isLive = false;
    this.isLeaving = false;
    if (seq > this.#settled) this.settle({ seq, count });
    this.#cut = { seq: 0, count: 0 };
    this.#sent = this.#settled;
    return count;
  }

  /** Nothing waits up to an event. */
  skipTo(seq: number): void {
    this.send(seq);
    this.#settled = this.#sent;
    this.#accepted = this.#sent;
    this.#waiting = 0;
    this.#cut = { seq: 0, count: 0 };
  }
}
