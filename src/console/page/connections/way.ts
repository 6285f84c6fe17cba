/** One way in or out, whatever it goes by: a WebSocket, a link that cannot be had, HTTP either way. */
import type { CallerInfo } from "../../../transports/callers.ts";
import type { ConnectionInfo } from "../../../transports/connection.ts";
import type { LinkInfo } from "../../../transports/link.ts";
import type { PostInfo } from "../../../transports/webhook.ts";
import type { Network } from "../../telling.ts";
import { isTool } from "./software.ts";

export type Way =
  | { readonly kind: "connection"; readonly key: string; readonly info: ConnectionInfo }
  | { readonly kind: "link"; readonly key: string; readonly info: LinkInfo }
  | { readonly kind: "post"; readonly key: string; readonly info: PostInfo }
  | { readonly kind: "caller"; readonly key: string; readonly info: CallerInfo };

/** How well one goes: round green, round amber, square red, a ring for what is not there. */
export type Health = "ok" | "warn" | "bad" | "wait";

/** Bytes that a bot may leave unread before it counts as behind. */
const behindFrom = 262_144;
/** Events that may wait for an address. */
const manyQueued = 20;

/** Everybody who is a bot, or should be. */
export function botsOf({ connections, links, posts, callers }: Network): Way[] {
  return [
    ...connections.filter(isBot).map(toWay),
    ...posts.map((info): Way => ({ kind: "post", key: `p${info.url} ${info.account}`, info })),
    ...callers
      .filter(({ software }) => !isTool(software))
      .map((info): Way => ({ kind: "caller", key: `h${info.account} ${info.software}`, info })),
    ...links
      .filter(({ is_open }) => !is_open)
      .map((info, at): Way => ({ kind: "link", key: `l${at} ${info.url} ${info.role}`, info })),
  ];
}

/** People at consoles, and the commands of this program. */
export function othersOf({ connections }: Network): Way[] {
  return connections.filter((info) => !isBot(info)).map(toWay);
}

export function isBot({ is_seat, software }: ConnectionInfo): boolean {
  return !is_seat && !isTool(software);
}

export function isBehind({ unread_bytes }: ConnectionInfo): boolean {
  return unread_bytes > behindFrom;
}

export function healthOf(way: Way): Health {
  switch (way.kind) {
    case "connection":
      if (way.info.mistake === "sendsEvents") return "bad";
      return way.info.mistake || isBehind(way.info) ? "warn" : "ok";
    case "link":
      return way.info.failures > 0 ? "bad" : "wait";
    case "post":
      if (way.info.is_down) return "bad";
      if (way.info.outstanding > manyQueued) return "warn";
      return way.info.delivered > 0 ? "ok" : "wait";
    case "caller":
      return "ok";
    default:
      return way satisfies never;
  }
}

/** How many frames have gone either way. */
export function framesOf(way: Way): number {
  switch (way.kind) {
    case "connection":
      return way.info.events + way.info.calls;
    case "post":
      return way.info.delivered + way.info.lost + way.info.calls;
    case "caller":
      return way.info.calls;
    case "link":
      return 0;
    default:
      return way satisfies never;
  }
}

function toWay(info: ConnectionInfo): Way {
  return { kind: "connection", key: `c${info.id}`, info };
}
