/** A message as one line of text, for lists and quotations. */
import type { ReceivedSegment } from "../../../protocol/entity.ts";
import { say } from "../../../words/language.ts";
import { nameOf } from "../people/name.ts";
import { chat } from "../words/chat.ts";
import { faces } from "../words/face.ts";
import { segmentWords } from "../words/segment.ts";
import { textOf } from "./segment/data.ts";
import { promptOf } from "./segment/written-card.tsx";

const maxLine = 200;

export function toLine(segments: readonly ReceivedSegment[]): string {
  return segments
    .map((segment) => lineOf(segment))
    .join("")
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, maxLine);
}

function lineOf({ type, data }: ReceivedSegment): string {
  if (type === "text") return textOf(data, "text").slice(0, maxLine);
  if (type === "reply") return "";
  if (type === "at") return `${mentionOf(data)} `;
  if (type === "face") return faces.get(textOf(data, "id"))?.sign ?? say(segmentWords.face);
  const word = Object.hasOwn(segmentWords, type)
    ? say(segmentWords[type as keyof typeof segmentWords])
    : `[${type}]`;
  const more = lines[type]?.(data) ?? "";
  return more === "" ? word : `${word} ${more}`;
}

/** What is said of it beside its type. */
const lines: Readonly<Record<string, (data: ReceivedSegment["data"]) => string>> = {
  file: (data) => textOf(data, "name") || textOf(data, "file"),
  share: (data) => textOf(data, "title"),
  music: (data) => textOf(data, "title"),
  location: (data) => textOf(data, "title"),
  poke: (data) => textOf(data, "name"),
  json: (data) => promptOf(textOf(data, "data")),
};

function mentionOf(data: ReceivedSegment["data"]): string {
  const qq = textOf(data, "qq");
  if (qq === "all") return `@${say(chat.everyone)}`;
  const name = textOf(data, "name").replace(/^@/, "");
  return `@${name || nameOf(Number(qq))}`;
}
