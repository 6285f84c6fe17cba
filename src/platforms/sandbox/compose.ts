/** From what a bot sends to what is kept: media are stored, dice are thrown, nodes are put together. */
import { randomInt } from "node:crypto";

import type { ReceivedSegment } from "../../protocol/entity.ts";
import { refuse } from "../../protocol/reply.ts";
import type { Segment } from "../../protocol/segment.ts";
import type { ForwardNode } from "./forwards.ts";
import { requireVisible, senderOf } from "./telling.ts";
import type { World } from "./world.ts";

/** A message ready to be kept, and whether it asked for a mask: `ignore` goes on where masks are not allowed. */
export interface Composed {
  segments: ReceivedSegment[];
  mask: "none" | "wanted" | "ignore";
}

const maxDepth = 16;

/** Makes a message of what `account` sends. Nodes alone become one forwarded conversation, `depth` within others. */
export async function compose(
  world: World,
  message: readonly Segment[],
  { account, depth = 0 }: { account: number; depth?: number },
): Promise<Composed> {
  const nodes = message.filter((segment) => segment.type === "node");
  if (nodes.length > 0) {
    if (nodes.length < message.length)
      refuse("badParams", "params.message: nodes cannot be mixed with other segments");
    if (depth >= maxDepth)
      refuse("badParams", `params.message: nodes are nested deeper than ${maxDepth} levels`);
    const id = await keepForward(world, nodes, { account, depth: depth + 1 });
    return { segments: [{ type: "forward", data: { id } }], mask: "none" };
  }
  const asks = message.find((segment) => segment.type === "anonymous");
  const rest = message.filter(({ type }) => type !== "anonymous");
  if (rest.length === 0) refuse("badParams", "params.message: holds nothing but anonymity");
  const segments = await Promise.all(rest.map(async (segment) => receive(world, segment)));
  return { segments, mask: !asks ? "none" : asks.data.ignore === true ? "ignore" : "wanted" };
}

/** Keeps a conversation and gives the id under which it can be read. */
async function keepForward(
  world: World,
  nodes: readonly Segment<"node">[],
  by: { account: number; depth: number },
): Promise<string> {
  const kept = await Promise.all(nodes.map((node) => toNode(world, node.data, by)));
  return world.store.write(() => world.forwards.add(kept));
}

async function toNode(
  world: World,
  data: Segment<"node">["data"],
  by: { account: number; depth: number },
): Promise<ForwardNode> {
  if ("content" in data) {
    const { user_id = by.account, nickname, content, time } = data;
    const { segments } = await compose(world, content, by);
    const known = nickname || (world.people.find(user_id)?.nickname ?? "");
    return { user_id, nickname: known, time: time ?? world.clock.now(), content: segments };
  }
  const message = requireVisible(world, toMessageId(data.id), by.account);
  const { user_id, nickname } = senderOf(world, message);
  return { user_id, nickname, time: message.time, content: message.segments };
}

function toMessageId(text: string): number {
  return /^-?\d{1,10}$/.test(text)
    ? Number(text)
    : refuse("unknownTarget", `There is no message ${text}`);
}

function receive(world: World, segment: Segment): ReceivedSegment | Promise<ReceivedSegment> {
  switch (segment.type) {
    case "image":
      return keepMedium(world, segment, { type: segment.data.type });
    case "record":
      return keepMedium(world, segment, { magic: segment.data.magic === true ? "1" : undefined });
    case "video":
      return keepMedium(world, segment, {});
    case "rps":
      return { type: "rps", data: { result: String(randomInt(1, 4)) } };
    case "dice":
      return { type: "dice", data: { result: String(randomInt(1, 7)) } };
    case "shake":
      return { type: "poke", data: { type: "1", id: "-1", name: pokes["1"] ?? "" } };
    case "poke":
      return { type: "poke", data: { ...segment.data, name: pokes[segment.data.type] ?? "" } };
    case "forward":
      if (!world.forwards.find(segment.data.id)) {
        refuse("unknownTarget", `There is no forwarded conversation ${segment.data.id}`);
      }
      return { type: "forward", data: segment.data };
    case "text":
    case "face":
    case "at":
    case "share":
    case "contact":
    case "location":
    case "music":
    case "reply":
    case "xml":
    case "json":
    case "anonymous":
    case "node":
      return { type: segment.type, data: toTexts(segment.data) };
    default:
      return segment satisfies never;
  }
}

async function keepMedium(
  { media }: World,
  { type, data }: Segment<"image" | "record" | "video">,
  extra: Record<string, string | undefined>,
): Promise<ReceivedSegment> {
  const timeout = Number(data.timeout) > 0 ? Number(data.timeout) * 1000 : undefined;
  const { name } = await media.receive(data.file, { what: type, timeout });
  return { type, data: toTexts({ file: name, ...extra }) };
}

/** The pokes of the standard's poke segment, by type. */
const pokes: Readonly<Record<string, string>> = {
  "1": "戳一戳",
  "2": "比心",
  "3": "点赞",
  "4": "心碎",
  "5": "666",
  "6": "放大招",
};

function toTexts(data: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, String(value)]],
    ),
  );
}
