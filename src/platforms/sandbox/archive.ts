/** Whole worlds: put aside under a name, taken back, written as one JSON document and read again. */
import type { Database } from "bun:sqlite";

import * as v from "valibot";

import { ReceivedSegment } from "../../protocol/entity.ts";
import { refuse } from "../../protocol/reply.ts";
import { ClockState } from "./tables/clock.ts";
import { ForwardNode } from "./tables/forwards.ts";
import type { World } from "./world.ts";

const format = 1;

const Cell = v.union([v.string(), v.number(), v.null()]);
const MediumName = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}(?:\.[0-9a-z]+)?$/));
const Document = v.object({
  onebot_sandbox: v.literal(format),
  tables: v.record(
    v.string(),
    v.object({ columns: v.array(v.string()), rows: v.array(v.array(Cell)) }),
  ),
  media: v.optional(
    v.array(v.object({ name: MediumName, type: v.string(), size: v.number(), base64: v.string() })),
    [],
  ),
});
type Document = v.InferOutput<typeof Document>;

export class Archive {
  readonly #world: World;
  readonly #db: Database;
  readonly #seed: (db: Database) => void;
  readonly #defaultAccount: number;

  /** `seed` fills an empty world; `defaultAccount` is in every world. */
  constructor(
    world: World,
    { seed, defaultAccount }: { seed: (db: Database) => void; defaultAccount: number },
  ) {
    this.#world = world;
    this.#db = world.store.db;
    this.#seed = seed;
    this.#defaultAccount = defaultAccount;
  }

  /** Starts over with the people and groups of the configuration. Ids of messages go on. */
  reset(): Promise<void> {
    return this.#replace(() => this.#seed(this.#db));
  }

  snapshot(name: string): Promise<void> {
    return this.#world.store.write(() => {
      const document = JSON.stringify({ onebot_sandbox: format, tables: this.#readTables() });
      this.#db.query("INSERT OR REPLACE INTO snapshot VALUES (?, ?)").run(name, document);
    });
  }

  restore(name: string): Promise<void> {
    const sql = "SELECT document FROM snapshot WHERE name = ?";
    const row = this.#db.query<{ document: string }, [string]>(sql).get(name);
    if (!row) refuse("unknownTarget", `There is no snapshot ${JSON.stringify(name)}`);
    const { tables } = JSON.parse(row.document) as Document;
    return this.#replace(() => this.#writeTables(tables));
  }

  /** Everything there is, media included, as one JSON document. */
  async export(): Promise<Record<string, unknown>> {
    const { media } = this.#world;
    const tables = this.#readTables();
    const contents = media.list().map(async (medium) => ({
      ...medium,
      base64: (await Bun.file(media.path(medium)).bytes()).toBase64(),
    }));
    return { onebot_sandbox: format, tables, media: await Promise.all(contents) };
  }

  /** Puts what {@link export} gave in the place of everything there is. */
  async import(given: Record<string, unknown>): Promise<void> {
    const parsed = v.safeParse(Document, given);
    if (!parsed.success) {
      refuseDocument(
        `${v.getDotPath(parsed.issues[0]) ?? "it"} is not as .sandbox.export wrote it`,
      );
    }
    const { tables, media } = parsed.output;
    const contents = media.map(({ base64, ...medium }) => ({
      medium,
      bytes: decode(base64, medium.name),
    }));
    // First what may be refused: then nothing of the document is left.
    await this.#replace(() => this.#writeTables(tables));
    for (const { medium, bytes } of contents) await this.#world.media.restore(medium, bytes);
  }

  #replace(fill: () => void): Promise<void> {
    const { store, people } = this.#world;
    return store.write(() => {
      this.#db.run("PRAGMA defer_foreign_keys = ON");
      for (const table of this.#tables())
        this.#db.run(`DELETE FROM ${table} ${where[table] ?? ""}`);
      fill();
      store.forget();
      // At the commit it would be too late: what others wrote in the same tick would be lost too.
      const [broken] = this.#db.query<{ table: string }, []>("PRAGMA foreign_key_check").all();
      if (broken) refuseDocument(`${broken.table} names somebody or something that is not in it`);
      if (!people.find(this.#defaultAccount))
        refuseDocument(`the bot ${this.#defaultAccount} (sandbox.self_id) is not in it`);
    });
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
      const own = new Set(this.#db.query(`SELECT * FROM ${table} LIMIT 0`).columnNames);
      const strange = columns.find((column) => !own.has(column));
      if (strange !== undefined)
        refuseDocument(`${table} has no column ${JSON.stringify(strange)}`);
      const holes = columns.map(() => "?").join(", ");
      const insert = this.#db.query(
        `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${holes})`,
      );
      for (const [index, row] of rows.entries()) {
        const why = whyNot(table, columns, row);
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

/** Cells that hold JSON, and what must be in it. */
const json: Readonly<Record<string, v.GenericSchema>> = {
  "message.segments": v.array(ReceivedSegment),
  "forward.nodes": v.array(ForwardNode),
};

/** What is wrong with a row that SQLite itself would take. */
function whyNot(
  table: string,
  columns: readonly string[],
  row: readonly (string | number | null)[],
): string | undefined {
  if (row.length !== columns.length) return `has ${row.length} cells, not ${columns.length}`;
  if (table === "setting") return isSetting(row) ? undefined : "is no setting";
  const wrong = columns.find((column, at) => {
    const schema = json[`${table}.${column}`];
    return schema && !v.is(schema, parse(row[at]));
  });
  return wrong === undefined ? undefined : `is malformed in ${wrong}`;
}

/** The clock is all that is set so far. */
function isSetting(row: readonly unknown[]): boolean {
  return row.includes("clock") && row.some((cell) => v.is(ClockState, parse(cell)));
}

function parse(cell: unknown): unknown {
  try {
    return JSON.parse(String(cell));
  } catch {
    return undefined;
  }
}

function refuseDocument(what: string): never {
  return refuse("badParams", `params.document: ${what}`);
}

// The secret that signs addresses stays with its database.
const where: Readonly<Record<string, string>> = { setting: "WHERE key != 'media'" };

function decode(base64: string, name: string): Uint8Array {
  try {
    const bytes = Uint8Array.fromBase64(base64);
    const hash = new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
    if (name.startsWith(hash)) return bytes;
  } catch {
    // Told below: what is no base64 holds something else, too.
  }
  return refuseDocument(`the medium ${name} holds something else`);
}
