/** From what a bot sends to what others receive: media get a name and an address, dice are thrown. */
import { randomInt } from "node:crypto";

import type { ReceivedSegment } from "../../protocol/entity.ts";
import type { Segment } from "../../protocol/segment.ts";
import type { Media } from "./media.ts";

/** Turns segments as sent into segments as received; a promise only where media have to be taken in. */
export function compose(
  message: readonly Segment[],
  media: Media,
): ReceivedSegment[] | Promise<ReceivedSegment[]> {
  const segments = message.map((segment) => receive(segment, media));
  return segments.some((segment) => segment instanceof Promise)
    ? Promise.all(segments.map((segment) => Promise.resolve(segment)))
    : (segments as ReceivedSegment[]);
}

function receive(segment: Segment, media: Media): ReceivedSegment | Promise<ReceivedSegment> {
  switch (segment.type) {
    case "image":
      return store(segment, media, { type: segment.data.type });
    case "record":
      return store(segment, media, { magic: segment.data.magic === true ? "1" : undefined });
    case "video":
      return store(segment, media, {});
    case "rps":
      return { type: "rps", data: { result: String(randomInt(1, 4)) } };
    case "dice":
      return { type: "dice", data: { result: String(randomInt(1, 7)) } };
    case "node":
      return {
        type: "node",
        data: "content" in segment.data ? toNode(segment.data) : segment.data,
      };
    case "text":
    case "face":
    case "at":
    case "shake":
    case "poke":
    case "anonymous":
    case "share":
    case "contact":
    case "location":
    case "music":
    case "reply":
    case "forward":
    case "xml":
    case "json":
      return { type: segment.type, data: defined(segment.data) };
    default:
      return segment satisfies never;
  }
}

async function store(
  { type, data }: Segment<"image" | "record" | "video">,
  media: Media,
  extra: Record<string, string | undefined>,
): Promise<ReceivedSegment> {
  const { name } = await media.receive(data.file);
  return { type, data: defined({ file: name, ...extra, url: media.url(name) }) };
}

function toNode(
  node: Extract<Segment<"node">["data"], { content: unknown }>,
): Record<string, string> {
  return { user_id: String(node.user_id), nickname: node.nickname };
}

function defined(data: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, String(value)]],
    ),
  );
}
