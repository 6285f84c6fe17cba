/** The sandbox's time: the machine's, or what a test made of it. */
import type { Statement } from "bun:sqlite";

import * as v from "valibot";

import type { Store } from "./store.ts";

/** How many milliseconds it is ahead of the machine, or since 1970 where time stands still. */
export const ClockState = v.object({ offset: v.number(), frozen: v.nullable(v.number()) });
type ClockState = v.InferOutput<typeof ClockState>;

const key = "clock";
const hoursAheadOfUtc = 8;

export class Clock {
  readonly #select: Statement<{ value: string }, [string]>;
  readonly #replace: Statement;
  readonly #store: Store;
  /** As it was last read or written. */
  #known: ClockState | undefined;

  constructor(store: Store) {
    this.#store = store;
    this.#select = store.db.query("SELECT value FROM setting WHERE key = ?");
    this.#replace = store.db.query("INSERT OR REPLACE INTO setting VALUES (?, ?)");
    store.remember(() => (this.#known = undefined));
  }

  /** Whole seconds since 1970. */
  now(): number {
    return Math.floor(this.#milliseconds() / 1000);
  }

  /** The number of the day, as QQ counts days: in China's time. */
  day(): number {
    return Math.floor((this.now() + hoursAheadOfUtc * 3600) / 86_400);
  }

  /** When that day began, in seconds since 1970. */
  dayStart(): number {
    return this.startOf(this.day());
  }

  /** When a day began, by its number. */
  startOf(day: number): number {
    return day * 86_400 - hoursAheadOfUtc * 3600;
  }

  get frozen(): boolean {
    return this.#state.frozen !== null;
  }

  /** Whole seconds that it is ahead of the machine; below 0 where it is behind. */
  get ahead(): number {
    // It is set in whole seconds, by less than one too little.
    return Math.ceil((this.#milliseconds() - Date.now()) / 1000);
  }

  freeze(): void {
    this.#save({ ...this.#state, frozen: this.#milliseconds() });
  }

  /** Lets time run on from where it stands. */
  resume(): void {
    this.#save({ offset: this.#milliseconds() - Date.now(), frozen: null });
  }

  /** Moves to a time in seconds. */
  set(time: number): void {
    const milliseconds = time * 1000;
    this.#save(
      this.frozen
        ? { offset: 0, frozen: milliseconds }
        : { offset: milliseconds - Date.now(), frozen: null },
    );
  }

  get #state(): ClockState {
    return (this.#known ??= this.#read());
  }

  #read(): ClockState {
    const row = this.#select.get(key);
    return row ? (JSON.parse(row.value) as ClockState) : { offset: 0, frozen: null };
  }

  #milliseconds(): number {
    const { frozen, offset } = this.#state;
    return frozen ?? Date.now() + offset;
  }

  #save(state: ClockState): void {
    this.#replace.run(key, JSON.stringify(state));
    this.#known = state;
    this.#store.note("clock");
  }
}
