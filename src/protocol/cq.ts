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

/** Reads a string with CQ codes. What is not a complete code is text. */
export function decodeCq(text: string): { type: string; data: Record<string, string> }[] {
  const own = text.length > longText ? copyShort : asItIs;
  const segments: { type: string; data: Record<string, string> }[] = [];
  let plain = 0;
  for (let open = text.indexOf("[CQ:"); open >= 0; open = text.indexOf("[CQ:", plain)) {
    const close = text.indexOf("]", open);
    if (close < 0) break;
    if (open > plain) segments.push(toText(own(text.slice(plain, open))));
    segments.push(decodeCode(text.slice(open + "[CQ:".length, close), own));
    plain = close + 1;
  }
  if (plain < text.length) segments.push(toText(own(text.slice(plain))));
  return segments;
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

function decodeCode(
  code: string,
  own: (piece: string) => string,
): { type: string; data: Record<string, string> } {
  const [type = "", ...params] = code.split(",");
  const data = params.map((param) => {
    const equals = param.indexOf("=");
    if (equals < 0) return [own(param), ""];
    return [own(param.slice(0, equals)), unescape(own(param.slice(equals + 1)))];
  });
  return { type: own(type), data: Object.fromEntries(data) as Record<string, string> };
}

function toText(text: string): { type: string; data: Record<string, string> } {
  return { type: "text", data: { text: unescape(text) } };
}

function encodeValue(value: NonNullable<CqValue>): string {
  return escapeValue(toPlain(value));
}

function toPlain(value: NonNullable<CqValue>): string {
  return typeof value === "object" ? encodeCq(value) : String(value);
}

const escapes: Record<string, string> = { "&": "&amp;", "[": "&#91;", "]": "&#93;", ",": "&#44;" };
const unescapes: Record<string, string> = {
  "&amp;": "&",
  "&#91;": "[",
  "&#93;": "]",
  "&#44;": ",",
};

function escapeText(text: string): string {
  return text.replace(/[&[\]]/g, (char) => escapes[char] ?? char);
}

function escapeValue(text: string): string {
  return text.replace(/[&[\],]/g, (char) => escapes[char] ?? char);
}

function unescape(text: string): string {
  return text.replace(/&(?:amp|#91|#93|#44);/g, (entity) => unescapes[entity] ?? entity);
}
