/** What a process takes up, as the kernel tells it (Linux). */
import { readdir } from "node:fs/promises";

export interface Sample {
  minute: number;
  megabytes: number;
  descriptors: number;
}

/** Resident memory and open descriptors now; `started` is when the minutes began. */
export async function sample(pid: number, started: number): Promise<Sample> {
  const [status, open] = await Promise.all([
    Bun.file(`/proc/${pid}/status`).text(),
    readdir(`/proc/${pid}/fd`),
  ]);
  const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]);
  return {
    minute: (performance.now() - started) / 60_000,
    megabytes: kilobytes / 1024,
    descriptors: open.length,
  };
}

/** How much memory grows a minute, by least squares. */
export function slope(samples: readonly Sample[]): number {
  const mean = (pick: (each: Sample) => number) =>
    samples.reduce((sum, each) => sum + pick(each), 0) / samples.length;
  const [x, y] = [mean(({ minute }) => minute), mean(({ megabytes }) => megabytes)];
  const over = mean(({ minute, megabytes }) => (minute - x) * (megabytes - y));
  return over / mean(({ minute }) => (minute - x) ** 2);
}
