/** Whether a process keeps its memory: a verdict on samples of a run. */
export interface Reading {
  minute: number;
  megabytes: number;
}

export interface Verdict {
  state: "steady" | "growing" | "too short to tell";
  /** By how much the lows rise. */
  megabytesPerMinute: number;
}

/** Below it the collector's saw-tooth decides. */
const minMinutes = 9;
const limit = 0.5;

/** PLACEHOLDER */
export function judge(readings: readonly Reading[]): Verdict {
  const lows = lowsOf(readings, 5).slice(1);
  const slopes = lows.flatMap((a, at) =>
    lows.slice(at + 1).map((b) => (b.megabytes - a.megabytes) / (b.minute - a.minute)),
  );
  const megabytesPerMinute = slopes.toSorted((a, b) => a - b)[Math.floor(slopes.length / 2)] ?? 0;
  const minutes = (readings.at(-1)?.minute ?? 0) - (readings[0]?.minute ?? 0);
  if (minutes < minMinutes) return { state: "too short to tell", megabytesPerMinute };
  return { state: megabytesPerMinute > limit ? "growing" : "steady", megabytesPerMinute };
}

/** The lowest reading of each part of the time. */
function lowsOf(readings: readonly Reading[], parts: number): Reading[] {
  const [first, last] = [readings[0]?.minute ?? 0, readings.at(-1)?.minute ?? 0];
  const byPart = Map.groupBy(readings, ({ minute }) =>
    Math.min(parts - 1, Math.floor(((minute - first) / (last - first)) * parts)),
  );
  return [...byPart.values()].flatMap((part) =>
    part.toSorted((a, b) => a.megabytes - b.megabytes).slice(0, 1),
  );
}
