/** Honors of a group's members; the talkative one is whoever spoke most on the day before. */
import type { Database, Statement } from "bun:sqlite";

import type { HonorType } from "../../../protocol/entity.ts";
import type { Store } from "./store.ts";

export interface Honored {
  user_id: number;
  nickname: string;
  description: string;
}

export interface Talkative {
  user_id: number;
  nickname: string;
  day_count: number;
}

export class Honors {
  readonly #db: Database;
  readonly #count: Statement<unknown, [number, number, number]>;
  /** The last day on which something was counted, by group. */
  readonly #lastDays = new Map<number, number>();

  constructor(store: Store) {
    this.#db = store.db;
    this.#count = this.#db.query(
      "INSERT INTO speech VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET times = times + 1",
    );
    store.remember(() => this.#lastDays.clear());
  }

  /** Counts one message; true where it is the group's first of that day. */
  countSpeech(group: number, user: number, day: number): boolean {
    const isFirst = this.#lastDays.get(group) !== day && !this.#hasSpeech(group, day);
    this.#count.run(group, day, user);
    this.#lastDays.set(group, day);
    return isFirst;
  }

  /** Who spoke most, on the last days before `day` on which anybody spoke, the latest first. */
  talkative(group: number, day: number): Talkative[] {
    const winners = this.#db
      .query<{ user_id: number; nickname: string }, [number, number]>(
        `SELECT user_id, nickname FROM (
           SELECT day, user_id, row_number() OVER (PARTITION BY day ORDER BY times DESC, user_id) AS place
           FROM speech WHERE group_id = ? AND day < ?
         ) JOIN person ON person.id = user_id WHERE place = 1 ORDER BY day DESC LIMIT 100`,
      )
      .all(group, day);
    const streaks: Talkative[] = [];
    for (const winner of winners) {
      const last = streaks.at(-1);
      if (last?.user_id === winner.user_id) last.day_count++;
      else streaks.push({ ...winner, day_count: 1 });
    }
    return streaks;
  }

  set(
    group: number,
    { type, user, description }: { type: HonorType; user: number; description: string },
  ): void {
    this.#db
      .query("INSERT OR REPLACE INTO honor VALUES (?, ?, ?, ?)")
      .run(group, type, user, description);
  }

  list(group: number, type: HonorType): Honored[] {
    return this.#db
      .query<Honored, [number, string]>(
        `SELECT user_id, nickname, description FROM honor JOIN person ON person.id = user_id
         WHERE group_id = ? AND type = ?`,
      )
      .all(group, type);
  }

  #hasSpeech(group: number, day: number): boolean {
    const sql = "SELECT 1 FROM speech WHERE group_id = ? AND day = ? LIMIT 1";
    return this.#db.query(sql).get(group, day) !== null;
  }
}
