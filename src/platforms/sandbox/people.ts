/** People and their friendships. */
import type { Database } from "bun:sqlite";

import type { Sex } from "../../protocol/entity.ts";
import { refuse } from "../../protocol/reply.ts";

export interface Person {
  id: number;
  nickname: string;
  sex: Sex;
  age: number;
}

export class People {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  find(id: number): Person | undefined {
    return (
      this.#db.query<Person, [number]>("SELECT * FROM person WHERE id = ?").get(id) ?? undefined
    );
  }

  require(id: number): Person {
    return this.find(id) ?? refuse("unknownTarget", `There is nobody with the number ${id}`);
  }

  add({ id, nickname, sex, age }: Person): void {
    this.#db.query("INSERT INTO person VALUES (?, ?, ?, ?)").run(id, nickname, sex, age);
  }

  count(): number {
    return this.#db.query<{ n: number }, []>("SELECT count(*) AS n FROM person").get()?.n ?? 0;
  }

  befriend(one: number, other: number): void {
    const insert = this.#db.query(
      "INSERT OR IGNORE INTO friendship (user_id, friend_id) VALUES (?, ?)",
    );
    insert.run(one, other);
    insert.run(other, one);
  }

  areFriends(one: number, other: number): boolean {
    const sql = "SELECT 1 FROM friendship WHERE user_id = ? AND friend_id = ?";
    return this.#db.query(sql).get(one, other) !== null;
  }

  friends(id: number): { user_id: number; nickname: string; remark: string }[] {
    return this.#db
      .query<{ user_id: number; nickname: string; remark: string }, [number]>(
        `SELECT person.id AS user_id, nickname, remark FROM friendship
         JOIN person ON person.id = friend_id WHERE user_id = ? ORDER BY friend_id`,
      )
      .all(id);
  }
}
