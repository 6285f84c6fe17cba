/** What sessions have still to be told: events on disk, in the order they were accepted. */
import { Database } from "bun:sqlite";
import type { Statement } from "bun:sqlite";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { logger } from "../log/log.ts";
import { Checkpoints } from "./checkpoints.ts";
import { Marks } from "./marks.ts";

/** An event as it is kept: `seq` counts all of them, from 1. */
export interface Journaled {
  readonly seq: number;
  /** When it was accepted, in milliseconds since 1970 by this machine. */
  readonly time_ms: number;
  readonly account: number;
  readonly part: number;
  /** The event as JSON, its message as segments. */
  readonly text: string;
}

/** Events of one account: the number after which they begin, and the last that may be one of them. */
type Span = { readonly account: number; readonly after: number; readonly upTo: number };

/** Some of them, in order. */
export interface Page extends Span {
  /** How many, and of how many characters beyond the first. */
  readonly limit: number;
  readonly size: number;
}

export interface JournalOptions {
  readonly maxEvents: number;
  readonly maxBytes: number;
  /** Milliseconds. */
  readonly maxAge: number;
  /** What a power failure may take: the last second, or nothing (at an fsync each tick). */
  readonly synchronous: "normal" | "full";
}

interface Row extends Journaled {
  readonly bytes: number;
}

const schema = `
CREATE TABLE IF NOT EXISTS event (
  seq INTEGER PRIMARY KEY,
  time_ms INTEGER NOT NULL,
  account INTEGER NOT NULL,
  part INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS event_of ON event (account, seq);
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;
const pragmas = [
  "busy_timeout = 1000",
  "journal_mode = WAL",
  "journal_size_limit = 67108864",
  "wal_autocheckpoint = 0",
];

/** How many rows go at once at least, where there are too many: a million would hold up everybody. */
const prunedAtOnce = 200;
/** Milliseconds. */
const sweptEvery = 10;
/** How many events wait in memory for a disk that takes none. */
const maxFresh = 10_000;

const log = logger("journal");

export class Journal implements Disposable {
  readonly marks: Marks;
  readonly #db: Database;
  readonly #options: JournalOptions;
  readonly #checkpoints: Checkpoints | undefined;
  readonly #insert: Statement;
  readonly #save: Statement;
  readonly #cutListeners = new Set<(rows: readonly Journaled[]) => void>();
  /** Accepted in this tick, and not yet on disk. */
  #fresh: Row[] = [];
  #isAwaited = false;
  #isFailing = false;
  #seq: number;
  #first: number;
  /** When the first was accepted, or before that. */
  #firstTime = 0;
  #bytes: number;
  #epoch: number;
  /** The last event of the epoch before, and the last whose row is gone. */
  #floor: number;
  #swept: number;
  #sweeping: ReturnType<typeof setTimeout> | undefined;

  /** Opens the journal of a data folder, or one in memory (`:memory:`). Throws where it cannot be had. */
  constructor(dataDir: string, options: JournalOptions) {
    this.#options = options;
    const inMemory = dataDir === ":memory:";
    if (!inMemory) mkdirSync(dataDir, { recursive: true });
    const file = inMemory ? dataDir : join(dataDir, "journal.db");
    const db = new Database(file, { strict: true });
    this.#db = db;
    for (const pragma of pragmas) db.run(`PRAGMA ${pragma}`);
    db.run(`PRAGMA synchronous = ${options.synchronous}`);
    db.run(schema);
    this.marks = new Marks(db, (error) =>
      log.error("How far sessions have come could not be written: {error}", { error }),
    );
    this.#insert = db.query(
      "INSERT INTO event (seq, time_ms, account, part, bytes, text) VALUES ($seq, $time_ms, $account, $part, $bytes, $text)",
    );
    this.#save = db.query(
      "INSERT INTO state (name, value) VALUES ($name, $value) ON CONFLICT DO UPDATE SET value = excluded.value",
    );
    const found = db
      .query<{ first: number | null; last: number | null }, []>(
        "SELECT (SELECT min(seq) FROM event) AS first, (SELECT max(seq) FROM event) AS last",
      )
      .get();
    this.#seq = Math.max(found?.last ?? 0, this.#state("seq"));
    this.#floor = this.#state("floor");
    this.#swept = (found?.first ?? this.#floor + 1) - 1;
    this.#first = Math.max(found?.first ?? this.#seq + 1, this.#floor + 1);
    this.#bytes = this.#state("bytes");
    this.#epoch = this.#state("epoch");
    this.#sweep();
    this.#checkpoints = inMemory ? undefined : new Checkpoints(db, file);
  }

  /** The number of the last event. */
  get last(): number {
    return this.#seq;
  }

  /** Counts the worlds there were: another one has nothing to do with what waits. */
  get epoch(): number {
    return this.#epoch;
  }

  /** How many events there are, and of how many bytes. */
  get size(): { events: number; bytes: number } {
    return { events: this.#seq + 1 - this.#first, bytes: this.#bytes };
  }

  /** Takes an event in; gives its number. It is on disk before whoever caused it hears that it was done. */
  append({ account, part, text }: { account: number; part: number; text: string }): number {
    const seq = ++this.#seq;
    const bytes = Buffer.byteLength(text);
    this.#fresh.push({ seq, time_ms: Date.now(), account, part, bytes, text });
    this.#bytes += bytes;
    if (!this.#isAwaited && !this.#isFailing) {
      this.#isAwaited = true;
      queueMicrotask(() => this.#commit());
    }
    return seq;
  }

  /** A page of events. */
  read({ account, after, upTo, limit, size }: Page): Journaled[] {
    this.#commitFresh();
    const rows = this.#db
      .query<Journaled, { account: number; after: number; upTo: number; limit: number }>(
        "SELECT seq, time_ms, account, part, text FROM event WHERE account = $account AND seq > $after AND seq <= $upTo ORDER BY seq LIMIT $limit",
      )
      .iterate({ account, after, upTo, limit });
    const page: Journaled[] = [];
    let taken = 0;
    for (const row of rows) {
      page.push(row);
      taken += row.text.length;
      if (taken >= size) return page;
    }
    if (page.length < limit) page.push(...this.#unwritten({ account, after, upTo }));
    return page;
  }

  /** How many events an account has between two numbers, without the first. */
  count({ account, part, after, upTo }: Span & { part?: number | undefined }): number {
    this.#commitFresh();
    const ofPart = part === undefined ? "" : " AND part = $part";
    const found = this.#db
      .query<{ count: number }, Span & { part?: number }>(
        `SELECT count(*) AS count FROM event WHERE account = $account AND seq > $after AND seq <= $upTo${ofPart}`,
      )
      .get({ account, after, upTo, ...(part !== undefined && { part }) });
    return found?.count ?? 0;
  }

  /** Has somebody told of events that are given up as there are too many, until it is disposed of. */
  onCut(told: (rows: readonly Journaled[]) => void): Disposable {
    this.#cutListeners.add(told);
    return { [Symbol.dispose]: () => this.#cutListeners.delete(told) };
  }

  /** Begins a new epoch: what waited was of a world that is no more. */
  begin(): void {
    this.#fresh = [];
    this.#first = this.#seq + 1;
    this.#bytes = 0;
    this.#epoch++;
    this.#floor = this.#seq;
    this.#commitAnd(() => {
      this.#keep("epoch", this.#epoch);
      this.#keep("floor", this.#floor);
      return [];
    });
    this.#sweep();
  }

  /** To be called again and again: gives up what is too old, and tries again what could not be written. */
  tend(): void {
    if (this.#isFailing) this.#commit();
    if (this.#isOver()) this.#commitAnd(() => this.#prune(prunedAtOnce));
  }

  /** Writes all there is to write, and closes the file. */
  [Symbol.dispose](): void {
    this.#checkpoints?.[Symbol.dispose]();
    clearTimeout(this.#sweeping);
    this.#commit();
    this.marks[Symbol.dispose]();
    this.#db.close();
  }

  #commitFresh(): void {
    if (!this.#isFailing) this.#commit();
  }

  #commit(): void {
    this.#isAwaited = false;
    const rows = this.#fresh;
    if (rows.length === 0) return;
    this.#commitAnd(() => {
      for (const row of rows) this.#insert.run({ ...row });
      return this.#prune(Math.max(prunedAtOnce, rows.length * 2));
    });
    if (!this.#isFailing) this.#fresh = [];
    else if (rows.length > maxFresh) this.#giveUp(rows.splice(0, rows.length - maxFresh));
  }

  /** Writes in one go; where that fails, what is fresh stays in memory. */
  #commitAnd(write: () => readonly Row[]): void {
    const [first, bytes] = [this.#first, this.#bytes];
    try {
      const cut = this.#db.transaction(() => {
        const rows = write();
        this.#keepSize();
        return rows;
      })();
      this.#isFailing = false;
      this.#tellCut(cut);
    } catch (error) {
      // Those who are connected are told nevertheless.
      if (!this.#isFailing) log.error("Events cannot be written: {error}", { error });
      this.#isFailing = true;
      [this.#first, this.#bytes] = [first, bytes];
    }
  }

  #isOver(): boolean {
    const { maxEvents, maxBytes, maxAge } = this.#options;
    const { events, bytes } = this.size;
    if (events === 0) return false;
    return events > maxEvents || bytes > maxBytes || this.#firstTime < Date.now() - maxAge;
  }

  /** Deletes the oldest, as many as are too many, but only some at a time. Gives them. */
  #prune(limit: number): readonly Row[] {
    if (!this.#isOver()) return [];
    const first = this.#first;
    const rows = this.#db
      .query<Row, { limit: number; first: number }>(
        "SELECT seq, time_ms, account, part, bytes, text FROM event WHERE seq >= $first ORDER BY seq LIMIT $limit",
      )
      .all({ limit, first });
    const cut: Row[] = [];
    for (const row of rows) {
      this.#firstTime = row.time_ms;
      if (!this.#isOver()) break;
      cut.push(row);
      this.#first = row.seq + 1;
      this.#bytes -= row.bytes;
    }
    this.#delete(first - 1, this.#first - 1);
    return cut;
  }

  /** Deletes what an epoch has left, a little now and then. */
  #sweep(): void {
    this.#sweeping = undefined;
    if (this.#swept >= this.#floor) return;
    const upTo = Math.min(this.#floor, this.#swept + prunedAtOnce);
    try {
      this.#delete(this.#swept, upTo);
      this.#swept = upTo;
    } catch (error) {
      log.warning("Old events could not be deleted: {error}", { error: String(error) });
    }
    if (this.#swept < this.#floor) this.#sweeping ??= setTimeout(() => this.#sweep(), sweptEvery);
  }

  #delete(after: number, upTo: number): void {
    this.#db.query("DELETE FROM event WHERE seq > $after AND seq <= $upTo").run({ after, upTo });
  }

  #giveUp(rows: readonly Row[]): void {
    for (const { bytes } of rows) this.#bytes -= bytes;
    this.#tellCut(rows);
  }

  #tellCut(rows: readonly Row[]): void {
    if (rows.length > 0) for (const told of this.#cutListeners) told(rows);
  }

  #unwritten({ account, after, upTo }: Span): Row[] {
    return this.#fresh.filter(
      (row) => row.account === account && row.seq > after && row.seq <= upTo,
    );
  }

  #keepSize(): void {
    this.#keep("seq", this.#seq);
    this.#keep("bytes", this.#bytes);
  }

  #state(name: string): number {
    return (
      this.#db
        .query<{ value: number }, { name: string }>("SELECT value FROM state WHERE name = $name")
        .get({ name })?.value ?? 0
    );
  }

  #keep(name: string, value: number): void {
    this.#save.run({ name, value });
  }
}
