/** Is my bot connected? What the tellings say of it, and what was so a moment ago. */
import { create } from "zustand";

import type { ConnectionInfo } from "../../../transports/connection.ts";
import type { Network } from "../../telling.ts";
import { useServer } from "../server.ts";
import { nameOfSoftware } from "./software.ts";
import { isBehind, isBot } from "./way.ts";

export type Presence =
  | { readonly is: "unknown" | "none" }
  | {
      readonly is: "connected" | "behind";
      /** What it says it is; undefined where it does not. */
      readonly name: string | undefined;
      /** In milliseconds since 1970, by the server; undefined where it posts and calls by HTTP. */
      readonly since: number | undefined;
      readonly count: number;
    }
  /** There was one until then, by this machine. */
  | { readonly is: "away"; readonly at: number }
  /** Something is there, but it is a server like this one. */
  | { readonly is: "noBot" };

interface PresenceState {
  readonly presence: Presence;
  /** Whether there was a bot since this tab was opened. */
  readonly wasSeen: boolean;
}

const seenKey = "onebot.bot-seen";
/** How long one that is gone has just gone, in milliseconds. */
const awayFor = 120_000;

export const usePresence = create<PresenceState>(() => ({
  presence: { is: "unknown" },
  wasSeen: sessionStorage.getItem(seenKey) !== null,
}));

/** Follows the tellings. */
export function startPresence(): void {
  useServer.subscribe(({ network }, earlier) => {
    if (!network || network === earlier.network) return;
    const presence = next(usePresence.getState().presence, presenceIn(network));
    const isThere = presence.is === "connected" || presence.is === "behind";
    if (isThere) sessionStorage.setItem(seenKey, "yes");
    usePresence.setState(({ wasSeen }) => ({ presence, wasSeen: wasSeen || isThere }));
  });
}

export function presenceIn({ connections, posts }: Network): Presence {
  const came = connections.filter(isBot);
  const bots = came.filter(({ mistake }) => mistake !== "sendsEvents");
  const posted = posts.filter(({ delivered, is_down }) => delivered > 0 && !is_down);
  const count = bots.length + posted.length;
  const [first] = bots.toSorted((one, other) => one.since - other.since);
  if (count > 0) {
    return {
      is: bots.some(isBehind) ? "behind" : "connected",
      name: first ? nameOf(first) : "HTTP POST",
      since: first && first.since * 1000,
      count,
    };
  }
  return { is: came.length > 0 ? "noBot" : "none" };
}

function next(before: Presence, now: Presence): Presence {
  if (now.is !== "none") return now;
  const wasThere = before.is === "connected" || before.is === "behind";
  if (wasThere) return { is: "away", at: Date.now() };
  const isStillNews = before.is === "away" && Date.now() - before.at < awayFor;
  return isStillNews ? before : now;
}

/** As the configuration calls it, or by its own word, or by where it is. */
export function nameOf({ software, client }: ConnectionInfo): string | undefined {
  if (client === "default") return nameOfSoftware(software);
  const [, host] = /^reverse wss?:\/\/([^/]+)/.exec(client) ?? [];
  return host ?? client;
}
