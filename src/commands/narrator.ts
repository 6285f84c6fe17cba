/** Tells what accounts see as it is told to people: each thing once, however many accounts see it. */
import { harmless } from "../harmless.ts";
import { isFields } from "../protocol/scalar.ts";
import type { Fields } from "../protocol/scalar.ts";
import { dayOf, retell } from "../words/event.ts";
import { say } from "../words/language.ts";
import type { Callings } from "../words/teller.ts";

/** Of how many things it is known who has seen them. */
const maxSeen = 1000;

export class Narrator {
  readonly #callings: Callings;
  readonly #hasSeveral: boolean;
  /** Who has seen a thing already, the oldest first. */
  readonly #seen = new Map<string | bigint | number, Set<unknown>>();
  #day = dayOf({ time: Date.now() / 1000 });

  constructor(callings: Callings, { hasSeveral }: { hasSeveral: boolean }) {
    this.#callings = callings;
    this.#hasSeveral = hasSeveral;
  }

  /** The lines that an event makes, given as JSON: none where another account's was told, two on a new day. */
  lines(text: string): string[] {
    const event: unknown = JSON.parse(text);
    if (!isFields(event)) return [harmless(text)];
    if (this.#hasSeveral && this.#isToldAlready(event)) return [];
    const options = { callings: this.#callings, showsAccount: this.#hasSeveral };
    return [...this.#dateLine(event), harmless(say(retell(event, options)))];
  }

  /** What the same account sees twice has happened twice. */
  #isToldAlready(event: Fields): boolean {
    if (event["post_type"] === "meta_event") return false;
    const key = keyOf(event);
    const account = event["self_id"];
    const seen = this.#seen.get(key);
    if (seen && !seen.has(account)) {
      seen.add(account);
      return true;
    }
    this.#seen.delete(key);
    this.#seen.set(key, new Set([account]));
    const [oldest] = this.#seen.keys();
    if (this.#seen.size > maxSeen && oldest !== undefined) this.#seen.delete(oldest);
    return false;
  }

  #dateLine(event: Fields): string[] {
    const day = dayOf(event);
    if (day === this.#day) return [];
    this.#day = day;
    return [`—— ${day} ——`];
  }
}

/** The same for all accounts that are told of one thing. */
function keyOf(event: Fields): string | number | bigint {
  const { message_id, post_type, self_id: _, ...rest } = event;
  const isSaid = post_type === "message" || post_type === "message_sent";
  return isSaid ? String(message_id) : Bun.hash(JSON.stringify({ ...rest, message_id }));
}
