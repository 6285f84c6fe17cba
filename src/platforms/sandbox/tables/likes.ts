/** Who liked whose profile, how often on which day. */
import type { Database } from "bun:sqlite";

import type { Sex } from "../../../protocol/entity.ts";

/** A person who liked, or was liked: how often in all, and on which day last. */
export interface Liker {
  user_id: number;
  nickname: string;
  sex: Sex;
  age: number;
  times: number;
  last_day: number;
}

export interface LikeTotals {
  total: number;
  today: number;
  /** 0 where there was none. */
  last_day: number;
}

/** Whose likes: those somebody got, or those they gave. */
export type Side = "received" | "given";

const columns = {
  received: { own: "friend_id", other: "user_id" },
  given: { own: "user_id", other: "friend_id" },
} as const;

export class Likes {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** How often somebody has liked a friend on a day. */
  count(user: number, friend: number, day: number): number {
    const sql = "SELECT times FROM liking WHERE user_id = ? AND friend_id = ? AND day = ?";
    return (
      this.#db.query<{ times: number }, [number, number, number]>(sql).get(user, friend, day)
        ?.times ?? 0
    );
  }

  set(like: { user: number; friend: number; day: number; times: number }): void {
    const { user, friend, day, times } = like;
    this.#db
      .query("INSERT OR REPLACE INTO liking VALUES (?, ?, ?, ?)")
      .run(user, friend, day, times);
  }

  /** The people on the other side, the latest first. */
  list(user: number, side: Side, page: { start: number; count: number }): Liker[] {
    const { own, other } = columns[side];
    const sql = `SELECT person.id AS user_id, nickname, sex, age, sum(times) AS times, max(day) AS last_day
      FROM liking JOIN person ON person.id = ${other} WHERE ${own} = ?
      GROUP BY ${other} ORDER BY last_day DESC, ${other} LIMIT ? OFFSET ?`;
    return this.#db.query<Liker, [number, number, number]>(sql).all(user, page.count, page.start);
  }

  totals(user: number, side: Side, day: number): LikeTotals {
    const sql = `SELECT coalesce(sum(times), 0) AS total, coalesce(sum(times) FILTER (WHERE day = ?), 0) AS today,
      coalesce(max(day), 0) AS last_day FROM liking WHERE ${columns[side].own} = ?`;
    return (
      this.#db.query<LikeTotals, [number, number]>(sql).get(day, user) ?? {
        total: 0,
        today: 0,
        last_day: 0,
      }
    );
  }
}
