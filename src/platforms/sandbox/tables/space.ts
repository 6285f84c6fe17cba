/** Gives the disk back what a database no longer fills, in steps that nobody notices. */
import type { Database } from "bun:sqlite";

import { logger } from "../../../log/log.ts";

const log = logger("sandbox");

// A step takes 2 ms on a slow disk; now and then one meets a checkpoint, which takes 25 ms.
const pagesAStep = 256;
/** Room that is kept: a world that shrank grows again. */
const keptPages = 1024;
/** Smaller databases are remade in no time. */
const smallPages = 1024;

/**
 * Makes a database that has just been opened one that can shrink while it is in use. One that is mostly empty, or
 * small, is written anew for it, which takes about 7 ms for each megabyte that is left.
 */
export function prepareToShrink(db: Database): void {
  // Grown by one large write, the log of writes would stay that large till the end.
  db.run("PRAGMA journal_size_limit = 4194304");
  if (read(db, "auto_vacuum") === 2) return;
  const [pages, free] = [read(db, "page_count"), read(db, "freelist_count")];
  if (pages > smallPages && free < Math.max(pages / 2, smallPages)) return;
  try {
    db.run("PRAGMA auto_vacuum = INCREMENTAL");
    db.run("VACUUM");
  } catch (error) {
    // It needs room for a copy. Without it all works as before, only in a larger file.
    log.warning("The database cannot be made smaller: {error}", { error: String(error) });
  }
}

/** Gives back one step's worth; gives whether more is left. Not within a transaction. */
export function shrink(db: Database): boolean {
  if (read(db, "freelist_count") <= keptPages || read(db, "auto_vacuum") !== 2) return false;
  db.run(`PRAGMA incremental_vacuum(${pagesAStep})`);
  return read(db, "freelist_count") > keptPages;
}

function read(db: Database, pragma: string): number {
  const [[value] = []] = db.query(`PRAGMA ${pragma}`).values() as number[][];
  return value ?? 0;
}
