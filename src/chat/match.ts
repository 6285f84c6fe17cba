/** Whether what came is what was expected. What a line does not name is not looked at. */
import { encodeCq } from "../protocol/cq.ts";
import type { ReceivedSegment } from "../protocol/entity.ts";
import { isFields } from "../protocol/scalar.ts";
import type { Fields } from "../protocol/scalar.ts";
import type { Cast } from "./cast.ts";
import { find } from "./pattern.ts";
import type { Param } from "./script.ts";
import { toSegments } from "./sight.ts";
import { written } from "./written.ts";

/** What a match has captured, by name. */
export type Captured = ReadonlyMap<string, string>;

const nothing: Captured = new Map();

/** Holds a message against the segments that were expected. */
export function isMessage(
  expected: readonly ReceivedSegment[],
  actual: readonly ReceivedSegment[],
): boolean {
  const [one, other] = [tidy(expected), tidy(actual)];
  return (
    one.length === other.length &&
    one.every((segment, at) => isSegment(segment, other[at] ?? segment))
  );
}

/** Finds a pattern in a message, as a string with CQ codes but without addresses of media. */
export function findInMessage(
  pattern: string,
  actual: readonly ReceivedSegment[],
): Captured | undefined {
  return find(pattern, plainText(actual));
}

/** A message as scripts show it. */
export function plainText(segments: readonly ReceivedSegment[]): string {
  return encodeCq(tidy(segments).map(withoutAddress));
}

/** The same, with names for those it mentions. */
export function toScriptText(segments: readonly ReceivedSegment[], cast: Cast): string {
  return plainText(
    segments.map(({ type, data }) => {
      const { qq } = data;
      const isKnown = type === "at" && typeof qq === "string" && cast.people.has(Number(qq));
      return isKnown ? { type, data: { ...data, qq: cast.nameOf(Number(qq)) } } : { type, data };
    }),
  );
}

/** Holds fields against those that were expected: gives what was captured, undefined where they do not match. */
export function matchFields(
  { values, params }: { values: Fields; params: readonly Param[] },
  actual: Fields,
): Captured | undefined {
  for (const [key, value] of Object.entries(values)) {
    // Absent, a flag is true.
    const isAbsent = actual[key] === undefined && value === true && flags.has(key);
    if (!isAbsent && !isPart(value, actual[key], key)) return undefined;
  }
  const captured = new Map<string, string>();
  for (const param of params) {
    if (!("pattern" in param)) continue;
    const found = find(param.pattern, asText(actual[param.key], param.key));
    if (!found) return undefined;
    for (const [name, value] of found) captured.set(name, value);
  }
  return captured.size > 0 ? captured : nothing;
}

const flags: ReadonlySet<string> = new Set(["approve", "enable"]);
const messageKeys: ReadonlySet<string> = new Set(["message", "content", "raw_message"]);

/** Numbers and flags are compared as they are written: bots send both. */
function isPart(expected: unknown, actual: unknown, key: string): boolean {
  if (messageKeys.has(key) && Array.isArray(expected))
    return isMessage(expected as ReceivedSegment[], toSegments(actual));
  if (Array.isArray(expected)) {
    const list: unknown[] | undefined = Array.isArray(actual) ? actual : undefined;
    return (
      list?.length === expected.length && expected.every((each, at) => isPart(each, list[at], key))
    );
  }
  if (isFields(expected))
    return (
      isFields(actual) &&
      Object.entries(expected).every(([inner, each]) => isPart(each, actual[inner], inner))
    );
  return written(expected) === written(actual);
}

function asText(value: unknown, key: string): string {
  if (messageKeys.has(key) && typeof value === "object") return plainText(toSegments(value));
  return written(value);
}

const hash = /^[0-9a-f]{64}$/;

function isSegment(expected: ReceivedSegment, actual: ReceivedSegment): boolean {
  if (expected.type !== actual.type) return false;
  return Object.entries(expected.data).every(([key, value]) => {
    const other = actual.data[key];
    if (key === "file" && typeof value === "string" && hash.test(value))
      return written(other).startsWith(value) || written(actual.data["file_id"]).startsWith(value);
    return written(value) === written(other);
  });
}

/** Texts joined, lines ended in one way, and no space at the ends of the whole. */
function tidy(segments: readonly ReceivedSegment[]): ReceivedSegment[] {
  const joined: ReceivedSegment[] = [];
  for (const { type, data } of segments) {
    const last = joined.at(-1);
    const text = written(data["text"]).replaceAll("\r\n", "\n");
    if (type !== "text") joined.push({ type, data });
    else if (last?.type === "text") last.data = { text: `${written(last.data["text"])}${text}` };
    else joined.push({ type, data: { text } });
  }
  trimEnd(joined, 0, (text) => text.trimStart());
  trimEnd(joined, joined.length - 1, (text) => text.trimEnd());
  return joined.filter(({ type, data }) => type !== "text" || data["text"] !== "");
}

function trimEnd(segments: ReceivedSegment[], at: number, trim: (text: string) => string): void {
  const segment = segments[at];
  if (segment?.type === "text") segment.data = { text: trim(written(segment.data["text"])) };
}

function withoutAddress({ type, data }: ReceivedSegment) {
  const entries = Object.entries(data)
    .filter(([key]) => key !== "url")
    .map(([key, value]) => [key, written(value)]);
  return { type, data: Object.fromEntries(entries) as Record<string, string> };
}
