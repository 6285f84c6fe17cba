/** From what a bot sends to what is kept: media are stored, dice are thrown, nodes are put together. */
import { randomInt } from "node:crypto";

import type { ReceivedSegment } from "../../../protocol/entity.ts";
import { refuse } from "../../../protocol/reply.ts";
import { isCarried } from "../../../protocol/segment.ts";
import type { Card, Segment } from "../../../protocol/segment.ts";
import type { ForwardNode } from "../tables/forwards.ts";
import type { World } from "../world.ts";
import type { Draft } from "./draft.ts";
import { requireVisible, senderOf } from "./telling.ts";

/** A message ready to be kept, and whether it asked for a mask: `ignore` goes on where masks are not allowed. */
export interface Composed {
  segments: ReceivedSegment[];
  mask: "none" | "wanted" | "ignore";
}

const maxDepth = 16;

/**
 * Makes a message of what somebody sends; a promise only where something has to be fetched for it. Nodes alone become
 * one forwarded conversation, `depth` within others, which is kept with the message and shown by its `card`.
 */
export function compose(
  world: World,
  message: readonly Segment[],
  { draft, depth = 0, card = {} }: { draft: Draft; depth?: number; card?: Card },
): Composed | Promise<Composed> {
  const nodes = message.filter((segment) => segment.type === "node");
  if (nodes.length > 0) {
    if (nodes.length < message.length)
      refuse("badParams", "params.message: nodes cannot be mixed with other segments");
    if (depth >= maxDepth)
      refuse("badParams", `params.message: nodes are nested deeper than ${maxDepth} levels`);
    return composeForward(world, nodes, { draft, depth: depth + 1, card });
  }
  const asks = message.find((segment) => segment.type === "anonymous");
  const rest = asks ? message.filter(({ type }) => type !== "anonymous") : message;
  if (rest.length === 0) refuse("badParams", "params.message: holds nothing but anonymity");
  const mask = !asks ? "none" : asks.data.ignore === true ? "ignore" : "wanted";
  const plain = rest.filter((segment) => !isMedium(segment));
  if (plain.length === rest.length) {
    return { segments: plain.map((segment) => receive(world, segment, draft.account)), mask };
  }
  const received = rest.map(async (segment) =>
    isMedium(segment) ? keepMedium(draft, segment) : receive(world, segment, draft.account),
  );
  return Promise.all(received).then((segments) => ({ segments, mask }));
}

type Medium = Segment<"image" | "record" | "video" | "file">;

const media: ReadonlySet<string> = new Set(["image", "record", "video", "file"]);

function isMedium(segment: Segment): segment is Medium {
  return media.has(segment.type);
}

/** Makes a conversation; the message that stands for it names the id under which it can be read. */
async function composeForward(
  world: World,
  nodes: readonly Segment<"node">[],
  by: { draft: Draft; depth: number; card: Card },
): Promise<Composed> {
  const kept = await Promise.all(
    nodes.map(async (node) => by.draft.count(await toNode(world, node.data, by))),
  );
  const id = by.draft.addForward(kept);
  return { segments: [{ type: "forward", data: { id, ...toTexts(by.card) } }], mask: "none" };
}

async function toNode(
  world: World,
  data: Segment<"node">["data"],
  by: { draft: Draft; depth: number },
): Promise<ForwardNode> {
  const { account } = by.draft;
  if ("content" in data) {
    const { user_id = account, nickname, content, time, ...card } = data;
    const { segments } = await compose(world, content, { ...by, card });
    const known = nickname || (world.people.find(user_id)?.nickname ?? "");
    return { user_id, nickname: known, time: time ?? world.clock.now(), content: segments };
  }
  by.draft.requireRoom();
  const message = requireVisible(world, toMessageId(data.id), account);
  const { user_id, nickname } = senderOf(world, message);
  return { user_id, nickname, time: message.time, content: message.segments };
}

/** What is thrown: chance decides for the bot under test, and whoever plays another person may choose. */
function throwFor(
  world: World,
  { result = "" }: Record<string, string>,
  { account, sides }: { account: number; sides: number },
): string {
  const chosen = /^\d$/.test(result) ? Number(result) : 0;
  const isChosen = account !== world.defaultAccount && chosen >= 1 && chosen <= sides;
  return String(isChosen ? chosen : randomInt(1, sides + 1));
}

function toMessageId(text: string): number {
  return /^-?\d{1,10}$/.test(text)
    ? Number(text)
    : refuse("unknownTarget", `There is no message ${text}`);
}

function receive(
  world: World,
  segment: Exclude<Segment, Medium>,
  account: number,
): ReceivedSegment {
  const data = toTexts(segment.data);
  if (isCarried(segment)) return { type: segment.type, data };
  switch (segment.type) {
    case "rps":
      return {
        type: "rps",
        data: { ...data, result: throwFor(world, data, { account, sides: 3 }) },
      };
    case "dice":
      return {
        type: "dice",
        data: { ...data, result: throwFor(world, data, { account, sides: 6 }) },
      };
    case "shake":
      return { type: "poke", data: withPokeName({ ...data, type: "1", id: "-1" }) };
    case "poke":
      return { type: "poke", data: withPokeName(data) };
    case "forward":
      if (!world.forwards.find(segment.data.id)) {
        refuse("unknownTarget", `There is no forwarded conversation ${segment.data.id}`);
      }
      return { type: "forward", data };
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
      return { type: segment.type, data };
    default:
      return segment satisfies never;
  }
}

async function keepMedium({ media }: Draft, { type, data }: Medium): Promise<ReceivedSegment> {
  const timeout = Number(data.timeout) > 0 ? Number(data.timeout) * 1000 : undefined;
  const medium = await media.receive(data.file, { what: type, timeout });
  const texts = Object.entries(toTexts(data)).filter(([key]) => !unkept.has(key));
  const rest = Object.fromEntries(texts);
  if (type !== "file") {
    const magic = "magic" in data && data.magic === true ? { magic: "1" } : {};
    return { type, data: { file: medium.name, ...rest, ...magic } };
  }
  const { name = medium.givenName ?? medium.name, ...others } = rest;
  const known = { file: name, file_id: medium.name, file_size: String(medium.size) };
  return { type, data: { ...others, ...known } };
}

// How a medium was to be fetched is told nobody, and its address is given whenever it is read.
const unkept: ReadonlySet<string> = new Set(["file", "cache", "proxy", "timeout", "url", "magic"]);

/** The pokes of the standard's poke segment, by type and, where several have one, by id. */
const pokes: Readonly<Record<string, string>> = {
  "1": "戳一戳",
  "2": "比心",
  "3": "点赞",
  "4": "心碎",
  "5": "666",
  "6": "放大招",
  "126,2000": "敲门",
  "126,2001": "抓一下",
  "126,2002": "碎屏",
  "126,2003": "勾引",
  "126,2004": "手雷",
  "126,2005": "结印",
  "126,2006": "召唤术",
  "126,2007": "玫瑰花",
  "126,2009": "让你皮",
  "126,2011": "宝贝球",
};

function withPokeName(data: Record<string, string>): Record<string, string> {
  const { type = "", id = "" } = data;
  const name = pokes[type] ?? pokes[`${type},${id}`];
  return name === undefined ? data : { ...data, name };
}

function toTexts(data: object): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [key, value] of Object.entries(data)) {
    if (value !== undefined) texts[key] = String(value);
  }
  return texts;
}
