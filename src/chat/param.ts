/** The params of a call as scripts write them: `user_id=Bob duration=28800 comment~^hi`. */
import type { Param } from "./script.ts";

const keyForm = /[\p{L}\p{N}_.-]+/uy;
/** A word that needs no quotes. */
const bare = /[^\s"'{}[\]]\S*/uy;
const variable = /\{[\p{L}\p{N}_-]+\}(?!\S)/uy;
const space = /\s*/uy;

/** What is wrong with params: where, and what was expected there. */
export class ParamError extends SyntaxError {
  override readonly name = "ParamError";
  readonly at: number;
  readonly expected: "key" | "equals" | "value" | "json";

  constructor(at: number, expected: ParamError["expected"]) {
    super(expected);
    this.at = at;
    this.expected = expected;
  }
}

/** Reads all params of a text. Throws {@link ParamError}. */
export function parseParams(text: string): Param[] {
  const params: Param[] = [];
  for (let at = match(space, text, 0).end; at < text.length; at = match(space, text, at).end) {
    const key = match(keyForm, text, at);
    if (key.text === "") throw new ParamError(at, "key");
    const sign = text[key.end];
    if (sign !== "=" && sign !== "~") throw new ParamError(key.end, "equals");
    const read = parseValue(text, key.end + 1);
    at = read.end;
    if (sign === "=") params.push({ key: key.text, value: read.value });
    else params.push({ key: key.text, pattern: toPattern(read.value) });
  }
  return params;
}

/** Writes params, as they can be read. */
export function encodeParams(params: readonly Param[]): string {
  return params.map((param) => ` ${encodeParam(param)}`).join("");
}

function encodeParam(param: Param): string {
  if ("pattern" in param) return `${param.key}~${encodeValue(param.pattern)}`;
  return `${param.key}=${encodeValue(param.value)}`;
}

function encodeValue(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value) ?? "null";
  const isPlain = (matches(bare, value) || matches(variable, value)) && toScalar(value) === value;
  return isPlain ? value : JSON.stringify(value);
}

function parseValue(text: string, at: number): { value: unknown; end: number } {
  const named = match(variable, text, at);
  if (named.text !== "") return { value: named.text, end: named.end };
  const first = text[at];
  if (first === '"' || first === "{" || first === "[") return parseJson(text, at);
  const word = match(bare, text, at);
  if (word.text === "") throw new ParamError(at, "value");
  return { value: toScalar(word.text), end: word.end };
}

function parseJson(text: string, at: number): { value: unknown; end: number } {
  const end = endOfJson(text, at);
  try {
    return { value: JSON.parse(text.slice(at, end)) as unknown, end };
  } catch {
    throw new ParamError(at, "json");
  }
}

/** Where brackets and quotes that begin here are closed. */
function endOfJson(text: string, start: number): number {
  let [depth, isQuoted] = [0, false];
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (isQuoted && character === "\\") at++;
    else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === "{" || character === "[")) depth++;
    else if (!isQuoted && (character === "}" || character === "]")) depth--;
    if (!isQuoted && depth <= 0) return at + 1;
  }
  return text.length;
}

/** JSON where it is a scalar that would not change: 1.0, or an id of 20 digits, would. */
function toScalar(word: string): unknown {
  if (word === "true" || word === "false") return word === "true";
  if (word === "null") return null;
  if (!/^-?\d/.test(word)) return word;
  const number = Number(word);
  return String(number) === word ? number : word;
}

function toPattern(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function match(form: RegExp, text: string, at: number): { text: string; end: number } {
  form.lastIndex = at;
  const [found = ""] = form.exec(text) ?? [];
  return { text: found, end: at + found.length };
}

function matches(form: RegExp, text: string): boolean {
  return text !== "" && match(form, text, 0).end === text.length;
}
