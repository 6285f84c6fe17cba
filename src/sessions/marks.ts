/** How far sessions had come, as it is kept beside what they have still to be told. */
import type { Database, Statement } from "bun:sqlite";

/** How far a session has come in a part of an account's events. */
export interface Mark {
  readonly client: string;
  readonly account: number;
  readonly part: number;
  readonly settled: number;
  /** How many events were given up of which it has not heard. */
  readonly missed: number;
}

const schema = `
CREATE TABLE IF NOT EXISTS mark (
  client TEXT NOT NULL,
  account INTEGER NOT NULL,
  part INTEGER NOT NULL,
  settled INTEGER NOT NULL,
  missed INTEGER NOT NULL,
  PRIMARY KEY (client, account, part)
) STRICT, WITHOUT ROWID;
`;

/** Milliseconds. */
const writtenEvery = 1000;

export class Marks implements Disposable {
  readonly #db: Database;
  readonly #save: Statement;
  /** Those that have moved since they were last written. */
  readonly #moved = new Map<string, Mark>();
  readonly #onFailure: (error: unknown) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `onFailure` hears where they could not be written; that is tried again. */
  constructor(db: Database, onFailure: (error: unknown) => void) {
    this.#db = db;
    this.#onFailure = onFailure;
    db.run(schema);
    this.#save = db.query(
      "INSERT INTO mark (client, account, part, settled, missed) VALUES ($client, $account, $part, $settled, $missed) ON CONFLICT DO UPDATE SET settled = excluded.settled, missed = excluded.missed",
    );
  }

  /** Those that were written. */
  list(): Mark[] {
    return this.#db
      .query<Mark, []>("SELECT client, account, part, settled, missed FROM mark")
      .all();
  }

  /** Notes how far a session has come; written at most once a second. */
  keep(mark: Mark): void {
    this.#moved.set(`${mark.account} ${mark.part} ${mark.client}`, mark);
    this.#timer ??= setTimeout(() => this.write(), writtenEvery);
  }

  /** Forgets a session. */
  forget({ client, account }: Pick<Mark, "client" | "account">): void {
    for (const [key, mark] of this.#moved)
      if (mark.client === client && mark.account === account) this.#moved.delete(key);
    this.#db
      .query("DELETE FROM mark WHERE client = $client AND account = $account")
      .run({ client, account });
  }

  /** Writes what has moved. */
  [Symbol.dispose](): void {
    this.write();
    clearTimeout(this.#timer);
  }

  /** Writes what has moved now. */
  write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#moved.size === 0) return;
    const moved = [...this.#moved.values()];
    try {
      this.#db.transaction(() => {
        for (const mark of moved) this.#save.run({ ...mark });
      })();
      this.#moved.clear();
    } catch (error) {
      this.#onFailure(error);
      this.#timer = setTimeout(() => this.write(), writtenEvery);
    }
  }
}
