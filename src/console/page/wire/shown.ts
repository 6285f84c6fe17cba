/** The rows that pass a filter, kept up as frames come: each is looked at once. */
import { allRows } from "./frames.ts";
import { isFailed } from "./row.ts";
import type { Row } from "./row.ts";

export type Test = (row: Row) => boolean;

export class Shown {
  readonly #test: Test;
  readonly #isCounted: Test;
  readonly #rows: Row[] = [];
  /** The row that is looked at next, and how many have passed. */
  #next = 0;
  #passed = 0;
  #failed = 0;

  /** Of the rows for which `isCounted` holds those that failed are counted, shown or not. */
  constructor(test: Test, isCounted: Test) {
    this.#test = test;
    this.#isCounted = isCounted;
  }

  get rows(): readonly Row[] {
    return this.#rows;
  }

  /** How many have passed so far, of which some may be forgotten. */
  get passed(): number {
    return this.#passed;
  }

  get failed(): number {
    return this.#failed;
  }

  /** Looks at what came since the last time. */
  update(): void {
    const all = allRows();
    const start = all[0]?.order ?? this.#next;
    const stale = this.#rows.findIndex(({ order }) => order >= start);
    if (stale !== 0) this.#rows.splice(0, stale < 0 ? this.#rows.length : stale);
    for (let at = Math.max(0, this.#next - start); at < all.length; at++) {
      const row = all[at];
      if (row) this.#take(row, { all, at });
    }
    this.#next = start + all.length;
  }

  #take(row: Row, where: { all: readonly Row[]; at: number }): void {
    const { of, kind } = row.frame;
    if (kind !== "call" && isFailed(row)) {
      const asked = of === undefined ? undefined : findBefore(of, where);
      // A frame that is refused is so once, and its reply says it again.
      if (asked?.frame.kind !== "refused" && this.#isCounted(row)) this.#failed++;
      // A call fails only with its reply, and may have been passed over before.
      if (asked) this.#insert(asked);
    }
    if (!this.#test(row)) return;
    this.#rows.push(row);
    this.#passed++;
  }

  #insert(call: Row): void {
    if (this.#rows.includes(call) || !this.#test(call)) return;
    const at = this.#rows.findLastIndex(({ order }) => order < call.order);
    this.#rows.splice(at + 1, 0, call);
    this.#passed++;
  }
}

function findBefore(id: number, { all, at }: { all: readonly Row[]; at: number }): Row | undefined {
  for (let before = at - 1; before >= 0; before--) {
    const row = all[before];
    if (row && row.frame.id <= id) return row.frame.id === id ? row : undefined;
  }
  return undefined;
}
