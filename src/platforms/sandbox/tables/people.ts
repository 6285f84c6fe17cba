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
  long_nick: string;
  /** The name of the medium it is, null where it is drawn. */
  avatar: string | null;
  /** As QQ has them. */
  status: number;
  ext_status: number;
  qq_level: number;
  /** In seconds; 0 where it is not known. */
  reg_time: number;
}

type Newcomer = Pick<Person, "id" | "nickname" | "sex" | "age" | "reg_time">;

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

  add({ id, nickname, sex, age, reg_time }: Newcomer): void {
    this.#db
      .query("INSERT INTO person (id, nickname, sex, age, reg_time) VALUES (?, ?, ?, ?, ?)")
      .run(id, nickname, sex, age, reg_time);
    this.#store.note("people");
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
    this.#store.note("people");
  }

  unfriend(one: number, other: number): void {
    this.#db
      .query("DELETE FROM friendship WHERE (user_id, friend_id) IN (VALUES (?1, ?2), (?2, ?1))")
      .run(one, other);
    this.#store.note("people");
  }

  /** What somebody calls a friend, empty where they call them nothing. */
  remark(user: number, friend: number): string {
    const sql = "SELECT remark FROM friendship WHERE user_id = ? AND friend_id = ?";
    return (
      this.#db.query<{ remark: string }, [number, number]>(sql).get(user, friend)?.remark ?? ""
    );
  }

  setRemark(user: number, friend: number, remark: string): void {
    this.#db
      .query("UPDATE friendship SET remark = ? WHERE user_id = ? AND friend_id = ?")
      .run(remark, user, friend);
  }

  /** Changes some of what somebody is. */
  set(id: number, changes: Partial<Omit<Person, "id">>): void {
    const person = { ...this.require(id), ...changes };
    this.#db
      .query(
        `UPDATE person SET nickname = $nickname, sex = $sex, age = $age, long_nick = $long_nick, avatar = $avatar,
         status = $status, ext_status = $ext_status, qq_level = $qq_level, reg_time = $reg_time WHERE id = $id`,
      )
      .run({ ...person });
    this.#store.forget();
    this.#store.note("people");
  }

  remove(id: number): void {
    this.#db.query("DELETE FROM person WHERE id = ?").run(id);
    this.#store.forget();
    this.#store.note("people", "groups", "requests");
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
