/** CQ codes: the string form of a message (message/string). Both directions take linear time. */

/** A segment as the string form can hold it: a type and textual parameters; node content is a message itself. */
export interface CqSegment {
  type: string;
  data: Readonly<Record<string, CqValue>>;
}
type CqValue = string | number | boolean | readonly CqSegment[] | undefined;

/** Writes segments as one string with CQ codes. */
export function encodeCq(segments: readonly CqSegment[]): string {
  let text = "";
  for (const { type, data } of segments) {
    if (type === "text") {
      text += escapeText(toPlain(data["text"] ?? ""));
      continue;
    }
    text += `[CQ:${type}`;
    for (const key in data) {
      if (data[key] !== undefined) text += `,${key}=${encodeValue(data[key])}`;
    }
    text += "]";
  }
  return text;
}

/** How much is read of a string: segments, parameters of all of them, and characters of text outside media. */
export interface CqLimits {
  segments: number;
  params: number;
  text: number;
}

/** Reads a string with CQ codes. What is not a complete code is text. Past a limit it stops with a RangeError. */
export function decodeCq(text: string, limits?: CqLimits): CqCode[] {
  const own = text.length > longText ? copyShort : asItIs;
  const count = limits ? countTo(limits) : () => undefined;
  const segments: CqCode[] = [];
  let plain = 0;
  const addText = (end?: number) => {
    const piece = text.slice(plain, end);
    count({ segments: 1, text: piece.length });
    segments.push({ type: "text", data: { text: unescape(own(piece)) } });
  };
  for (let open = text.indexOf("[CQ:"); open >= 0; open = text.indexOf("[CQ:", plain)) {
    const close = text.indexOf("]", open);
    if (close < 0) break;
    if (open > plain) addText(open);
    const [type = "", ...params] = text.slice(open + "[CQ:".length, close).split(",", maxParams);
    const read = params.map((param) => toParam(param, own));
    const length = params.reduce((sum, param) => sum + lengthOf(param), 0);
    count({ segments: 1, params: params.length, text: length });
    segments.push({ type: own(type), data: Object.fromEntries(read) as CqCode["data"] });
    plain = close + 1;
  }
  if (plain < text.length) addText();
  return segments;
}

interface CqCode {
  type: string;
  data: Record<string, string>;
}

// More than any limit lets through.
const maxParams = 1_000_000;

/** Adds up what is read, and throws where it is too much. */
function countTo(limits: CqLimits) {
  const read = { segments: 0, params: 0, text: 0 };
  // Up to five characters of the string are one of the text.
  const most = { ...limits, text: limits.text * "&amp;".length };
  return (more: Partial<CqLimits>) => {
    for (const what of ["segments", "params", "text"] as const) {
      read[what] += more[what] ?? 0;
      if (read[what] > most[what]) throw new RangeError(what);
    }
  };
}

/** A picture may be in the string as a whole: it is no text. */
function lengthOf(param: string): number {
  return param.startsWith("file=") ? 0 : param.length;
}

const longText = 4000;
const shortText = 1000;

function asItIs(piece: string): string {
  return piece;
}

/** A slice keeps the text alive that it was cut from, perhaps a video: what is short may be remembered for long. */
function copyShort(piece: string): string {
  return piece.length > shortText ? piece : (JSON.parse(JSON.stringify(piece)) as string);
}

function toParam(param: string, own: (piece: string) => string): [key: string, value: string] {
  const equals = param.indexOf("=");
  if (equals < 0) return [own(param), ""];
  return [own(param.slice(0, equals)), unescape(own(param.slice(equals + 1)))];
}

function encodeValue(value: NonNullable<CqValue>): string {
  return escapeValue(toPlain(value));
}

function toPlain(value: NonNullable<CqValue>): string {
  return typeof value === "object" ? encodeCq(value) : String(value);
}

const escapes: Record<string, string> = { "&": "&amp;", "[": "&#91;", "]": "&#93;", ",": "&#44;" };
function escapeText(text: string): string {
  return text.replace(/[&[\]]/g, (char) => escapes[char] ?? char);
}

function escapeValue(text: string): string {
  return text.replace(/[&[\],]/g, (char) => escapes[char] ?? char);
}

function unescape(text: string): string {
  if (!text.includes("&")) return text;
  // `&amp;` last: what it escapes is no entity.
  return text
    .replaceAll("&#91;", "[")
    .replaceAll("&#93;", "]")
    .replaceAll("&#44;", ",")
    .replaceAll("&amp;", "&");
}
