/** Who checked in to a group on a day. */
import type { Database } from "bun:sqlite";

export interface Sign {
  user_id: number;
  nickname: string;
  card: string;
  time: number;
}

export class Signs {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The first one of a day counts. */
  add(sign: { group: number; user: number; day: number; time: number }): void {
    const { group, user, day, time } = sign;
    this.#db.query("INSERT OR IGNORE INTO sign VALUES (?, ?, ?, ?)").run(group, day, user, time);
  }

  /** The members that checked in on a day, the first one first. */
  list(group: number, day: number): Sign[] {
    const sql = `SELECT user_id, nickname, card, sign.time FROM sign JOIN member USING (group_id, user_id)
      JOIN person ON person.id = user_id WHERE group_id = ? AND day = ? ORDER BY sign.time, user_id`;
    return this.#db.query<Sign, [number, number]>(sql).all(group, day);
  }
}
