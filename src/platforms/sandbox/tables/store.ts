/** Units of work in the sandbox's database, durable before anybody hears of them. */
import { SQLiteError } from "bun:sqlite";
import type { Database, Statement } from "bun:sqlite";
import { randomBytes } from "node:crypto";

import { logger } from "../../../log/log.ts";
import type { WorldPart } from "../../../platform.ts";
import { Refusal } from "../../../protocol/reply.ts";
import { Quota } from "./quota.ts";
import { prepareToShrink, shrink } from "./space.ts";

/** Work done in one tick of the event loop, committed together. */
interface Batch {
  effects: (() => unknown)[];
  changed: Set<WorldPart>;
  committed: PromiseWithResolvers<void>;
}

const log = logger("sandbox");

export class Store implements Disposable {
  readonly db: Database;
  readonly quota: Quota;
  readonly #savepoint: Statement;
  readonly #release: Statement;
  #batch: Batch | undefined;
  readonly #forgets: (() => void)[] = [];
  readonly #observers = new Set<(part: WorldPart) => void>();
  #isShrinking = false;
  #isClosed = false;

  /** Takes over an open database, and closes it in the end; `maxBytes` is for it and what is kept beside it. */
  constructor(db: Database, { maxBytes = Number.POSITIVE_INFINITY } = {}) {
    this.db = db;
    if (!db.inTransaction) prepareToShrink(db);
    this.quota = new Quota(db, maxBytes);
    this.#savepoint = db.query("SAVEPOINT work");
    this.#release = db.query("RELEASE work");
  }

  /**
   * Does `work` in a transaction. The promise is fulfilled once what it wrote survives a crash; where `work`
   * throws, or would make the world larger than it may be, nothing it wrote remains.
   */
  write<Result>(work: () => Result): Promise<Result> {
    try {
      const batch = (this.#batch ??= this.#begin());
      const effects = batch.effects.length;
      try {
        this.#savepoint.run();
        const result = work();
        this.quota.requireInside();
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

  /** Calls somebody with each part of the world that has changed, until it is disposed of. */
  observe(observer: (part: WorldPart) => void): Disposable {
    this.#observers.add(observer);
    return { [Symbol.dispose]: () => this.#observers.delete(observer) };
  }

  /** Notes that the work under way changes a part of the world. A world that is only being filled has no work. */
  note(...parts: readonly WorldPart[]): void {
    for (const part of parts) this.#batch?.changed.add(part);
  }

  /** For whoever keeps in memory what they read: `forget` is called when that may no longer be so. */
  remember(forget: () => void): void {
    this.#forgets.push(forget);
  }

  /** To be called when more was changed than one table's own; what is taken back is forgotten without it. */
  forget(): void {
    runEach(this.#forgets);
  }

  /** A random text that stays the same for the life of the database. */
  secret(name: string): string {
    this.db
      .query("INSERT OR IGNORE INTO setting VALUES (?, ?)")
      .run(name, randomBytes(32).toString("hex"));
    const sql = "SELECT value FROM setting WHERE key = ?";
    return this.db.query<{ value: string }, [string]>(sql).get(name)?.value ?? "";
  }

  /** To be called when much was deleted: the disk gets it back, step by step. */
  shrink(): void {
    if (this.#isShrinking) return;
    this.#isShrinking = true;
    const step = () => {
      this.#isShrinking = false;
      if (this.#isClosed) return;
      try {
        // What others write in this tick is on its way; it cannot be done among it.
        if (this.#batch || shrink(this.db)) this.shrink();
      } catch (error) {
        log.warning("The database cannot be made smaller: {error}", { error: String(error) });
      }
    };
    setImmediate(step);
  }

  [Symbol.dispose](): void {
    if (this.#batch) this.#commit(this.#batch);
    this.#isClosed = true;
    this.db.close();
  }

  #begin(): Batch {
    this.db.query("BEGIN IMMEDIATE").run();
    const batch: Batch = {
      effects: [],
      changed: new Set(),
      committed: Promise.withResolvers(),
    };
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
      this.forget();
      return;
    }
    runEach(batch.effects);
    batch.committed.resolve();
    for (const part of batch.changed)
      runEach(Array.from(this.#observers, (tell) => () => tell(part)));
  }

  #undo(batch: Batch, cause: unknown): void {
    if (this.db.inTransaction) {
      this.db.run("ROLLBACK TO work");
      this.#release.run();
      this.forget();
      return;
    }
    // SQLite itself gave up the whole transaction, as it does when the disk is full.
    this.#batch = undefined;
    batch.committed.reject(asRefusal(cause));
    this.forget();
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
