/** Opens the sandbox's SQLite database, or says why that cannot be done, with the remedy. */
import { Database } from "bun:sqlite";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { say } from "../../../words/language.ts";
import type { Told } from "../../../words/language.ts";
import { cannotOpen, damaged, remedies } from "../../../words/world.ts";
import { NewFiles } from "./new-files.ts";
import { formatOf, steps, upgrade } from "./schema/upgrade.ts";

const maxCheckedBytes = 32 * 1024 ** 2;

/**
 * Opens the database below a folder, or in memory (`:memory:`); a new one is filled by `fill`, and `made` learns what
 * was made for it.
 */
export function openDatabase(
  dataDir: string,
  fill: (db: Database) => void,
  made = new NewFiles(dataDir),
): Database {
  const inMemory = dataDir === ":memory:";
  const file = inMemory ? dataDir : join(dataDir, "sandbox.db");
  using failed = new DisposableStack();
  failed.defer(() => made.remove());
  try {
    const isThere = inMemory || existsSync(file);
    if (!inMemory) made.makeFolder();
    const db = new Database(file, { strict: true });
    // Left open, it would keep its lock from whoever tries again.
    failed.adopt(db, () => db.close());
    db.run("PRAGMA busy_timeout = 1000");
    db.run("PRAGMA locking_mode = EXCLUSIVE");
    db.run("PRAGMA journal_mode = WAL");
    db.run("PRAGMA synchronous = NORMAL");
    if (formatOf(db) > 0) requireSound(db);
    // It is locked: nobody else can have made it meanwhile.
    else if (!isThere) made.claim(file);
    upgrade(db, steps, fill);
    db.run("PRAGMA foreign_keys = ON");
    failed.move();
    return db;
  } catch (error) {
    const { message } = error as Error;
    const remedy = remedyOf(error);
    const reason = remedy ? `${message}; ${say(remedy)}` : message;
    throw new Error(say(cannotOpen(file, reason)), { cause: error });
  }
}

/** A damaged page would only be met when it is read: in a call, or halfway through the start. */
function requireSound(db: Database): void {
  const found = checks(db)
    .map((sql) => db.query<{ quick_check: string }, []>(sql).get()?.quick_check)
    .find((result) => result !== "ok");
  if (found !== undefined) throw new Error(say(damaged(found.trim())));
}

/** Looking at a million messages takes 200 ms: where there are many, only all else is looked at. */
function checks(db: Database): string[] {
  const { bytes = 0 } =
    db
      .query<{ bytes: number }, []>(
        "SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size",
      )
      .get() ?? {};
  if (bytes <= maxCheckedBytes) return ["PRAGMA quick_check(1)"];
  return db
    .query<{ name: string }, []>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'message'",
    )
    .all()
    .map(({ name }) => `PRAGMA quick_check(${name})`);
}

/** SQLite tells more in some of its codes, as in SQLITE_IOERR_LOCK. */
const remediesByCode: readonly [code: RegExp, remedy: Told][] = [
  [/^SQLITE_BUSY/, remedies.taken],
  [/^SQLITE_(?:NOTADB|CORRUPT)/, remedies.moveAway],
  [/^(?:SQLITE_FULL|ENOSPC|EDQUOT)/, remedies.makeRoom],
  [/^(?:SQLITE_(?:CANTOPEN|READONLY|IOERR|PERM)|E)/, remedies.elsewhere],
];

function remedyOf(error: unknown): Told | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { code?: string };
  const found = remediesByCode.find(([pattern]) => code !== undefined && pattern.test(code));
  return found ? found[1] : remedyOf(error.cause);
}
