/** What sessions have still to be told: events on disk, in the order they were accepted, and how far each has come. */
import { Database } from "bun:sqlite";
import type { Statement } from "bun:sqlite";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { logger } from "../log/log.ts";

/** An event as it is kept: `seq` counts all of them, from 1. */
export interface Journaled {
  readonly seq: number;
  /** When it was accepted, in milliseconds since 1970 by this machine. */
  readonly time_ms: number;
  /** The event as JSON, its message as segments. */
  readonly text: string;
}

/** Events of one account, of all parts or of one. */
export interface Page {
  readonly account: number;
  readonly part?: number | undefined;
  /** The number after which it begins. */
  readonly after: number;
  readonly limit: number;
}

/** How far a session has come in a part of an account's events. */
export interface Mark {
  readonly client: string;
  readonly account: number;
  readonly part: number;
  readonly settled: number;
}

export interface JournalBounds {
  readonly maxEvents: number;
  readonly maxBytes: number;
  /** Milliseconds. */
  readonly maxAge: number;
}

interface Row {
  seq: number;
  time_ms: number;
  account: number;
  part: number;
  text: string;
}

const schema = `
CREATE TABLE IF NOT EXISTS event (
  seq INTEGER PRIMARY KEY,
  time_ms INTEGER NOT NULL,
  account INTEGER NOT NULL,
  part INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS event_of ON event (account, seq);
CREATE TABLE IF NOT EXISTS mark (
  client TEXT NOT NULL,
  account INTEGER NOT NULL,
  part INTEGER NOT NULL,
  settled INTEGER NOT NULL,
  PRIMARY KEY (client, account, part)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

const prunedAtOnce = 200;
/** Milliseconds. */
const marksEvery = 1000;

const log = logger("journal");

export class Journal implements Disposable {
  readonly #db: Database;
  readonly #bounds: JournalBounds;
  readonly #insert: Statement;
  readonly #saveMark: Statement;
  /** Accepted in this tick, and not yet on disk. */
  #fresh: Row[] = [];
  #isCommitting = false;
  /** Marks that have moved since they were last written, by client, account and part. */
  readonly #moved = new Map<string, Mark>();
  #marksTimer: ReturnType<typeof setTimeout> | undefined;
  #seq: number;
  #first: number;
  #bytes: number;
  #epoch: number;

  /** Opens the journal of a data folder, or one in memory (`:memory:`). Throws where it cannot be had. */
  constructor(dataDir: string, bounds: JournalBounds) {
    this.#bounds = bounds;
    const inMemory = dataDir === ":memory:";
    if (!inMemory) mkdirSync(dataDir, { recursive: true });
    const db = new Database(inMemory ? dataDir : join(dataDir, "journal.db"), { strict: true });
    this.#db = db;
    for (const pragma of pragmas) db.run(`PRAGMA ${pragma}`);
    db.run(schema);
    this.#insert = db.query(
      "INSERT INTO event (seq, time_ms, account, part, text) VALUES ($seq, $time_ms, $account, $part, $text)",
    );
    this.#saveMark = db.query(
      "INSERT INTO mark (client, account, part, settled) VALUES ($client, $account, $part, $settled) ON CONFLICT DO UPDATE SET settled = excluded.settled",
    );
    const found = db
      .query<{ first: number | null; last: number | null; bytes: number | null }, []>(
        "SELECT min(seq) AS first, max(seq) AS last, sum(length(text)) AS bytes FROM event",
      )
      .get();
    this.#seq = Math.max(found?.last ?? 0, this.#state("seq"));
    this.#first = found?.first ?? this.#seq + 1;
    this.#bytes = found?.bytes ?? 0;
    this.#epoch = this.#state("epoch");
  }

  /** The number of the last event. */
  get last(): number {
    return this.#seq;
  }

  /** Counts the worlds there were: another one has nothing to do with what waits. */
  get epoch(): number {
    return this.#epoch;
  }

  /** How many events there are, and of how many characters. */
  get size(): { events: number; bytes: number } {
    return { events: this.#seq + 1 - this.#first, bytes: this.#bytes };
  }

  /** Takes an event in; gives its number. It is on disk at the end of the tick. */
  append({ account, part, text }: { account: number; part: number; text: string }): number {
    const seq = ++this.#seq;
    this.#fresh.push({ seq, time_ms: Date.now(), account, part, text });
    this.#bytes += text.length;
    if (!this.#isCommitting) {
      this.#isCommitting = true;
      setImmediate(() => this.#commit());
    }
    return seq;
  }

  /** Events after a number, in order. */
  read({ account, part, after, limit }: Page): Journaled[] {
    this.#commit();
    const ofPart = part === undefined ? "" : "AND part = $part ";
    return this.#db
      .query<Journaled, { account: number; after: number; limit: number; part?: number }>(
        `SELECT seq, time_ms, text FROM event WHERE account = $account AND seq > $after ${ofPart}ORDER BY seq LIMIT $limit`,
      )
      .all({ account, after, limit, ...(part !== undefined && { part }) });
  }

  /** Which events there still are after a number: how many, and the time of the oldest. */
  lag({ account, after }: { account: number; after: number }): { events: number; oldest: number } {
    this.#commit();
    const found = this.#db
      .query<{ events: number; oldest: number | null }, { account: number; after: number }>(
        "SELECT count(*) AS events, min(time_ms) AS oldest FROM event WHERE account = $account AND seq > $after",
      )
      .get({ account, after });
    return { events: found?.events ?? 0, oldest: found?.oldest ?? 0 };
  }

  /** How far sessions had come when that was last written. */
  marks(): Mark[] {
    return this.#db.query<Mark, []>("SELECT client, account, part, settled FROM mark").all();
  }

  /** Notes how far a session has come; written at most once a second. */
  mark(mark: Mark): void {
    this.#moved.set(`${mark.account} ${mark.part} ${mark.client}`, mark);
    this.#marksTimer ??= setTimeout(() => this.#writeMarks(), marksEvery);
  }

  /** Forgets how far a session has come. */
  forget({ client, account }: Pick<Mark, "client" | "account">): void {
    for (const [key, mark] of this.#moved)
      if (mark.client === client && mark.account === account) this.#moved.delete(key);
    this.#db
      .query("DELETE FROM mark WHERE client = $client AND account = $account")
      .run({ client, account });
  }

  /** Begins a new epoch: what waited was of a world that is no more. */
  begin(): void {
    this.#fresh = [];
    this.#db.transaction(() => {
      this.#db.run("DELETE FROM event");
      this.#keep("epoch", ++this.#epoch);
      this.#keep("seq", this.#seq);
    })();
    this.#first = this.#seq + 1;
    this.#bytes = 0;
  }

  /** Writes all there is to write, and closes the file. */
  [Symbol.dispose](): void {
    this.#commit();
    this.#writeMarks();
    this.#db.close();
  }

  #commit(): void {
    this.#isCommitting = false;
    const rows = this.#fresh;
    if (rows.length === 0) return;
    this.#fresh = [];
    try {
      this.#db.transaction(() => {
        for (const row of rows) this.#insert.run({ ...row });
        this.#prune();
      })();
    } catch (error) {
      // Those who are connected are told nevertheless.
      log.error("{count} events could not be written: {error}", { count: rows.length, error });
    }
  }

  /** A few at a time: a million at once would hold up everybody. */
  #prune(): void {
    const { maxEvents, maxBytes, maxAge } = this.#bounds;
    const oldest = Date.now() - maxAge;
    const rows = this.#db
      .query<{ seq: number; time_ms: number; size: number }, { limit: number }>(
        "SELECT seq, time_ms, length(text) AS size FROM event ORDER BY seq LIMIT $limit",
      )
      .iterate({ limit: prunedAtOnce });
    let { events, bytes } = this.size;
    let last = 0;
    for (const { seq, time_ms, size } of rows) {
      if (events <= maxEvents && bytes <= maxBytes && time_ms >= oldest) break;
      last = seq;
      events--;
      bytes -= size;
    }
    if (last === 0) return;
    this.#db.query("DELETE FROM event WHERE seq <= $last").run({ last });
    this.#first = last + 1;
    this.#bytes = bytes;
  }

  #writeMarks(): void {
    clearTimeout(this.#marksTimer);
    this.#marksTimer = undefined;
    if (this.#moved.size === 0) return;
    const moved = [...this.#moved.values()];
    this.#moved.clear();
    this.#db.transaction(() => {
      for (const mark of moved) this.#saveMark.run({ ...mark });
    })();
  }

  #state(name: string): number {
    return (
      this.#db
        .query<{ value: number }, { name: string }>("SELECT value FROM state WHERE name = $name")
        .get({ name })?.value ?? 0
    );
  }

  #keep(name: string, value: number): void {
    this.#db
      .query(
        "INSERT INTO state (name, value) VALUES ($name, $value) ON CONFLICT DO UPDATE SET value = excluded.value",
      )
      .run({ name, value });
  }
}

const pragmas = [
  "busy_timeout = 1000",
  "journal_mode = WAL",
  "synchronous = NORMAL",
  "journal_size_limit = 67108864",
];
