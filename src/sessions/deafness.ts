/** Software that answers no PING, by what it says it is: what it has read cannot be known. */
import type { SessionRules } from "../clients/session-rules.ts";
import { logger } from "../log/log.ts";
import type { Attachment } from "./attachment.ts";

/** Milliseconds. */
const firstPatience = 10_000;
const patience = { idle: 20_000, busy: 60_000 };
/** After which it is tried again. */
const refusedFor = 60_000;
const dropsOfDeaf = 3;
const maxKept = 64;

const log = logger("session");

export class Deafness {
  readonly #who: { client: string; account: number };
  readonly #rule: SessionRules["withoutPong"];
  /** When it was found. */
  readonly #deaf = new Map<string, number>();
  readonly #hearing = new Set<string>();
  /** How often in a row it left before it answered. */
  readonly #drops = new Map<string, number>();

  constructor(who: { client: string; account: number }, rule: SessionRules["withoutPong"]) {
    this.#who = who;
    this.#rule = rule;
  }

  /** Whether it is not to be served; for some time, as it may have changed. */
  isRefused(software: string, now: number): boolean {
    const found = this.#deaf.get(software);
    return this.#rule === "refuse" && found !== undefined && now - found < refusedFor;
  }

  /** Whether it is served though nothing is known of what it reads. */
  isServed(software: string): boolean {
    return this.#rule === "plain" && this.#deaf.has(software);
  }

  /** It has answered. */
  clear(software: string): void {
    this.#deaf.delete(software);
    this.#drops.delete(software);
    if (this.#hearing.size < maxKept) this.#hearing.add(software);
  }

  /** What is to become of somebody for the time that a PING has not been answered. */
  judge(attachment: Attachment, { software, now }: { software: string; now: number }) {
    const { time, isBusy } = attachment.silence(now);
    // What has answered before is only stopped.
    if (!attachment.hasAnswered && !this.#hearing.has(software)) {
      if (time <= firstPatience) return "fine";
      this.#note(software, now);
      log.warning(
        "{client} on {account} answers no PING, by which a session knows what was read: {served} (session.without_pong)",
        {
          ...this.#who,
          served: this.#rule === "plain" ? "what it is sent counts as read" : "it is refused",
        },
      );
      return "deaf";
    }
    if (time <= (isBusy ? patience.busy : patience.idle)) return "fine";
    log.warning("{client} on {account} answers no PING any more and is cut off", this.#who);
    return "gone";
  }

  /** It has left before it answered: some do so at each PING. */
  noteDrop(software: string, now: number): void {
    if (this.#hearing.has(software) || this.#drops.size >= maxKept) return;
    const drops = (this.#drops.get(software) ?? 0) + 1;
    this.#drops.set(software, drops);
    if (drops !== dropsOfDeaf) return;
    if (this.#rule === "plain") this.#note(software, now);
    else
      log.warning(
        '{client} on {account} left {drops} times before it answered a PING; if it cannot, as NoneBot with ~aiohttp, set session.without_pong = "plain"',
        { ...this.#who, drops },
      );
  }

  #note(software: string, now: number): void {
    if (this.#deaf.size < maxKept) this.#deaf.set(software, now);
  }
}
