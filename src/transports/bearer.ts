/** A WebSocket that carries a session. */
import type { Attachment, Carrier, Sent } from "../sessions/attachment.ts";
import { sentences } from "../sessions/refusal.ts";
import type { Arrival, Session } from "../sessions/session.ts";
import type { CallLine } from "./calls.ts";
import type { Tap } from "./tap.ts";

/** What it needs of its connection. */
export interface BearingLine extends CallLine {
  /** Bytes that were sent and that the peer has not read. */
  readonly unread: number;
  ping(payload: string): void;
  close(code: number, reason: string): void;
}

/** How many bytes may be unread before a session waits with more. */
const roomy = 256 * 1024;

export class Bearer implements Carrier {
  readonly #session: Session;
  readonly #line: BearingLine;
  readonly #tap: Tap | undefined;
  readonly #attachment: Attachment | undefined;

  /** Takes up a session, unless that is not to be had: then the connection is closed. */
  constructor(
    session: Session,
    { line, tap }: { line: BearingLine; tap: Tap | undefined },
    arrival: Omit<Arrival, "proof">,
  ) {
    this.#session = session;
    this.#line = line;
    this.#tap = tap;
    const refusal = session.refusal(arrival.software);
    if (refusal) line.close(refusal === "torn" ? 4001 : 4002, sentences[refusal]);
    else {
      session.tellMissed();
      this.#attachment = session.attach(this, { ...arrival, proof: "pong" });
    }
  }

  /** How many events it was sent. */
  get events(): number {
    return this.#attachment?.events ?? 0;
  }

  get hasRoom(): boolean {
    return this.#line.unread < roomy;
  }

  send(text: string, { name }: Sent): void {
    this.#tap?.told(text, name());
    this.#line.send(text);
  }

  ping(payload: string): void {
    this.#line.ping(payload);
  }

  cork(work: () => void): void {
    this.#line.cork(work);
  }

  close(code: number, reason: string): void {
    this.#line.close(code, reason);
  }

  cut(): void {
    this.#line.cut();
  }

  /** What has left cannot be called back. */
  forget(): void {}

  /** The peer has answered a PING. */
  heard(payload: string): void {
    if (this.#attachment) this.#session.heard(this.#attachment, payload);
  }

  /** The peer has read what waited for it. */
  drained(): void {
    if (this.#attachment) this.#session.wake(this.#attachment);
  }

  /** The client says that it has dealt with all up to an event. */
  readonly acknowledge = (seq: number): void => {
    if (this.#attachment) this.#session.acknowledge(seq, this.#attachment);
  };

  /** It is over; `isInOrder` says that its peer has ended it. */
  closed(isInOrder: boolean): void {
    if (this.#attachment) this.#session.detach(this.#attachment, isInOrder);
  }
}
