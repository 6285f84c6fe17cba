/** The kinds of values a configuration holds, each with what is said where something else stands there. */
import * as v from "valibot";

import { rules } from "../words/config.ts";
import { say } from "../words/language.ts";
import type { Told } from "../words/language.ts";

export function table<const Entries extends v.ObjectEntries>(entries: Entries) {
  const schema = v.strictObject(entries, inLanguage(rules.table));
  // Every key below has a default, so an absent table is an empty one.
  return v.optional(schema, {} as v.InferInput<typeof schema>);
}

/** A table without a default: where it is absent, so is all it says. */
export function maybeTable<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.exactOptional(v.strictObject(entries, inLanguage(rules.table)));
}

export function rows<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.optional(
    v.array(v.strictObject(entries, inLanguage(rules.table)), inLanguage(rules.tables)),
    [],
  );
}

export function text(initial: string) {
  return v.optional(v.string(inLanguage(rules.text)), initial);
}

export function texts() {
  const message = inLanguage(rules.texts);
  return v.optional(v.array(v.string(message), message), []);
}

export function flag(initial: boolean) {
  return v.optional(v.boolean(inLanguage(rules.flag)), initial);
}

export function choice<const Words extends readonly [string, ...string[]]>(...words: Words) {
  const message = inLanguage(rules.choice(words));
  return v.optional(v.picklist(words, message), words[0]);
}

export function whole(initial: number, min: number, max: number) {
  return v.optional(number(min, max), initial);
}

function number(min: number, max: number) {
  const message = inLanguage(rules.whole(min, max));
  return v.pipe(
    v.number(message),
    v.check((value) => Number.isSafeInteger(value) && value >= min && value <= max, message),
  );
}

/** An address of one of two schemes. */
export function address(scheme: "http" | "ws", orNone = false) {
  const message = inLanguage(rules.address(scheme, orNone));
  const isAddress = (text: string) => {
    if (text === "") return orNone;
    const url = URL.parse(text);
    return url !== null && [`${scheme}:`, `${scheme}s:`].includes(url.protocol) && url.hash === "";
  };
  return v.pipe(v.string(message), v.check(isAddress, message));
}

/** The same, or empty for none. */
export function addressOrNone(scheme: "http" | "ws") {
  return address(scheme, true);
}

/** What goes into a header. */
export function token() {
  const message = inLanguage(rules.token);
  return v.pipe(v.string(message), v.regex(/^[\x21-\x7e]*$/, message));
}

export function seconds() {
  const message = inLanguage(rules.seconds);
  return v.pipe(v.number(message), v.minValue(0, message), v.maxValue(86_400, message));
}

export function format() {
  return v.picklist(["string", "array"], inLanguage(rules.choice(["string", "array"])));
}

export function id() {
  return number(1, Number.MAX_SAFE_INTEGER);
}

export function ids() {
  return v.optional(v.array(id(), inLanguage(rules.ids)), []);
}

export function name() {
  const message = inLanguage(rules.name);
  return v.pipe(v.string(message), v.minLength(1, message), v.maxLength(60, message));
}

/** A message for valibot: the language is chosen after the schema is made. */
export function inLanguage(told: Told): () => string {
  return () => say(told);
}

/** Which of some things: numbers, or texts of them, with "!" before those that are left out. */
export function chosenIds() {
  const message = inLanguage(rules.chosenIds);
  const isChosen = (value: string | number) => /^!?[1-9]\d{0,15}$/.test(String(value));
  const one = v.pipe(
    v.union([v.number(message), v.string(message)], message),
    v.check(isChosen, message),
  );
  return v.exactOptional(v.array(one, message));
}

/** Which of some things, by patterns, with "!" before those that are left out. */
export function patterns(like: RegExp, rule: Told) {
  const message = inLanguage(rule);
  return v.exactOptional(v.array(v.pipe(v.string(message), v.regex(like, message)), message));
}
