/** Whole worlds: put aside under a name, taken back, written as one JSON document and read again. */
import type { Database } from "bun:sqlite";

import { logger } from "../../log/log.ts";
import { refuse } from "../../protocol/reply.ts";
import { decodeMedium, format, parseDocument, refuseDocument, whyNot } from "./document.ts";
import type { Column, Document } from "./document.ts";
import type { Medium } from "./media/content.ts";
import { maxId } from "./tables/messages.ts";
import type { World } from "./world.ts";

const log = logger("sandbox");

export interface ArchiveOptions {
  /** Fills an empty world. */
  seed: (db: Database) => void;
  /** Who is in every world. */
  defaultAccount: number;
  /** Of a world as one document. */
  maxBytes: number;
}

export class Archive {
  readonly #world: World;
  readonly #db: Database;
  readonly #options: ArchiveOptions;

  constructor(world: World, options: ArchiveOptions) {
    this.#world = world;
    this.#db = world.store.db;
    this.#options = options;
  }

  /** Starts over with the people and groups of the configuration. Ids of messages go on. */
  reset(): Promise<void> {
    return this.#replace(() => this.#options.seed(this.#db));
  }

  snapshot(name: string): Promise<void> {
    return this.#world.store.write(() => {
      this.#requireSize(0);
      const saved = { time: Math.floor(Date.now() / 1000), messages: this.#countMessages() };
      const tables = this.#readTables();
      const document = JSON.stringify({ onebot_sandbox: format, saved, tables });
      this.#db.query("INSERT OR REPLACE INTO snapshot VALUES (?, ?)").run(name, document);
      this.#world.store.note("snapshots");
    });
  }

  /** The snapshots there are: how many bytes each fills, when it was taken, in seconds, or 0 where that is not known. */
  snapshots(): { name: string; bytes: number; time: number; message_count: number }[] {
    return this.#db
      .query<{ name: string; bytes: number; start: string }, []>(
        `SELECT name, octet_length(document) AS bytes, substr(document, 1, 100) AS start
         FROM snapshot ORDER BY name`,
      )
      .all()
      .map(({ name, bytes, start }) => {
        const [, time = 0, messages = 0] = savedAt.exec(start) ?? [];
        return { name, bytes, time: Number(time), message_count: Number(messages) };
      });
  }

  async drop(name: string): Promise<void> {
    const { store } = this.#world;
    await store.write(() => {
      const { changes } = this.#db.query("DELETE FROM snapshot WHERE name = ?").run(name);
      if (changes === 0) refuseSnapshot(name);
      store.note("snapshots");
    });
    store.shrink();
  }

  restore(name: string): Promise<void> {
    const sql = "SELECT document FROM snapshot WHERE name = ?";
    const row = this.#db.query<{ document: string }, [string]>(sql).get(name);
    if (!row) return refuseSnapshot(name);
    const { tables } = JSON.parse(row.document) as Document;
    this.#world.media.touch(() => row.document);
    return this.#replace(() => this.#writeTables(tables));
  }

  /** Everything there is, media included, as one JSON document. */
  async export(): Promise<Record<string, unknown>> {
    const { media } = this.#world;
    const there = media.list().filter(({ name }) => media.find(name));
    this.#requireSize(there.reduce((sum, { size }) => sum + size, 0));
    using reception = media.reception(this.#options.defaultAccount);
    for (const medium of there) reception.hold(medium);
    const tables = this.#readTables();
    const gone = media.list().length - there.length;
    if (gone > 0)
      log.warning("The export leaves out {gone} media whose files are no longer there", { gone });
    const contents: Document["media"] = [];
    for (const medium of there) {
      const bytes = await Bun.file(media.path(medium)).bytes();
      contents.push({ ...medium, base64: bytes.toBase64() });
    }
    return { onebot_sandbox: format, tables, media: contents };
  }

  /** Puts what {@link export} gave in the place of everything there is: all of it, or nothing. */
  async import(given: Record<string, unknown>): Promise<void> {
    const { tables, media: contents } = parseDocument(given);
    const { media } = this.#world;
    using reception = media.reception(this.#options.defaultAccount);
    // Files first: left over, they hurt nobody. What names them comes with the world itself.
    const kept: Medium[] = [];
    for (const content of contents) {
      const bytes = decodeMedium(content);
      const medium = { name: content.name, type: content.type, size: bytes.byteLength };
      await reception.place(medium, bytes);
      kept.push(medium);
    }
    media.touch(() => JSON.stringify(tables));
    await this.#replace(() => {
      this.#writeTables(tables);
      media.adopt(kept);
    });
  }

  async #replace(fill: () => void): Promise<void> {
    const { store, people } = this.#world;
    await store.write(() => {
      this.#db.run("PRAGMA defer_foreign_keys = ON");
      for (const table of this.#tables())
        this.#db.run(`DELETE FROM ${table} ${where[table] ?? ""}`);
      fill();
      this.#mendSequence();
      store.forget();
      store.note("people", "groups", "messages", "requests", "clock");
      // At the commit it would be too late: what others wrote in the same tick would be lost too.
      const [broken] = this.#db.query<{ table: string }, []>("PRAGMA foreign_key_check").all();
      if (broken) refuseDocument(`${broken.table} names somebody or something that is not in it`);
      const { defaultAccount } = this.#options;
      if (!people.find(defaultAccount))
        refuseDocument(`the bot ${defaultAccount} (sandbox.self_id) is not in it`);
      this.#world.begin();
    });
    store.shrink();
  }

  /** Where the ids of messages are used up, they go on after those that are there. */
  #mendSequence(): void {
    this.#db
      .query(
        `UPDATE sqlite_sequence SET seq = (SELECT coalesce(max(id), 0) FROM message)
         WHERE name = 'message' AND seq >= ?`,
      )
      .run(maxId);
  }

  /** Refuses a document that would be too large, before it is made. */
  #requireSize(mediaBytes: number): void {
    const { maxBytes } = this.#options;
    const snapshots = this.snapshots().reduce((sum, { bytes }) => sum + bytes, 0);
    const bytes = this.#world.store.quota.databaseBytes - snapshots + mediaBytes;
    if (bytes <= maxBytes) return;
    refuse(
      "tooLarge",
      `The world holds ${bytes} bytes, more than fit into one document (${maxBytes}, limits.export_bytes); clean_cache removes unused media`,
    );
  }

  #countMessages(): number {
    return this.#db.query<{ n: number }, []>("SELECT count(*) AS n FROM message").get()?.n ?? 0;
  }

  /** The tables that make up a world. Media stay: they are named by content, and messages may come back. */
  #tables(): string[] {
    return this.#db
      .query<{ name: string }, []>(
        `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
         AND name NOT IN ('snapshot', 'medium') ORDER BY name`,
      )
      .all()
      .map(({ name }) => name);
  }

  #columns(table: string): Column[] {
    const sql = "SELECT name, type FROM pragma_table_info(?)";
    return this.#db.query<Column, [string]>(sql).all(table);
  }

  #readTables(): Document["tables"] {
    const tables = this.#tables().map((table) => {
      const statement = this.#db.query(`SELECT * FROM ${table} ${where[table] ?? ""}`);
      return [
        table,
        {
          columns: statement.columnNames,
          rows: statement.values() as Document["tables"][string]["rows"],
        },
      ] as const;
    });
    return Object.fromEntries(tables);
  }

  #writeTables(tables: Document["tables"]): void {
    const known = new Set(this.#tables());
    for (const [table, { columns, rows }] of Object.entries(tables)) {
      if (!known.has(table)) refuseDocument(`there is no table ${JSON.stringify(table)}`);
      const own = this.#columns(table);
      const found = columns.map(
        (column) =>
          own.find(({ name }) => name === column) ??
          refuseDocument(`${table} has no column ${JSON.stringify(column)}`),
      );
      const holes = columns.map(() => "?").join(", ");
      const insert = this.#db.query(
        `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${holes})`,
      );
      for (const [index, row] of rows.entries()) {
        const why = whyNot(table, found, row);
        if (why !== undefined) refuseDocument(`row ${index} of ${table} ${why}`);
        try {
          insert.run(...row);
        } catch (error) {
          refuseDocument(`row ${index} of ${table}: ${(error as Error).message}`);
        }
      }
    }
  }
}

function refuseSnapshot(name: string): never {
  return refuse("unknownTarget", `There is no snapshot ${JSON.stringify(name)}`);
}

/** At the start of a snapshot, so that it need not be read to its end. */
const savedAt = /"saved":\{"time":(\d+),"messages":(\d+)\}/;

// The secret that signs addresses stays with its database.
const where: Readonly<Record<string, string>> = { setting: "WHERE key != 'media'" };
