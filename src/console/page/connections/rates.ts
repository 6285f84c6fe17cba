/** How fast things go: from the counts that are told every other second. */
import { create } from "zustand";

import { useServer } from "../server.ts";
import { botsOf, framesOf, othersOf } from "./way.ts";
import type { Way } from "./way.ts";

/** How many rates are kept of each: a minute's. */
const maxKept = 30;
/** Milliseconds; tellings that come sooner are not counted. */
const step = 1500;

export interface Rates {
  /** Frames a second by the key of the way, oldest first. */
  readonly frames: ReadonlyMap<string, readonly number[]>;
  /** Of all bots together, a second. */
  readonly events: number;
  readonly calls: number;
}

const none: Rates = { frames: new Map(), events: 0, calls: 0 };

export const useRates = create<Rates>(() => none);

interface Counts {
  readonly time: number;
  readonly frames: ReadonlyMap<string, number>;
  readonly events: ReadonlyMap<string, number>;
  readonly calls: ReadonlyMap<string, number>;
}

let before: Counts | undefined;

/** Follows the tellings, for as long as the page is open: a minute of them is a few kilobytes. */
export function startRates(): void {
  useServer.subscribe(({ network }, earlier) => {
    if (!network || network === earlier.network) return;
    const bots = botsOf(network);
    const all = [...bots, ...othersOf(network)];
    const counts: Counts = {
      time: network.time_ms,
      frames: new Map(all.map((way) => [way.key, framesOf(way)])),
      events: new Map(bots.map((way) => [way.key, eventsOf(way)])),
      calls: new Map(bots.map((way) => [way.key, callsOf(way)])),
    };
    if (before && counts.time - before.time < step) return;
    if (before) useRates.setState(ratesOf(counts, before));
    before = counts;
  });
}

function ratesOf(counts: Counts, earlier: Counts): Rates {
  const seconds = (counts.time - earlier.time) / 1000;
  const kept = useRates.getState().frames;
  const frames = Array.from(counts.frames, ([key, count]): [string, number[]] => {
    // Of what has just come, all it has done was done since.
    const rate = Math.max(0, count - (earlier.frames.get(key) ?? 0)) / seconds;
    return [key, [...(kept.get(key) ?? []), rate].slice(-maxKept)];
  });
  return {
    frames: new Map(frames),
    events: growth(counts.events, earlier.events) / seconds,
    calls: growth(counts.calls, earlier.calls) / seconds,
  };
}

function growth(now: ReadonlyMap<string, number>, then: ReadonlyMap<string, number>): number {
  return now
    .entries()
    .reduce((sum, [key, count]) => sum + Math.max(0, count - (then.get(key) ?? 0)), 0);
}

function eventsOf(way: Way): number {
  if (way.kind === "connection") return way.info.events;
  return way.kind === "post" ? way.info.delivered + way.info.lost : 0;
}

function callsOf(way: Way): number {
  return way.kind === "link" ? 0 : way.info.calls;
}
