/** JSON for reading: a value a line, what is short on one; numbers stand as they were written. */
import { tokenize } from "./token.ts";
import type { Token } from "./token.ts";

export type Line = readonly Token[];

interface Member {
  readonly key: Token | undefined;
  readonly value: Value;
}

type Value =
  | { readonly token: Token }
  | { readonly open: Token; readonly close: Token | undefined; readonly members: Member[] };

/** Characters of a list or object, but the outermost, that may stand on one line. */
const maxInline = 64;

/** The lines of a text; one that is cut off ends where it does. */
export function layOut(text: string, inline = maxInline): Line[] {
  const values = new Reader(text).readAll();
  return values.flatMap((value) => print(value, { inline, isOutermost: true }));
}

/** A text on one line. */
export function flatten(text: string): Line {
  return new Reader(text).readAll().flatMap(flat);
}

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = tokenize(text)
      .filter(({ kind }) => kind !== "space")
      .map(legible);
  }

  readAll(): Value[] {
    const values: Value[] = [];
    while (this.#at < this.#tokens.length) values.push(this.#read(0));
    return values;
  }

  #read(depth: number): Value {
    const token = this.#tokens[this.#at++] ?? nothing;
    if ((token.text !== "{" && token.text !== "[") || depth > maxDepth) return { token };
    const members: Member[] = [];
    for (;;) {
      const next = this.#tokens[this.#at];
      if (!next) return { open: token, close: undefined, members };
      if (next.text === "}" || next.text === "]") {
        this.#at++;
        return { open: token, close: next, members };
      }
      if (next.text === "," || next.text === ":") this.#at++;
      else members.push(this.#readMember(depth));
    }
  }

  #readMember(depth: number): Member {
    const next = this.#tokens[this.#at];
    if (next?.kind !== "key") return { key: undefined, value: this.#read(depth + 1) };
    this.#at++;
    if (this.#tokens[this.#at]?.text === ":") this.#at++;
    return { key: next, value: this.#read(depth + 1) };
  }
}
const maxDepth = 100;
const nothing: Token = { kind: "other", text: "" };

/** Python writes Chinese as escapes, which nobody reads. */
function legible(token: Token): Token {
  if (!token.text.includes("\\u")) return token;
  try {
    return { ...token, text: JSON.stringify(JSON.parse(token.text)) };
  } catch {
    return token;
  }
}

interface Printing {
  readonly inline: number;
  readonly isOutermost?: boolean;
}

function print(value: Value, { inline, isOutermost = false }: Printing): Line[] {
  if ("token" in value) return [[value.token]];
  const { open, close, members } = value;
  const line = flat(value);
  if (members.length === 0 || (!isOutermost && close && lengthOf(line) <= inline)) return [line];
  const lines: Line[] = [[open]];
  for (const [at, { key, value: inner }] of members.entries()) {
    const [first = [], ...rest] = print(inner, { inline });
    const isLast = at === members.length - 1;
    const own = [indent, ...(key ? [key, mark(": ")] : []), ...first];
    const all: Line[] = [own, ...rest.map((each) => [indent, ...each])];
    lines.push(
      ...all.slice(0, -1),
      isLast ? (all.at(-1) ?? []) : [...(all.at(-1) ?? []), mark(",")],
    );
  }
  if (close) lines.push([close]);
  return lines;
}

function flat(value: Value): Line {
  if ("token" in value) return [value.token];
  const { open, close, members } = value;
  const inner = members.flatMap(({ key, value: each }, at) => [
    ...(at > 0 ? [mark(", ")] : []),
    ...(key ? [key, mark(": ")] : []),
    ...flat(each),
  ]);
  const space = open.text === "{" && inner.length > 0 ? [mark(" ")] : [];
  return [open, ...space, ...inner, ...space, ...(close ? [close] : [])];
}

function lengthOf(line: Line): number {
  return line.reduce((sum, { text }) => sum + text.length, 0);
}

function mark(text: string): Token {
  return { kind: "mark", text };
}

const indent: Token = { kind: "space", text: "  " };
