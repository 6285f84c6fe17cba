/** Those who catch up, a page each in turn: nobody waits for what somebody else has still to be told. */

/** Does a little; whether there is more to be done at once. Never throws. */
export type Step = () => boolean;

export class Turns implements Disposable {
  readonly #waiting = new Map<object, Step>();
  #next: ReturnType<typeof setImmediate> | undefined;

  /** Takes somebody in, who takes one turn after the other for as long as there is more. */
  add(who: object, step: Step): void {
    this.#waiting.set(who, step);
    this.#next ??= setImmediate(() => this.#turn());
  }

  [Symbol.dispose](): void {
    this.#waiting.clear();
    clearImmediate(this.#next);
  }

  #turn(): void {
    this.#next = undefined;
    const [first] = this.#waiting;
    if (!first) return;
    const [who, step] = first;
    this.#waiting.delete(who);
    if (step()) this.#waiting.set(who, step);
    if (this.#waiting.size > 0) this.#next ??= setImmediate(() => this.#turn());
  }
}
