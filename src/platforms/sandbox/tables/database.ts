/** Opens the sandbox's SQLite database, or says why that cannot be done, with the remedy. */
import { Database } from "bun:sqlite";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import schema from "./schema/step-1.sql" with { type: "text" };

const version = 1;
const maxCheckedBytes = 32 * 1024 ** 2;

/** Opens the database below a folder, or in memory (`:memory:`); a new one is filled by `fill`. */
export function openDatabase(dataDir: string, fill: (db: Database) => void): Database {
  const inMemory = dataDir === ":memory:";
  const file = inMemory ? dataDir : join(dataDir, "sandbox.db");
  using failed = new DisposableStack();
  try {
    if (!inMemory) mkdirSync(dataDir, { recursive: true });
    const db = new Database(file, { strict: true });
    // Left open, it would keep its lock from whoever tries again.
    failed.adopt(db, () => db.close());
    db.run("PRAGMA busy_timeout = 1000");
    db.run("PRAGMA locking_mode = EXCLUSIVE");
    db.run("PRAGMA journal_mode = WAL");
    db.run("PRAGMA synchronous = NORMAL");
    db.run("PRAGMA foreign_keys = ON");
    createTables(db, fill);
    failed.move();
    return db;
  } catch (error) {
    throw new Error(`Cannot open ${file}: ${(error as Error).message}${remedy(error)}`, {
      cause: error,
    });
  }
}

function createTables(db: Database, fill: (db: Database) => void): void {
  const row = db.query<{ user_version: number }, []>("PRAGMA user_version").get();
  if (row?.user_version === version) {
    requireSound(db);
    return;
  }
  if (row?.user_version !== 0) {
    throw new Error(
      `it was written by another version of onebot (format ${row?.user_version}); use that version, or ${moveAway}`,
    );
  }
  db.transaction(() => {
    db.run(schema);
    fill(db);
    db.run(`PRAGMA user_version = ${version}`);
  })();
}

/** A damaged page would only be met when it is read: in a call, or halfway through the start. */
function requireSound(db: Database): void {
  const found = checks(db)
    .map((sql) => db.query<{ quick_check: string }, []>(sql).get()?.quick_check)
    .find((result) => result !== "ok");
  if (found !== undefined) throw new Error(`it is damaged; ${moveAway} (${found.trim()})`);
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

const moveAway = "move the file away to start with a new world";
const another = "choose another folder with --set data_dir=FOLDER";

/** SQLite tells more in some of its codes, as in SQLITE_IOERR_LOCK. */
const remedies: readonly [code: RegExp, remedy: string][] = [
  [/^SQLITE_BUSY/, `another onebot uses this data_dir: stop it, or ${another}`],
  [/^SQLITE_(?:NOTADB|CORRUPT)/, moveAway],
  [/^(?:SQLITE_FULL|ENOSPC|EDQUOT)/, `make room, or ${another}`],
  [/^(?:SQLITE_(?:CANTOPEN|READONLY|IOERR|PERM)|E)/, `${another} that can be written`],
];

function remedy(error: unknown): string {
  const { code } = error as { code?: string };
  const found = remedies.find(([pattern]) => code !== undefined && pattern.test(code));
  return found ? `; ${found[1]}` : "";
}
