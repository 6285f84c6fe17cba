/** A message as one line of text, for lists and quotations. */
import type { ReceivedSegment } from "../../../protocol/entity.ts";
import { say } from "../../../words/language.ts";
import { segmentWords } from "../words/segment.ts";

const maxLine = 200;

export function toLine(segments: readonly ReceivedSegment[]): string {
  return segments.map(lineOf).join("").replaceAll(/\s+/g, " ").slice(0, maxLine);
}

function lineOf({ type, data }: ReceivedSegment): string {
  if (type === "text") return textOf(data["text"]);
  if (type === "at") return `@${textOf(data["name"] ?? data["qq"])} `;
  if (type === "reply") return "";
  if (type in segmentWords) return say(segmentWords[type as keyof typeof segmentWords]);
  return `[${type}]`;
}

function textOf(value: ReceivedSegment["data"][string] | undefined): string {
  return typeof value === "string" ? value : "";
}
