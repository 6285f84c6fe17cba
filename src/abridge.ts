/** Values as the record keeps them: those that are small as they are, of others a copy that is. */
import { beginningOf } from "./beginning.ts";
import { isFields } from "./protocol/scalar.ts";
import type { Fields } from "./protocol/scalar.ts";

/** The most that is kept of one value, in units: one for each value within, and more for long texts. */
export const maxUnits = 600;
/** Characters that are kept of one text. */
export const maxText = 1000;
/** Items that are kept of one list. */
export const maxEach = 100;

/** The same value where it left some units, else a copy that is small: a record must hold on to little. */
export function abridge(value: unknown, left: number): unknown {
  return left >= 0 ? value : shorten(value, { units: maxUnits });
}

/** What a value leaves of some units, one for each value and more for long texts; less than 0 where it is too large. */
export function spend(value: unknown, units: number): number {
  if (typeof value === "string") return value.length > maxText ? -1 : units - cost(value);
  if (typeof value !== "object" || value === null) return units - 1;
  let left = units - 1;
  if (Array.isArray(value)) {
    if (value.length > maxEach) return -1;
    for (const inner of value) {
      if (left < 0) return -1;
      left = spend(inner, left);
    }
    return left;
  }
  for (const key in value) {
    if (left < 0 || key.length > maxText) return -1;
    left = spend((value as Fields)[key], left);
  }
  return left;
}

function cost(text: string): number {
  return 1 + (text.length >> 4);
}

/** About what is held by a value that left some units. */
export function bytesOf(left: number): number {
  return (maxUnits - Math.max(left, 0)) * 32;
}

/** A copy within a budget, which it spends. */
export function shorten(value: unknown, budget: { units: number }): unknown {
  if (budget.units <= 0) return "…";
  budget.units -= typeof value === "string" ? Math.min(cost(value), maxText >> 4) : 1;
  if (typeof value === "string") return shortenText(value);
  if (Array.isArray(value)) return value.slice(0, maxEach).map((inner) => shorten(inner, budget));
  if (!isFields(value)) return value;
  const entries = Object.entries(value).slice(0, maxEach);
  return Object.fromEntries(
    entries.map(([key, inner]) => [shortenText(key), shorten(inner, budget)]),
  );
}

/** The beginning of a long text, and how long it was. */
export function shortenText(text: string): string {
  return text.length > maxText
    ? `${beginningOf(text, maxText)}… (${text.length} characters)`
    : text;
}
