/** JSON from peers: bounded in depth and number of values before it is parsed. */
import { refuse } from "../protocol/reply.ts";

const maxDepth = 64;
// A text of many small values takes far more memory parsed than as text.
const maxValues = 200_000;

/** A JSON value, and the source text of its top-level `echo` where there is one. */
export interface Parsed {
  value: unknown;
  echo: string | undefined;
}

/** Parses a peer's text; refuses with `badCall` what is not JSON or goes past a bound. */
export function parseJson(text: string): Parsed {
  const echo = findEcho(text);
  try {
    return { value: JSON.parse(text), echo };
  } catch (error) {
    return refuse("badCall", `This is not JSON: ${(error as SyntaxError).message}`);
  }
}

/**
 * Finds the source text of the top-level `echo`: a parsed number or object would not come back byte for byte.
 * The same pass bounds depth and number of values before anything is parsed.
 */
function findEcho(text: string): string | undefined {
  let depth = 0;
  let values = 0;
  let inKey = true;
  let isEcho = false;
  let valueStart = 0;
  let echo: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === Char.quote) {
      const end = endOfString(text, at);
      if (depth === 1 && inKey) isEcho = isEchoKey(text, at, end);
      at = end - 1;
    } else if (char === Char.openBrace || char === Char.openBracket) {
      if (++depth > maxDepth) refuse("badCall", `It is nested deeper than ${maxDepth} levels`);
      values++;
    } else if (char === Char.closeBrace || char === Char.closeBracket) {
      depth--;
      if (depth === 0 && isEcho) echo = text.slice(valueStart, at).trim();
    } else if (char === Char.comma) {
      if (++values > maxValues) refuse("badCall", `It holds more than ${maxValues} values`);
      if (depth !== 1) continue;
      if (isEcho) echo = text.slice(valueStart, at).trim();
      isEcho = false;
      inKey = true;
    } else if (char === Char.colon && depth === 1) {
      inKey = false;
      valueStart = at + 1;
    }
  }
  return echo;
}

const Char = {
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const;

/** The index after the closing quote; quotes are found natively, as strings may hold whole videos. */
function endOfString(text: string, open: number): number {
  for (let quote = text.indexOf('"', open + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (text.charCodeAt(quote - 1 - slashes) === Char.backslash) slashes++;
    if (slashes % 2 === 0) return quote + 1;
  }
  return text.length;
}

function isEchoKey(text: string, open: number, end: number): boolean {
  if (end - open === '"echo"'.length) return text.startsWith('"echo"', open);
  const key = text.slice(open, end);
  if (!key.includes("\\u")) return false;
  try {
    return JSON.parse(key) === "echo";
  } catch {
    return false;
  }
}
