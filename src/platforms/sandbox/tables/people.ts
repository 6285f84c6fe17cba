/** People and their friendships. */
import type { Database } from "bun:sqlite";

import type { Sex } from "../../../protocol/entity.ts";
import { refuse } from "../../../protocol/reply.ts";
import type { Store } from "./store.ts";

export interface Person {
  id: number;
  nickname: string;
  sex: Sex;
  age: number;
}

export class People {
  readonly #db: Database;
  readonly #store: Store;

  constructor(store: Store) {
    this.#db = store.db;
    this.#store = store;
  }

  find(id: number): Person | undefined {
    return (
      this.#db.query<Person, [number]>("SELECT * FROM person WHERE id = ?").get(id) ?? undefined
    );
  }

  require(id: number): Person {
    return this.find(id) ?? refuse("unknownTarget", `There is nobody with the number ${id}`);
  }

  /** Everybody, by number. */
  list(): { user_id: number; nickname: string }[] {
    return this.#db
      .query<{ user_id: number; nickname: string }, []>(
        "SELECT id AS user_id, nickname FROM person ORDER BY id",
      )
      .all();
  }

  add({ id, nickname, sex, age }: Person): void {
    this.#db.query("INSERT INTO person VALUES (?, ?, ?, ?)").run(id, nickname, sex, age);
  }

  /** The greatest number anybody has, 0 where there is nobody. */
  lastId(): number {
    return this.#db.query<{ id: number }, []>("SELECT max(id) AS id FROM person").get()?.id ?? 0;
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

  unfriend(one: number, other: number): void {
    this.#db
      .query("DELETE FROM friendship WHERE (user_id, friend_id) IN (VALUES (?1, ?2), (?2, ?1))")
      .run(one, other);
  }

  setRemark(user: number, friend: number, remark: string): void {
    this.#db
      .query("UPDATE friendship SET remark = ? WHERE user_id = ? AND friend_id = ?")
      .run(remark, user, friend);
  }

  /** How often somebody has liked a friend on a day. */
  likes(user: number, friend: number, day: number): number {
    const sql = "SELECT times FROM liking WHERE user_id = ? AND friend_id = ? AND day = ?";
    return (
      this.#db.query<{ times: number }, [number, number, number]>(sql).get(user, friend, day)
        ?.times ?? 0
    );
  }

  setLikes({
    user,
    friend,
    day,
    times,
  }: {
    user: number;
    friend: number;
    day: number;
    times: number;
  }): void {
    this.#db
      .query("INSERT OR REPLACE INTO liking VALUES (?, ?, ?, ?)")
      .run(user, friend, day, times);
  }

  set(id: number, { nickname, sex, age }: Omit<Person, "id">): void {
    this.#db
      .query("UPDATE person SET nickname = ?, sex = ?, age = ? WHERE id = ?")
      .run(nickname, sex, age, id);
    this.#store.forget();
  }

  remove(id: number): void {
    this.#db.query("DELETE FROM person WHERE id = ?").run(id);
    this.#store.forget();
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
