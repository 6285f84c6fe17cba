/** What a pattern of `.sandbox.wait` can match at all, and what came closest where nothing did. */
import type { Entry, Pattern } from "../../../entry.ts";
import { BotEvent } from "../../../protocol/event.ts";
import { didYouMean } from "../../../protocol/nearest.ts";
import { refuse } from "../../../protocol/reply.ts";
import { isFields } from "../../../protocol/scalar.ts";
import type { Fields } from "../../../protocol/scalar.ts";

const callKeys = ["account", "action", "client", "frame", "milliseconds", "params", "reply"];
const connectionKeys = ["account", "address", "client", "is", "path"];

/** Refuses a pattern that matches nothing that there can be: whoever waits for it would wait in vain. */
export function requirePossible({ event, call, connection }: Pattern): void {
  if (event) requireEvent(event);
  if (call) requireCall(call);
  requireKeys("params.connection", connection, connectionKeys);
}

/** How a refusal goes on that nothing came in time: with the entry that has most of what was wanted, where one has any. */
export function closest(pattern: Pattern, entries: readonly Entry[]): string {
  let [best, told] = [0, ""];
  for (const entry of entries) {
    for (const kind of ["event", "call", "connection"] as const) {
      const wanted = pattern[kind];
      const found = kind === "call" ? { account: entry.account, ...entry.call } : entry[kind];
      if (!wanted || !entry[kind] || !isFields(found)) continue;
      const wrong = Object.keys(wanted).filter((key) => !isLike(wanted[key], found[key]));
      const right = Object.keys(wanted).length - wrong.length;
      const [first] = wrong;
      if (first === undefined || right <= best) continue;
      best = right;
      told = `; closest came one with ${kind}.${first} ${spell(found[first])}, not ${spell(wanted[first])}`;
    }
  }
  return told;
}

function isLike(wanted: unknown, found: unknown): boolean {
  if (!isFields(wanted)) return Bun.deepEquals(wanted, found);
  return isFields(found) && Bun.deepMatch(wanted, found);
}

function spell(value: unknown): string {
  const text = JSON.stringify(value) ?? "absent";
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function requireCall(call: Fields): void {
  requireKeys("params.call", call, callKeys);
  const { action } = call;
  if (typeof action === "string" && /[*?{]/.test(action))
    refuse(
      "badParams",
      `params.call.action: ${spell(action)} is no name; globs are for .sandbox.fault alone`,
    );
}

function requireKeys(place: string, given: Fields | undefined, known: readonly string[]): void {
  const strange = Object.keys(given ?? {}).find((key) => !known.includes(key));
  if (strange !== undefined) refuse("badParams", `${place}${lacks(strange, known)}`);
}

function requireEvent(event: Fields): void {
  if (event["post_type"] === "meta_event")
    refuse("badParams", "params.event.post_type: meta events are not recorded");
  if (typeof event["message"] === "string")
    refuse("badParams", "params.event.message: is a list of segments; raw_message is the text");
  const options: readonly Inspectable[] = BotEvent.options;
  if (options.some((option) => misfit(event, [option], "") === undefined)) return;
  const reason = misfit(event, options, "params.event");
  refuse("badParams", reason ?? "params.event: no event has all of this at once");
}

interface Inspectable {
  type: string;
  wrapped?: Inspectable;
  options?: readonly unknown[];
  entries?: Readonly<Record<string, Inspectable>>;
  literal?: unknown;
}

/** Why no value of these schemas holds what is wanted; undefined where one may. */
function misfit(
  wanted: unknown,
  schemas: readonly Inspectable[],
  place: string,
): string | undefined {
  const kinds = schemas.flatMap(unwrap);
  if (isFields(wanted)) {
    const tables = kinds.flatMap(({ entries }) => (entries ? [entries] : []));
    if (tables.length === 0) return undefined;
    for (const [key, value] of Object.entries(wanted)) {
      const inner = tables.flatMap((entries) =>
        Object.hasOwn(entries, key) ? (entries[key] ?? []) : [],
      );
      if (inner.length === 0) return place + lacks(key, [...new Set(tables.flatMap(Object.keys))]);
      const reason = misfit(value, inner, `${place}.${key}`);
      if (reason !== undefined) return reason;
    }
    return undefined;
  }
  if (Array.isArray(wanted) || kinds.some((kind) => takes(kind, wanted))) return undefined;
  const words = [...new Set(kinds.flatMap(wordsOf))];
  if (words.length === 0) return `${place}: is never ${spell(wanted)}`;
  const hint = didYouMean(String(wanted), words) || `; there is ${words.join(", ")}`;
  return `${place}: is never ${spell(wanted)}${hint}`;
}

/** A schema without what only says that a value may be absent, and each of those it is a choice of. */
function unwrap(schema: Inspectable): Inspectable[] {
  if (schema.wrapped) return unwrap(schema.wrapped);
  if (schema.type === "union") return (schema.options as readonly Inspectable[]).flatMap(unwrap);
  return [schema];
}

function takes(kind: Inspectable, wanted: unknown): boolean {
  switch (kind.type) {
    case "literal":
      return kind.literal === wanted;
    case "picklist":
      return (kind.options ?? []).includes(wanted);
    case "number":
    case "string":
    case "boolean":
      return typeof wanted === kind.type;
    case "strict_object":
      return wanted === null;
    default:
      // What is not known here may be anything.
      return kind.type !== "array";
  }
}

function wordsOf({ type, literal, options = [] }: Inspectable): string[] {
  return type === "literal" ? [String(literal)] : type === "picklist" ? options.map(String) : [];
}

function lacks(key: string, known: readonly string[]): string {
  const named = JSON.stringify(key.slice(0, 80));
  return ` has no ${named}${didYouMean(key, known) || `; there is ${known.join(", ")}`}`;
}
