/** What a server takes up, as the kernel tells it (Linux). Megabytes are 2^20 bytes. */
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

export interface Sample {
  minute: number;
  /** What is the process's own: pages that it shares with nobody, so the executable is not counted. */
  megabytes: number;
  resident: number;
  descriptors: number;
}

/** Memory and open descriptors now; `started` is when the minutes began. */
export async function sample(pid: number, started: number): Promise<Sample> {
  const [rollup, open] = await Promise.all([
    Bun.file(`/proc/${pid}/smaps_rollup`).text(),
    readdir(`/proc/${pid}/fd`),
  ]);
  const kilobytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(rollup)?.[1] ?? 0);
  return {
    minute: (performance.now() - started) / 60_000,
    megabytes: (kilobytes("Private_Clean") + kilobytes("Private_Dirty")) / 1024,
    resident: kilobytes("Rss") / 1024,
    descriptors: open.length,
  };
}

/** What lies in a folder and the folders below, in megabytes: database, WAL, media. */
export async function diskOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  // A file may be gone by now.
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        (found) => (found.isFile() ? found.size : 0),
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 2 ** 20;
}
