/** Whether a process keeps its memory: a verdict on the lowest reading of each rest of a run. */
export interface Reading {
  minute: number;
  megabytes: number;
}

export interface Verdict {
  state: "steady" | "growing" | "too short to tell";
  /** By how much memory grows, and how far from the truth that may be. */
  megabytesPerMinute: number;
  within: number;
}

const minReadings = 8;
/** What a sound one is surely below, and a leaking one surely above, in megabytes a minute. */
const leak = 1;
const drift = 0.2;
/** In standard errors, and more of them where readings are few: once in 2000 times it is further off. */
const sureness = (readings: number) => 3.3 * (1 + 5 / (readings - 2));

/** Draws a line through what comes after the first fifth, in which it becomes warm; says nothing it is not sure of. */
export function judge(lows: readonly Reading[]): Verdict {
  const [first, last] = [lows[0]?.minute ?? 0, lows.at(-1)?.minute ?? 0];
  const warm = lows.filter(({ minute }) => minute >= first + (last - first) / 5);
  if (warm.length < minReadings) {
    return { state: "too short to tell", megabytesPerMinute: 0, within: Infinity };
  }
  const { slope, error } = fit(warm);
  const within = sureness(warm.length) * error;
  const told = { megabytesPerMinute: slope, within };
  if (slope - within > drift) return { state: "growing", ...told };
  return { state: slope + within < leak ? "steady" : "too short to tell", ...told };
}

/** The line of least squares, and the standard error of its slope. */
function fit(readings: readonly Reading[]): { slope: number; error: number } {
  const mean = (pick: (each: Reading) => number) =>
    readings.reduce((sum, each) => sum + pick(each), 0) / readings.length;
  const [x, y] = [mean(({ minute }) => minute), mean(({ megabytes }) => megabytes)];
  const spread = mean(({ minute }) => (minute - x) ** 2);
  const slope = mean(({ minute, megabytes }) => (minute - x) * (megabytes - y)) / spread;
  const rest = mean(({ minute, megabytes }) => (megabytes - y - slope * (minute - x)) ** 2);
  return { slope, error: Math.sqrt(rest / spread / (readings.length - 2)) };
}
