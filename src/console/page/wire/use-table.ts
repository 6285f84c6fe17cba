/** What the table shows now: what passes the filter, up to where it was paused. */
import { useMemo, useState } from "react";

import { toTest } from "./filter.ts";
import type { Filter } from "./filter.ts";
import { allRows, useFrames } from "./frames.ts";
import type { Row } from "./row.ts";
import { Shown } from "./shown.ts";

export interface Table {
  readonly rows: readonly Row[];
  /** The rows are changed in place: whoever keeps them looks here whether they are others. */
  readonly version: string;
  readonly isPaused: boolean;
  /** How many have come since it was paused. */
  readonly waiting: number;
  readonly failed: number;
  pause(by: PauseReason): void;
  /** Goes on; by scrolling only where it was scrolling that paused. */
  resume(by: PauseReason): void;
}

export type PauseReason = "hand" | "scroll";

interface Pause {
  readonly by: PauseReason;
  /** The last row that is shown. */
  readonly order: number;
}

export function useTable(filter: Filter): Table {
  const version = useFrames((state) => state.version);
  const key = JSON.stringify(filter);
  const shown = useMemo(() => makeShown(key), [key]);
  const [paused, setPaused] = useState<Pause>();
  shown.update();
  const frozen = useMemo(() => paused && freeze(shown, paused.order), [shown, paused]);
  return {
    rows: frozen?.rows ?? shown.rows,
    version: frozen ? `${key} ${paused?.order}` : `${key} ${version}`,
    isPaused: frozen !== undefined,
    waiting: frozen ? shown.passed - frozen.passed : 0,
    failed: shown.failed,
    pause: (by) => setPaused((before) => before ?? { by, order: allRows().at(-1)?.order ?? 0 }),
    resume: (by) =>
      setPaused((before) => (by === "scroll" && before?.by === "hand" ? before : undefined)),
  };
}

function makeShown(key: string): Shown {
  const filter = JSON.parse(key) as Filter;
  return new Shown(toTest(filter), toTest({ ...filter, kind: "all" }));
}

function freeze(shown: Shown, order: number): { rows: readonly Row[]; passed: number } {
  const rows = shown.rows.filter((row) => row.order <= order);
  return { rows, passed: shown.passed - (shown.rows.length - rows.length) };
}
