/** Frames of the API service: text → call, reply → text (communication/ws). */
import type { Call } from "../dispatcher.ts";
import type { Reply } from "../protocol/reply.ts";
import { Refusal, refuse } from "../protocol/reply.ts";
import { isFields } from "../protocol/scalar.ts";

const maxDepth = 64;
// A frame of many small values takes far more memory parsed than as text.
const maxValues = 200_000;

/** One frame read: the call or why it is none, and the source text of `echo`, absent where it was absent. */
export function parseFrame(frame: string | Uint8Array): {
  call: Call | Refusal;
  echo?: string | undefined;
} {
  let echo: string | undefined;
  try {
    const text = typeof frame === "string" ? frame : decodeUtf8(frame);
    const found = findEcho(text);
    const json = parseJson(text);
    echo = found;
    return { call: toCall(json), echo };
  } catch (error) {
    if (error instanceof Refusal) return { call: error, echo };
    throw error;
  }
}

/** Writes a reply, with the echo exactly as it was sent. */
export function encodeReply(reply: Reply, echo: string | undefined): string {
  const json = JSON.stringify(reply);
  return echo === undefined ? json : `${json.slice(0, -1)},"echo":${echo}}`;
}

function toCall(json: unknown): Call {
  if (!isFields(json))
    refuse("badCall", "A call must be a JSON object with action, params and echo");
  const { action, params } = json;
  if (typeof action !== "string") refuse("badCall", "action must be a string");
  if (params != null && !isFields(params)) refuse("badCall", "params must be an object");
  return { action, params: params ?? {} };
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return refuse("badCall", "The frame is not UTF-8 text");
  }
}
const utf8 = new TextDecoder("utf-8", { fatal: true });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse("badCall", `The frame is not JSON: ${(error as SyntaxError).message}`);
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
      if (++depth > maxDepth)
        refuse("badCall", `The frame is nested deeper than ${maxDepth} levels`);
      values++;
    } else if (char === Char.closeBrace || char === Char.closeBracket) {
      depth--;
      if (depth === 0 && isEcho) echo = text.slice(valueStart, at).trim();
    } else if (char === Char.comma) {
      if (++values > maxValues) refuse("badCall", `The frame holds more than ${maxValues} values`);
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
