/** Spans of time as scripts write them: `500ms`, `1m30s`, `8小时`. */

const units: readonly (readonly [ms: number, ...names: string[]])[] = [
  [86_400_000, "d", "天"],
  [3_600_000, "h", "小时"],
  [60_000, "m", "分钟", "分"],
  [1000, "s", "秒"],
  [1, "ms", "毫秒"],
];
const factors = new Map(
  units.flatMap(([ms, ...names]) => names.map((name) => [name, ms] as const)),
);
const part = /(\d{1,9})\s?(ms|毫秒|小时|分钟|d|天|h|m|分|s|秒)/y;

/** The longest span there is: a hundred years. */
export const maxSpan = 36_525 * 86_400_000;

/** The milliseconds of a span; undefined where the text is none. */
export function parseSpan(text: string): number | undefined {
  let [at, total] = [0, 0];
  while (at < text.length) {
    part.lastIndex = at;
    const found = part.exec(text);
    if (!found) return undefined;
    total += Number(found[1]) * (factors.get(found[2] ?? "") ?? 0);
    at = part.lastIndex;
  }
  return text === "" || total > maxSpan ? undefined : total;
}

/** Writes a span of whole milliseconds. */
export function encodeSpan(ms: number): string {
  let rest = ms;
  const parts = units.map(([factor, name]) => {
    const count = Math.floor(rest / factor);
    rest -= count * factor;
    return count > 0 ? `${count}${name}` : "";
  });
  return parts.join("") || "0s";
}
