/** Those who catch up, a page each in turn: nobody waits for what somebody else has still to be told. */

/** Does a little; whether there is more to be done at once. Never throws. */
export type Step = () => boolean;

/** Milliseconds between turns, for whatever else there is to do. */
const pause = 1;

export class Turns implements Disposable {
  readonly #waiting = new Map<object, Step>();
  #next: ReturnType<typeof setTimeout> | undefined;

  /** Takes somebody in, who takes one turn after the other for as long as there is more. */
  add(who: object, step: Step): void {
    this.#waiting.set(who, step);
    this.#next ??= setTimeout(() => this.#turn(), 0);
  }

  [Symbol.dispose](): void {
    this.#waiting.clear();
    clearTimeout(this.#next);
  }

  #turn(): void {
    this.#next = undefined;
    const [first] = this.#waiting;
    if (!first) return;
    const [who, step] = first;
    this.#waiting.delete(who);
    if (step()) this.#waiting.set(who, step);
    if (this.#waiting.size > 0) this.#next ??= setTimeout(() => this.#turn(), pause);
  }
}
