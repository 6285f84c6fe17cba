/** How many connections this process may hold: each takes a descriptor, and past their number one core spins. */
import { readFileSync } from "node:fs";

/** For the database, logs, media and whatever else is opened beside connections. */
const reserve = 64;

/** Infinity where that cannot be told. */
export function maxConnections(): number {
  try {
    const limits = readFileSync("/proc/self/limits", "utf8");
    const soft = /^Max open files\s+(\d+)/m.exec(limits)?.[1];
    return soft === undefined ? Number.POSITIVE_INFINITY : Math.max(1, Number(soft) - reserve);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
