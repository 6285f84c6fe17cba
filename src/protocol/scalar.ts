/** The scalars of params and segments, read generously and exactly: `"1"` is a number, `"abc"` is not. */
import * as v from "valibot";

/**
 * Params or segment data: a key that is null or undefined counts as absent, unknown keys are dropped. `aliases` maps
 * keys of the standard to other servers' names for them, used where the standard's is absent.
 */
export function fields<const Entries extends v.ObjectEntries>(
  entries: Entries,
  aliases: Readonly<Record<string, string>> = {},
) {
  const others = Object.entries(aliases);
  return v.pipe(
    v.custom<Fields>(isFields, "must be an object"),
    v.transform((input) => rename(dropNulls(input), others)),
    v.object(entries),
  );
}

/** A QQ or group number: int64 on the wire, so one that a JSON number cannot hold exactly is refused. */
export const Id = wholeNumber(1, Number.MAX_SAFE_INTEGER);

/** A message id: int32. */
export const MessageId = wholeNumber(-(2 ** 31), 2 ** 31 - 1);

/** A whole number within bounds, both included. */
export function wholeNumber(min: number, max: number) {
  return lenient(`must be a whole number from ${min} to ${max}`, (value) => {
    const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
    if (typeof number !== "number" || !Number.isSafeInteger(number)) return undefined;
    return number >= min && number <= max ? number : undefined;
  });
}

/** A flag, also written 0/1, no/yes or false/true. */
export const Flag = lenient("must be true or false", (value) =>
  typeof value === "boolean" ? value : flags.get(String(value)),
);

/** Text; numbers and booleans are taken as they are written. */
export const Text = lenient("must be text", (value) => {
  if (typeof value === "string") return value;
  return isExact(value) || typeof value === "boolean" ? String(value) : undefined;
});

/** An account to be mentioned: a QQ number, or `all`. */
export const Mention = lenient("must be a QQ number or all", (value) => {
  if (typeof value !== "string" && !isExact(value)) return undefined;
  const text = String(value);
  return text === "all" || /^\d+$/.test(text) ? text : undefined;
});

/** One of some words. */
export function oneOf<const Words extends readonly string[]>(...words: Words) {
  return lenient<Words[number]>(`must be one of ${words.join(", ")}`, (value) =>
    words.find((word) => word === value),
  );
}

/** A schema that accepts whatever `read` does not answer with undefined. */
export function lenient<Output>(expected: string, read: (value: unknown) => Output | undefined) {
  return v.pipe(
    v.unknown(),
    v.rawTransform<unknown, Output>(({ dataset, addIssue, NEVER }) => {
      const value = read(dataset.value);
      if (value !== undefined) return value;
      addIssue({ message: expected });
      return NEVER;
    }),
  );
}

export type Fields = Record<string, unknown>;

/** Whether a value is a JSON object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const flags = new Map([
  ["0", false],
  ["no", false],
  ["false", false],
  ["1", true],
  ["yes", true],
  ["true", true],
]);

/** Whether a number is as it was written: an integer that is too large was rounded by JSON.parse. */
function isExact(value: unknown): value is number {
  return typeof value === "number" && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

function rename(input: Fields, aliases: readonly [name: string, alias: string][]): Fields {
  if (aliases.length === 0) return input;
  const renamed = aliases.filter(
    ([name, alias]) => Object.hasOwn(input, alias) && !Object.hasOwn(input, name),
  );
  if (renamed.length === 0) return input;
  return { ...input, ...Object.fromEntries(renamed.map(([name, alias]) => [name, input[alias]])) };
}

function dropNulls(input: Fields): Fields {
  for (const key in input) {
    if (input[key] == null)
      return Object.fromEntries(Object.entries(input).filter(([, value]) => value != null));
  }
  return input;
}
