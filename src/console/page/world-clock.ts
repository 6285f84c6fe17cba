/** The time in the world of the platform, which a test may set, move and stop. */
import { useEffect, useState } from "react";

import { steer, useServer } from "./server.ts";

export interface WorldTime {
  /** In seconds since 1970. */
  readonly now: number;
  readonly isFrozen: boolean;
}

interface Reading {
  /** World's time less real time, in seconds; of a frozen world its time. */
  readonly offset: number;
  readonly frozenAt: number | undefined;
}

/** How often it is asked for, as anybody may move it; in milliseconds. */
const readEvery = 5000;

const readers = new Set<() => Promise<void>>();

/** Sets the world's time, in seconds; a frozen world stays so. */
export async function setWorldTime(time: number): Promise<void> {
  await steer(".sandbox.clock", { set: time }).catch(() => undefined);
  for (const read of readers) void read();
}

/** The world's time, told each second until it has come to `until`; undefined before it is known. */
export function useWorldTime(until: number): WorldTime | undefined {
  const isSteered = useServer((state) => state.isSteered);
  const [reading, setReading] = useState<Reading>();
  const [real, setReal] = useState(realTime);
  const time = reading && toTime(reading, real);
  const isOver = until <= (time?.now ?? 0);
  useEffect(() => {
    if (isOver) return undefined;
    const read = async () => {
      const found = isSteered ? await readClock() : { offset: 0, frozenAt: undefined };
      if (found) setReading(found);
      setReal(realTime());
    };
    void read();
    readers.add(read);
    const ticks = setInterval(() => setReal(realTime()), 1000);
    const readings = setInterval(() => {
      if (document.visibilityState === "visible") void read();
    }, readEvery);
    return () => {
      readers.delete(read);
      clearInterval(ticks);
      clearInterval(readings);
    };
  }, [isOver, until, isSteered]);
  return time;
}

function toTime({ offset, frozenAt }: Reading, real: number): WorldTime {
  return { now: frozenAt ?? real + offset, isFrozen: frozenAt !== undefined };
}

async function readClock(): Promise<Reading | undefined> {
  const clock = await steer<{ time: number; frozen: boolean }>(".sandbox.clock").catch(
    () => undefined,
  );
  if (!clock) return undefined;
  return { offset: clock.time - realTime(), frozenAt: clock.frozen ? clock.time : undefined };
}

function realTime(): number {
  return Math.floor(Date.now() / 1000);
}
