/** Pauses within long work, in which everybody else has their turn. */
import { setImmediate } from "node:timers/promises";

const atOnce = 10;

export class Breath {
  readonly #signal: AbortSignal;
  #since = performance.now();

  /** Work ends at its next pause once `signal` is aborted. */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** Pauses where the work has gone on for 10 ms. Throws the signal's reason where it is no longer wanted. */
  async take(): Promise<void> {
    if (performance.now() - this.#since > atOnce) {
      await setImmediate();
      this.#since = performance.now();
    }
    this.#signal.throwIfAborted();
  }
}
