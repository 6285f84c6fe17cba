/** A message as somebody sees it in a chat: names, cards, pictures by name, and the number it is referred to by. */
import type { ReceivedSegment } from "../protocol/entity.ts";
import { isFields } from "../protocol/scalar.ts";
import type { Fields } from "../protocol/scalar.ts";
import type { Cast } from "./cast.ts";
import type { Said } from "./sight.ts";
import { written } from "./written.ts";

export function showSaid(
  { id, who, where, segments }: Said,
  { cast, event, here }: { cast: Cast; event?: Fields | undefined; here: number | undefined },
): string {
  const sender = isFields(event?.["sender"]) ? event["sender"] : {};
  const card = written(sender["card"]);
  const name = cast.people.has(who) ? cast.nameOf(who) : written(sender["nickname"]) || String(who);
  const shown = card === "" || card === name ? name : `${name} (${card})`;
  const place =
    "person" in where
      ? ` → ${cast.nameOf(where.person)}`
      : where.group === here
        ? ""
        : ` @ ${cast.titleOf(where.group)}`;
  return `[${id}] ${shown}${place}: ${segments.map((each) => showSegment(each, cast)).join("")}`;
}

function showSegment({ type, data }: ReceivedSegment, cast: Cast): string {
  const { text, qq, id, file, name } = data;
  switch (type) {
    case "text":
      return written(text);
    case "at":
      return `@${cast.people.has(Number(qq)) ? cast.nameOf(Number(qq)) : written(qq)}`;
    case "reply":
      return `↩[${written(id)}] `;
    case "image":
    case "record":
    case "video":
    case "file":
      return `[${type} ${written(name ?? file)}]`;
    default:
      return `[${[type, written(id)].join(" ").trim()}]`;
  }
}
