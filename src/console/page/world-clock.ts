/** The time in the world of the platform, which a test may set, move and stop. */
import { useSyncExternalStore } from "react";
import { create } from "zustand";

import { followPart } from "./follow-part.ts";
import { steer, useServer } from "./server.ts";

export interface WorldTime {
  /** In seconds since 1970. */
  readonly now: number;
  readonly isFrozen: boolean;
}

/** What is known of the clock, whatever the time is. */
export interface WorldClock {
  /** Seconds that it is ahead of the server's machine; 0 where nobody has moved it. */
  readonly ahead: number;
  /** World's time less this machine's, in seconds. */
  readonly offset: number;
  /** Where it stands, if it does. */
  readonly frozenAt: number | undefined;
}

interface Told {
  readonly time: number;
  readonly frozen: boolean;
  readonly ahead: number;
}

const real: WorldClock = { ahead: 0, offset: 0, frozenAt: undefined };

export const useWorldClock = create<WorldClock>(() => real);

/** Follows the clock, whoever moves it; gives how to end that. */
export function startWorldClock(): () => void {
  return followPart("clock", readClock);
}

/** Moves, stops or starts the clock. Rejects with `CallRefused` or `Unanswered`. */
export async function moveClock(params: object): Promise<void> {
  take(await steer<Told>(".sandbox.clock", params));
}

/** Sets the world's time, in seconds; a frozen world stays so. */
export async function setWorldTime(time: number): Promise<void> {
  await moveClock({ set: time }).catch(() => undefined);
}

/** The world's time, told each second until it has come to `until`. */
export function useWorldTime(until = Number.POSITIVE_INFINITY): WorldTime {
  const { offset, frozenAt } = useWorldClock();
  const isOver = frozenAt !== undefined || realTime() + offset >= until;
  const now = useSyncExternalStore(isOver ? stand : tick, realTime);
  return { now: frozenAt ?? now + offset, isFrozen: frozenAt !== undefined };
}

function tick(onChange: () => void): () => void {
  const ticks = setInterval(onChange, 1000);
  return () => clearInterval(ticks);
}

function stand(): () => void {
  return () => undefined;
}

async function readClock(): Promise<void> {
  if (!useServer.getState().isSteered) useWorldClock.setState(real);
  else take(await steer<Told>(".sandbox.clock").catch(() => undefined));
}

function take(told: Told | undefined): void {
  if (!told) return;
  const { time, frozen, ahead } = told;
  useWorldClock.setState({
    ahead,
    offset: time - realTime(),
    frozenAt: frozen ? time : undefined,
  });
}

function realTime(): number {
  return Math.floor(Date.now() / 1000);
}
