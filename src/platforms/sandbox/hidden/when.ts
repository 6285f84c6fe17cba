/** Times as people write them: dates in China's time, as QQ counts days, and durations with units. */
import { lenient, toText } from "../../../protocol/scalar.ts";

/** The last second a JavaScript date can be. */
export const maxTime = 8_640_000_000_000;

const maxSpan = 1_000_000_000;
const zone = "+08:00";
const date = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?(Z|[+-]\d{2}:?\d{2})?$/;
const seconds = { d: 86_400, h: 3600, m: 60, s: 1 } as const;
const duration = /^([+-])?(?:(\d{1,9})d)?(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?$/;

/** A time in seconds since 1970; `now` is this machine's. */
export const Moment = lenient(
  'must be seconds since 1970, "now", or a date like "2026-11-26 08:00" (of UTC+8, unless it names another zone)',
  (value) => {
    if (value === "now") return Math.floor(Date.now() / 1000);
    const [, day, time = "00:00", given = zone] = date.exec(toText(value) ?? "") ?? [];
    const read = day === undefined ? wholeOf(value) : Date.parse(`${day}T${time}${given}`) / 1000;
    return read !== undefined && read >= 0 && read <= maxTime ? read : undefined;
  },
);

/** A span of seconds, forwards or back. */
export const Span = lenient(
  'must be a whole number of seconds, or a span like "10m", "1d" or "-2h30m"',
  (value) => {
    const number = wholeOf(value);
    if (number !== undefined) return Math.abs(number) <= maxSpan ? number : undefined;
    const [whole, sign, ...parts] = duration.exec(toText(value) ?? "") ?? [];
    if (!whole || parts.every((part) => part === undefined)) return undefined;
    const total = Object.values(seconds).reduce(
      (sum, unit, at) => sum + unit * Number(parts[at] ?? 0),
      0,
    );
    return total > maxSpan ? undefined : sign === "-" ? -total : total;
  },
);

function wholeOf(value: unknown): number | undefined {
  const number = typeof value === "string" && /^[+-]?\d+$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) ? number : undefined;
}
