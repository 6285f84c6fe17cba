/** What a session will not be told: it became too old, or too much waited. */
import { logger } from "../log/log.ts";

const log = logger("session");

export class Losses {
  readonly #who: { client: string; account: number };
  #missed = 0;
  #untold: number;

  /** `untold` is what its client has not heard of yet. */
  constructor(who: { client: string; account: number }, untold: number) {
    this.#who = who;
    this.#untold = untold;
  }

  /** How many events that were since the server started. */
  get missed(): number {
    return this.#missed;
  }

  /** How many of which its client has not heard. */
  get untold(): number {
    return this.#untold;
  }

  add(count: number): void {
    this.#missed += count;
    this.#untold += count;
  }

  /** Its client is there: says what it has missed. */
  tell(): void {
    const untold = this.#untold;
    this.#untold = 0;
    if (untold === 0) return;
    log.warning("{client} on {account} is back and missed {untold} events: too old, or too many", {
      ...this.#who,
      untold,
    });
  }

  forget(): void {
    this.#untold = 0;
  }
}
