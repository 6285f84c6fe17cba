/** How often connections of a session have thrown each other out lately. */

const most = 5;
/** Milliseconds. */
const within = 60_000;

export class Takeovers {
  #times: number[] = [];

  note(now: number): void {
    this.#times.push(now);
    if (this.#times.length > most) this.#times.shift();
  }

  /** Whether it is two of them who do so again and again. */
  areTooMany(now: number): boolean {
    return this.#times.filter((at) => now - at < within).length >= most;
  }
}
