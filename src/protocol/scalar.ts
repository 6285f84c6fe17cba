/**
 * The scalars of params and segments, read generously and exactly: `"1"` is a number, `"abc"` is not. Whatever way
 * they come, the text of a value is read as the value, and one rule holds for what is empty: null is absent, and `""`
 * is absent for every kind but {@link Text} and {@link NameOrNone}, where it is a text with nothing in it.
 */
import * as v from "valibot";

import { parseJsonText } from "./json-text.ts";
import type { Shape } from "./shape.ts";

type Issue = v.BaseIssue<unknown>;

/** The schema of one value. */
export interface Scalar<Output> extends v.BaseSchema<unknown, Output, Issue> {
  readonly type: "scalar";
  readonly reference: typeof lenient;
  /** How it is written, for forms. */
  readonly shape: Shape;
  /** Whether `""` is a value. */
  readonly takesEmpty: boolean;
  /** Whether a value that may be absent says that it is. */
  readonly isNone: (value: unknown) => boolean;
}

/** A QQ or group number: int64 on the wire, so one that a JSON number cannot hold exactly is refused. */
export const Id = wholeNumber(1, Number.MAX_SAFE_INTEGER, {
  // Bots fill the id that a call does not need with these.
  isNone: (value) => value === 0 || value === -1 || value === "0" || value === "-1",
});

/** A message id: int32. */
export const MessageId = wholeNumber(-(2 ** 31), 2 ** 31 - 1);

/** A whole number within bounds, both included. */
export function wholeNumber(min: number, max: number, how: How = {}) {
  const expected = `must be a whole number from ${min} to ${max}`;
  return lenient(
    expected,
    (value) => {
      const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
      if (typeof number !== "number" || !Number.isSafeInteger(number)) return undefined;
      return number >= min && number <= max ? number : undefined;
    },
    { ...how, shape: { is: "whole", min, max } },
  );
}

/** A flag, also written 0/1, no/yes or false/true, in any case. */
export const Flag = lenient(
  "must be true or false",
  (value) => (typeof value === "boolean" ? value : flags.get(toText(value)?.toLowerCase() ?? "")),
  { shape: { is: "flag" } },
);

/** Something said: text of any length, `""` too; numbers and booleans are taken as they are written. */
export const Text = lenient("must be text", toText, { takesEmpty: true });

/** What a file is read from, or found by. */
export const Source = lenient("must be text", toText);

const maxName = 1000;

/** What somebody or something is called: a name, a card, a title, a flag, the id of a file. */
export const Name = lenient(`must be text of at most ${maxName} characters`, toName);

/** The same where `""` is something to say: none at all. */
export const NameOrNone = lenient(`must be text of at most ${maxName} characters`, toName, {
  takesEmpty: true,
});

/** What comes out as it went in: text as it is, scalars as text, a list or an object as its JSON text. */
export const Carried = lenient<string>(
  "must be JSON",
  (value) =>
    toText(value) ??
    (typeof value === "number" ? String(value) : JSON.stringify(value) || undefined),
  { takesEmpty: true },
);

/** An account to be mentioned: a QQ number, or `all`. */
export const Mention = lenient("must be a QQ number or all", (value) => {
  if (typeof value !== "string" && !isExact(value)) return undefined;
  const text = String(value);
  return text === "all" || /^\d+$/.test(text) ? text : undefined;
});

/** One of some words. */
export function oneOf<const Words extends readonly string[]>(...words: Words) {
  return lenient<Words[number]>(
    `must be one of ${words.join(", ")}`,
    (value) => words.find((word) => word === value),
    { shape: { is: "choice", words } },
  );
}

const maxItems = 10_000;

/** A list, also as JSON text. */
export function list<const Item extends v.GenericSchema<unknown, unknown>>(item: Item) {
  return v.pipe(
    lenient(
      `must be a list of at most ${maxItems}`,
      (value) => {
        const items = typeof value === "string" ? parseJsonText(value) : value;
        return Array.isArray(items) && items.length <= maxItems ? (items as unknown[]) : undefined;
      },
      { shape: { is: "list" } },
    ),
    v.array(item),
  );
}

/** An object with any keys, also as JSON text. */
export const AnyFields = lenient("must be an object", toFields, { shape: { is: "fields" } });

type How = Partial<Pick<Scalar<unknown>, "shape" | "takesEmpty" | "isNone">>;

/** A schema that accepts whatever `read` does not answer with undefined. */
export function lenient<Output>(
  expected: string,
  read: (value: unknown) => Output | undefined,
  { shape = { is: "text" }, takesEmpty = false, isNone = () => false }: How = {},
): Scalar<Output> {
  return v._standardSchema<Scalar<Output>>({
    kind: "schema",
    type: "scalar",
    reference: lenient,
    expects: expected,
    async: false,
    shape,
    takesEmpty,
    isNone,
    "~run"({ value: input }) {
      const value = read(input);
      return value === undefined ? fail(input, expected) : { typed: true, value };
    },
  });
}

/** What a schema says of a value that it does not take. */
export function fail(input: unknown, message: string): v.FailureDataset<Issue> {
  const received = v._stringify(input);
  const issue: Issue = {
    kind: "schema",
    type: "scalar",
    input,
    expected: message,
    received,
    message,
  };
  return { typed: false, value: input, issues: [issue] };
}

export type Fields = Record<string, unknown>;

/** Whether a value is a JSON object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object, also as JSON text. */
export function toFields(value: unknown): Fields | undefined {
  const parsed = typeof value === "string" ? parseJsonText(value) : value;
  return isFields(parsed) ? parsed : undefined;
}

const flags = new Map([
  ["0", false],
  ["no", false],
  ["false", false],
  ["1", true],
  ["yes", true],
  ["true", true],
]);

/** A scalar as it is written; undefined where it is none: an object may have a `toString` of its own. */
export function toText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return isExact(value) || typeof value === "boolean" ? String(value) : undefined;
}

function toName(value: unknown): string | undefined {
  const text = toText(value);
  return text !== undefined && text.length <= maxName ? text : undefined;
}

/** Whether a number is as it was written: an integer that is too large was rounded by JSON.parse. */
function isExact(value: unknown): value is number {
  return typeof value === "number" && (!Number.isInteger(value) || Number.isSafeInteger(value));
}
