/** What a group keeps in sight: essence messages and notices. */
import type { Database } from "bun:sqlite";
import { randomUUID } from "node:crypto";

export interface Essence {
  message_id: number;
  operator_id: number;
  time: number;
}

export interface Notice {
  id: string;
  user_id: number;
  time: number;
  text: string;
  image: string | null;
}

export class Boards {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Whether the message was not there before. */
  addEssence({ group_id, message_id, operator_id, time }: Essence & { group_id: number }): boolean {
    const { changes } = this.#db
      .query("INSERT OR IGNORE INTO essence VALUES (?, ?, ?, ?)")
      .run(message_id, group_id, operator_id, time);
    return changes > 0;
  }

  /** Whether the message was there. */
  removeEssence(message: number): boolean {
    return this.#db.query("DELETE FROM essence WHERE message_id = ?").run(message).changes > 0;
  }

  essences(group: number): Essence[] {
    const sql =
      "SELECT message_id, operator_id, time FROM essence WHERE group_id = ? ORDER BY time DESC";
    return this.#db.query<Essence, [number]>(sql).all(group);
  }

  addNotice(group: number, { user_id, time, text, image }: Omit<Notice, "id">): void {
    this.#db
      .query("INSERT INTO notice VALUES (?, ?, ?, ?, ?, ?)")
      .run(randomUUID(), group, user_id, time, text, image);
  }

  /** Whether the notice was there. */
  removeNotice(group: number, id: string): boolean {
    return (
      this.#db.query("DELETE FROM notice WHERE group_id = ? AND id = ?").run(group, id).changes > 0
    );
  }

  notices(group: number): Notice[] {
    return this.#db
      .query<Notice, [number]>("SELECT * FROM notice WHERE group_id = ? ORDER BY time DESC")
      .all(group);
  }
}
