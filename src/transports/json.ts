/** JSON from peers: bounded in depth and number of values before it is parsed. */
import { Refusal } from "../protocol/reply.ts";

const maxDepth = 64;
// A text of many small values takes far more memory parsed than as text.
const maxValues = 200_000;
const maxLostEcho = 4096;

/** A peer's JSON. */
export interface Parsed {
  /** What it says, or why it is not taken. */
  value: unknown;
  /** The source text of the top-level `echo`, where there is one: parsed, it would not come back byte for byte. */
  echo: string | undefined;
}

/** Parses a peer's text; what is not JSON or goes past a bound gives a refusal. */
export function parseJson(given: string): Parsed {
  // A byte order mark is no part of JSON, but some programs begin every text with one (RFC 8259, section 8.1).
  const text = given.startsWith("\uFEFF") ? given.slice(1) : given;
  const { echo, excess } = scan(text);
  if (excess !== undefined) {
    return { value: new Refusal("badCall", excess), echo: isJson(echo) ? echo : undefined };
  }
  try {
    return { value: JSON.parse(text), echo };
  } catch (error) {
    const reason = `This is not JSON: ${(error as SyntaxError).message}`;
    return { value: new Refusal("badCall", reason), echo: undefined };
  }
}

/** An echo out of a text that is not parsed as a whole: it must not spoil the reply. */
function isJson(echo: string | undefined): boolean {
  if (echo === undefined || echo.length > maxLostEcho) return false;
  try {
    JSON.parse(echo);
    return true;
  } catch {
    return false;
  }
}

/** One pass that finds the echo and bounds depth and number of values before anything is parsed. */
function scan(text: string): { echo: string | undefined; excess: string | undefined } {
  let depth = 0;
  let deepest = 0;
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
      if (++depth > deepest) deepest = depth;
      values++;
    } else if (char === Char.closeBrace || char === Char.closeBracket) {
      depth--;
      if (depth === 0 && isEcho) echo = text.slice(valueStart, at).trim();
    } else if (char === Char.comma) {
      values++;
      if (depth !== 1) continue;
      if (isEcho) echo = text.slice(valueStart, at).trim();
      isEcho = false;
      inKey = true;
    } else if (char === Char.colon && depth === 1) {
      inKey = false;
      valueStart = at + 1;
    }
  }
  if (deepest > maxDepth) return { echo, excess: `It is nested deeper than ${maxDepth} levels` };
  if (values > maxValues) return { echo, excess: `It holds more than ${maxValues} values` };
  return { echo, excess: undefined };
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
