/** The masks people wear when they speak anonymously in a group. */
import type { Database } from "bun:sqlite";
import { randomUUID } from "node:crypto";

import type { Anonymous } from "../../../protocol/entity.ts";

/** The number QQ shows for whoever speaks anonymously. */
export const anonymousUser = 80_000_000;

export interface Mask extends Anonymous {
  user_id: number;
  group_id: number;
  banned_until: number;
}

const names = ["Silent Owl", "Blue Heron", "Paper Tiger", "Old Badger", "Night Swift", "Grey Seal"];

export class Anonymity {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The mask of somebody in a group; the first time, a new one. */
  wear(group: number, user: number): Mask {
    const found = this.#db
      .query<Mask, [number, number]>("SELECT * FROM anonymous WHERE group_id = ? AND user_id = ?")
      .get(group, user);
    if (found) return found;
    const count = this.#db
      .query<{ n: number }, [number]>("SELECT count(*) AS n FROM anonymous WHERE group_id = ?")
      .get(group);
    const number = count?.n ?? 0;
    const round = Math.floor(number / names.length);
    const name = `${names[number % names.length]}${round > 0 ? ` ${round + 1}` : ""}`;
    this.#db
      .query("INSERT INTO anonymous (group_id, user_id, name, flag) VALUES (?, ?, ?, ?)")
      .run(group, user, name, randomUUID());
    return this.wear(group, user);
  }

  byId(id: number): Mask | undefined {
    return (
      this.#db.query<Mask, [number]>("SELECT * FROM anonymous WHERE id = ?").get(id) ?? undefined
    );
  }

  byFlag(group: number, flag: string): Mask | undefined {
    const sql = "SELECT * FROM anonymous WHERE group_id = ? AND flag = ?";
    return this.#db.query<Mask, [number, string]>(sql).get(group, flag) ?? undefined;
  }

  ban(id: number, until: number): void {
    this.#db.query("UPDATE anonymous SET banned_until = ? WHERE id = ?").run(until, id);
  }
}
