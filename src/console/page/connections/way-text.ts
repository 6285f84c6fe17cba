import type { LastError } from "../../../traffic.ts";
import type { LinkInfo } from "../../../transports/link.ts";
/** What stands in the row of a way: its name, where it goes, and what is wrong with it. */
import { say } from "../../../words/language.ts";
import type { Told } from "../../../words/language.ts";
import { tab } from "../account-link.ts";
import { nameOf as nameOfPerson } from "../people/name.ts";
import { bot } from "../words/bot.ts";
import {
  connections as words,
  lostEvents,
  readsSlowly,
  refusedWith,
} from "../words/connections.ts";
import { nameOf } from "./presence.ts";
import { bytesToText } from "./size.ts";
import { isTool, nameOfSoftware } from "./software.ts";
import { isBehind } from "./way.ts";
import type { Way } from "./way.ts";

export interface WayText {
  readonly name: string;
  /** Below it. */
  readonly detail: string;
  readonly transport: string;
  readonly path: string;
  readonly peer: string;
}

export function textOf(way: Way): WayText {
  switch (way.kind) {
    case "connection": {
      const { info } = way;
      const { software, path, address, is_dialled } = info;
      return {
        name: info.is_seat ? nameOfPerson(info.account) : (nameOf(info) ?? say(bot.unnamed)),
        detail: detailOf(info),
        transport: say(is_dialled ? words.reverse : words.forward),
        path: is_dialled ? address : path,
        peer: is_dialled ? hostOf(address) : address,
        ...(isTool(software) && { name: software.replace("/", " ") }),
      };
    }
    case "link":
      return {
        name: way.info.client.startsWith("reverse ") ? hostOf(way.info.url) : way.info.client,
        detail: way.info.role,
        transport: say(words.reverse),
        path: way.info.url,
        peer: hostOf(way.info.url),
      };
    case "post":
      return {
        name: say(words.httpPost),
        detail: say(way.info.is_signed ? words.signed : words.unsigned),
        transport: say(words.httpPost),
        path: way.info.url,
        peer: hostOf(way.info.url),
      };
    case "caller":
      return {
        name: nameOfSoftware(way.info.software) ?? say(bot.unnamed),
        detail: way.info.software,
        transport: say(words.httpClient),
        path: "/:action",
        peer: way.info.address,
      };
    default:
      return way satisfies never;
  }
}

/** What is wrong with it now, beside calls that failed; undefined where nothing is. */
export function troubleOf(
  way: Way,
  { sendBufferBytes, all }: { sendBufferBytes: number; all: readonly Way[] },
): { readonly words: Told; readonly isBad: boolean } | undefined {
  switch (way.kind) {
    case "connection": {
      const { info } = way;
      if (info.mistake)
        return { words: words[info.mistake], isBad: info.mistake === "sendsEvents" };
      if (isBehind(info)) return { words: readsSlowly(bytesToText(sendBufferBytes)), isBad: false };
      return hearsNothing(way, all) ? { words: words.hearsNothing, isBad: false } : undefined;
    }
    case "link":
      return way.info.why ? { words: reasonOf(way.info), isBad: true } : undefined;
    case "post":
      return way.info.lost > 0 && way.info.is_down
        ? { words: lostEvents(way.info.lost, way.info.last_error?.message ?? ""), isBad: true }
        : undefined;
    case "caller":
      return undefined;
    default:
      return way satisfies never;
  }
}

export function lastErrorOf(way: Way): LastError | null {
  return way.kind === "link" ? null : way.info.last_error;
}

export function reasonOf({ why, status, reason }: LinkInfo): Told {
  switch (why) {
    case "unusable":
      return words.unusable;
    case "unreachable":
      return words.nothingAnswers;
    case "silent":
      return words.silent;
    case "refused":
      return refusedWith(status);
    case null:
      return { zh: reason, en: reason };
    default:
      return why satisfies never;
  }
}

/** A bot that calls on one connection and listens on none: many SDKs dial two, but this one did not. */
function hearsNothing(way: Way, all: readonly Way[]): boolean {
  if (way.kind !== "connection" || way.info.is_seat || !isForCalls(way.info.path)) return false;
  return !all.some(
    (each) =>
      each.info.account === way.info.account &&
      (each.kind === "post" || (each.kind === "connection" && !isForCalls(each.info.path))),
  );
}

function isForCalls(path: string): boolean {
  return path === "/api" || path === "API";
}

function detailOf(info: Extract<Way, { kind: "connection" }>["info"]): string {
  if (info.is_seat) return say(info.tab === tab ? words.thisTab : words.otherTab);
  if (isTool(info.software)) return say(words.tool);
  return info.software || (info.client === "default" ? "" : info.client);
}

/** The host and port of an address. */
function hostOf(address: string): string {
  return URL.parse(address)?.host ?? address;
}
