/** The sandbox's SQLite database, and units of work that are durable before anybody hears of them. */
import { Database, SQLiteError } from "bun:sqlite";
import type { Statement } from "bun:sqlite";
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { logger } from "../../../log.ts";
import { Refusal } from "../../../protocol/reply.ts";
import schema from "./schema/step-1.sql" with { type: "text" };

const version = 1;
const maxCheckedBytes = 32 * 1024 ** 2;

/** Work done in one tick of the event loop, committed together. */
interface Batch {
  effects: (() => unknown)[];
  committed: PromiseWithResolvers<void>;
}

const log = logger("sandbox");

export class Store implements Disposable {
  readonly db: Database;
  readonly #savepoint: Statement;
  readonly #release: Statement;
  #batch: Batch | undefined;
  #onUndo: () => void = () => undefined;

  /**
   * Opens the database below a folder, or in memory; a new one is filled by `seed`. Throws, with the remedy,
   * where that cannot be done.
   */
  constructor(dataDir: string, seed: (db: Database) => void) {
    const inMemory = dataDir === ":memory:";
    const file = inMemory ? dataDir : join(dataDir, "sandbox.db");
    using failed = new DisposableStack();
    try {
      if (!inMemory) mkdirSync(dataDir, { recursive: true });
      this.db = new Database(file, { strict: true });
      // Left open, it would keep its lock from whoever tries again.
      failed.adopt(this.db, (db) => db.close());
      this.db.run("PRAGMA busy_timeout = 1000");
      this.db.run("PRAGMA locking_mode = EXCLUSIVE");
      this.db.run("PRAGMA journal_mode = WAL");
      this.db.run("PRAGMA synchronous = NORMAL");
      this.db.run("PRAGMA foreign_keys = ON");
      this.#createTables(seed);
      this.#savepoint = this.db.query("SAVEPOINT work");
      this.#release = this.db.query("RELEASE work");
      failed.move();
    } catch (error) {
      throw new Error(`Cannot open ${file}: ${(error as Error).message}${remedy(error)}`, {
        cause: error,
      });
    }
  }

  /**
   * Does `work` in a transaction. The promise is fulfilled once what it wrote survives a crash; where `work`
   * throws, nothing it wrote remains.
   */
  write<Result>(work: () => Result): Promise<Result> {
    try {
      const batch = (this.#batch ??= this.#begin());
      const effects = batch.effects.length;
      try {
        this.#savepoint.run();
        const result = work();
        this.#release.run();
        return batch.committed.promise.then(() => result);
      } catch (error) {
        batch.effects.length = effects;
        this.#undo(batch, error);
        throw error;
      }
    } catch (error) {
      return Promise.reject(asRefusal(error));
    }
  }

  /** Puts off an effect of the work under way until it is durable. One that throws is logged, and stops nobody. */
  afterCommit(effect: () => void): void {
    if (!this.#batch) throw new Error("No unit of work is under way");
    this.#batch.effects.push(effect);
  }

  /** Hears when what was written is taken back, and must no longer be remembered; may not throw. */
  onUndo(listener: () => void): void {
    this.#onUndo = listener;
  }

  /** A random text that stays the same for the life of the database. */
  secret(name: string): string {
    this.db
      .query("INSERT OR IGNORE INTO setting VALUES (?, ?)")
      .run(name, randomBytes(32).toString("hex"));
    const sql = "SELECT value FROM setting WHERE key = ?";
    return this.db.query<{ value: string }, [string]>(sql).get(name)?.value ?? "";
  }

  [Symbol.dispose](): void {
    if (this.#batch) this.#commit(this.#batch);
    this.db.close();
  }

  #createTables(seed: (db: Database) => void): void {
    const row = this.db.query<{ user_version: number }, []>("PRAGMA user_version").get();
    if (row?.user_version === version) {
      this.#requireSound();
      return;
    }
    if (row?.user_version !== 0) {
      throw new Error(
        `it was written by another version of onebot (format ${row?.user_version}); use that version, or ${moveAway}`,
      );
    }
    this.db.transaction(() => {
      this.db.run(schema);
      seed(this.db);
      this.db.run(`PRAGMA user_version = ${version}`);
    })();
  }

  /** A damaged page would only be met when it is read: in a call, or halfway through the start. */
  #requireSound(): void {
    const found = this.#checks()
      .map((sql) => this.db.query<{ quick_check: string }, []>(sql).get()?.quick_check)
      .find((result) => result !== "ok");
    if (found !== undefined) throw new Error(`it is damaged; ${moveAway} (${found.trim()})`);
  }

  /** Looking at a million messages takes 200 ms: where there are many, only all else is looked at. */
  #checks(): string[] {
    const { bytes = 0 } =
      this.db
        .query<{ bytes: number }, []>(
          "SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size",
        )
        .get() ?? {};
    if (bytes <= maxCheckedBytes) return ["PRAGMA quick_check(1)"];
    return this.db
      .query<{ name: string }, []>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'message'",
      )
      .all()
      .map(({ name }) => `PRAGMA quick_check(${name})`);
  }

  #begin(): Batch {
    this.db.query("BEGIN IMMEDIATE").run();
    const batch: Batch = { effects: [], committed: Promise.withResolvers() };
    // Whoever waits hears of a failure; that nobody waits is no error.
    batch.committed.promise.catch(() => undefined);
    setImmediate(() => {
      if (this.#batch === batch) this.#commit(batch);
    });
    return batch;
  }

  #commit(batch: Batch): void {
    this.#batch = undefined;
    try {
      this.db.query("COMMIT").run();
    } catch (error) {
      batch.committed.reject(asRefusal(error));
      if (this.db.inTransaction) runEach([() => this.db.run("ROLLBACK")]);
      this.#onUndo();
      return;
    }
    runEach(batch.effects);
    batch.committed.resolve();
  }

  #undo(batch: Batch, cause: unknown): void {
    if (this.db.inTransaction) {
      this.db.run("ROLLBACK TO work");
      this.#release.run();
      this.#onUndo();
      return;
    }
    // SQLite itself gave up the whole transaction, as it does when the disk is full.
    this.#batch = undefined;
    batch.committed.reject(asRefusal(cause));
    this.#onUndo();
  }
}

/** What one of them throws is our bug: it is logged, and keeps nobody from the others. */
function runEach(works: readonly (() => unknown)[]): void {
  for (const work of works) {
    try {
      work();
    } catch (error) {
      log.error("What follows a write failed: {error}", { error });
    }
  }
}

function asRefusal(error: unknown): unknown {
  return error instanceof SQLiteError
    ? new Refusal("notPermitted", `The database cannot be written: ${error.message}`)
    : error;
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
