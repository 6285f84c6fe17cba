/** Objects with known keys: params, and what segments carry. */
import * as v from "valibot";

import { didYouMean, nearest } from "./nearest.ts";
import { Carried, fail, toFields } from "./scalar.ts";
import type { Fields, Scalar } from "./scalar.ts";

/** Params or segment data with known keys. */
export interface FieldsSchema<Entries extends v.ObjectEntries> extends v.BaseSchema<
  unknown,
  v.InferOutput<v.ObjectSchema<Entries, undefined>>,
  v.BaseIssue<unknown>
> {
  readonly type: "fields";
  readonly reference: typeof fields;
  readonly entries: Entries;
}

/** Other names of a key, used in their order where the key itself is absent. */
export type Aliases = Readonly<Record<string, string | readonly string[]>>;

/** An object, also as JSON text; unknown keys are dropped. `aliases` maps keys of the standard to other servers' names. */
export function fields<const Entries extends v.ObjectEntries>(
  entries: Entries,
  aliases: Aliases = {},
): FieldsSchema<Entries> {
  const keys = toKeys(entries, aliases);
  const known = [...Object.keys(entries), ...Object.values(aliases).flat()];
  return toSchema(entries, naming(v.object(entries), known), (input) => readKeys(input, keys));
}

/** The same, but unknown keys are carried along, as {@link Carried}: what one server does not know, another does. */
export function carrying<const Entries extends v.ObjectEntries>(
  entries: Entries,
  aliases: Aliases = {},
): FieldsSchema<Entries> {
  const keys = toKeys(entries, aliases);
  const others = new Set(Object.values(aliases).flat());
  return toSchema(entries, v.objectWithRest(entries, Carried), (input) => {
    const carried = Object.entries(readKeys(input, keys)).filter(
      ([key, value]) => key !== "" && value != null && (key in entries || !others.has(key)),
    );
    const strange = carried.find(([key]) => /[=,&[\]]/.test(key));
    return strange
      ? `has a key that no CQ code can hold: ${JSON.stringify(strange[0].slice(0, 80))}`
      : Object.fromEntries(carried);
  });
}

/** The same, but an unknown key is refused with the one that was probably meant: nobody sends these by another standard. */
export function exact<const Entries extends v.ObjectEntries>(
  entries: Entries,
  aliases: Aliases = {},
): FieldsSchema<Entries> {
  const keys = toKeys(entries, aliases);
  const known = [...Object.keys(entries), ...Object.values(aliases).flat()];
  const passed = new Set([...known, ...ofConnections]);
  return toSchema(entries, v.object(entries), (input) => {
    const strange = Object.keys(input).find((key) => input[key] != null && !passed.has(key));
    if (strange === undefined) return readKeys(input, keys);
    const named = JSON.stringify(strange.slice(0, 80));
    return `has no ${named}${didYouMean(strange, known) || `; there is ${known.join(", ") || "none"}`}`;
  });
}

// What a query may hold beside params: it says who calls, and how messages are written.
const ofConnections = ["self_id", "message_format", "access_token"];

/** `prepare` gives what `inner` reads, or a sentence on what is wrong. */
function toSchema<Entries extends v.ObjectEntries>(
  entries: Entries,
  inner: v.GenericSchema<unknown, v.InferOutput<v.ObjectSchema<Entries, undefined>>>,
  prepare: (input: Fields) => Fields | string,
): FieldsSchema<Entries> {
  return v._standardSchema<FieldsSchema<Entries>>({
    kind: "schema",
    type: "fields",
    reference: fields,
    expects: "Object",
    async: false,
    entries,
    "~run"({ value: input }, config) {
      const known = toFields(input);
      if (!known) return fail(input, "must be an object");
      const value = prepare(known);
      return typeof value === "string" ? fail(input, value) : inner["~run"]({ value }, config);
    },
  });
}

const maxSlips = 100;

/** Where a key is missing, names the unknown one that was probably to be it. What is right costs nothing. */
function naming<Output>(
  inner: v.GenericSchema<unknown, Output>,
  known: readonly string[],
): v.GenericSchema<unknown, Output> {
  const toNamed = (issue: v.BaseIssue<unknown>): v.BaseIssue<unknown> => {
    const [{ key, input } = {}, ...deeper] = issue.path ?? [];
    if (issue.input !== undefined || deeper.length > 0 || !input) return issue;
    const slips = Object.keys(input).filter((other) => !known.includes(other) && isShort(other));
    const slip = nearest(String(key), slips.slice(0, maxSlips));
    if (slip === undefined) return issue;
    return { ...issue, message: `is missing; did you mean it by ${JSON.stringify(slip)}?` };
  };
  return {
    ...inner,
    "~run"(dataset, config) {
      const result = inner["~run"](dataset, config);
      if (!result.issues) return result;
      const [first, ...rest] = result.issues;
      return { ...result, typed: false, issues: [toNamed(first), ...rest.map(toNamed)] };
    },
  };
}

function isShort(key: string): boolean {
  return key.length <= 60;
}

interface Key {
  name: string;
  aliases: readonly string[];
  isAbsent: (value: unknown) => boolean;
}

function toKeys(entries: v.ObjectEntries, aliases: Aliases): Key[] {
  return Object.entries(entries).map(([name, schema]) => {
    const kind = kindOf(schema);
    const takesEmpty = "takesEmpty" in kind && kind.takesEmpty === true;
    const mayBeAbsent = kind !== schema;
    return {
      name,
      aliases: [aliases[name] ?? []].flat(),
      isAbsent: (value) =>
        value == null ||
        (value === "" && !takesEmpty) ||
        (mayBeAbsent && isScalar(kind) && kind.isNone(value)),
    };
  });
}

/** The schema within those that only say that a value may be absent. */
function kindOf(schema: object): object {
  return "wrapped" in schema && typeof schema.wrapped === "object" && schema.wrapped !== null
    ? kindOf(schema.wrapped)
    : schema;
}

function isScalar(schema: object): schema is Scalar<unknown> {
  return "type" in schema && schema.type === "scalar";
}

/** Leaves out what is absent, and gives aliases the name they stand for; most params need neither. */
function readKeys(input: Fields, keys: readonly Key[]): Fields {
  let copy: Fields | undefined;
  for (const { name, aliases, isAbsent } of keys) {
    const value = input[name];
    if (value !== undefined && !isAbsent(value)) continue;
    const alias = aliases.find((other) => !isAbsent(input[other]));
    if (alias === undefined && !(name in input)) continue;
    copy ??= { ...input };
    if (alias === undefined) delete copy[name];
    else copy[name] = input[alias];
  }
  return copy ?? input;
}
