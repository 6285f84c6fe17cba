/** Groups and their members: what is written of them, and what was last read, since every message asks for it. */
import type { Database, Statement } from "bun:sqlite";

import type { Role } from "../../../protocol/entity.ts";
import type { Person } from "./people.ts";
import type { Store } from "./store.ts";

export interface Group {
  id: number;
  name: string;
  max_member_count: number;
  whole_ban: number;
  /** Whether anonymous messages are allowed. */
  anonymity: number;
  /** The name of the medium it is shown by, null where that is drawn. */
  avatar: string | null;
  /** In seconds; 0 where it is not known. */
  create_time: number;
}

type Profile = Pick<Person, "id" | "nickname" | "sex" | "age" | "qq_level">;

/** Somebody in a group, with who they are. Times are in seconds; `banned_until` is 0 for never. */
export interface GroupMember extends Profile {
  group_id: number;
  role: Role;
  card: string;
  level: number;
  title: string;
  title_expire_time: number;
  join_time: number;
  last_sent_time: number;
  banned_until: number;
  /** What they call the group. */
  group_remark: string;
}

const maxRows = 20_000;

const selectMembers =
  "SELECT id, nickname, sex, age, qq_level, member.* FROM member JOIN person ON person.id = user_id";
// For one row, starting a join costs ten times what it finds.
const selectMember = `SELECT user_id AS id, member.*,
  (SELECT nickname FROM person WHERE id = user_id) AS nickname,
  (SELECT sex FROM person WHERE id = user_id) AS sex,
  (SELECT age FROM person WHERE id = user_id) AS age,
  (SELECT qq_level FROM person WHERE id = user_id) AS qq_level FROM member`;

export class Roster {
  readonly #store: Store;
  readonly #db: Database;
  readonly #selectGroup: Statement<Group, [number]>;
  readonly #selectMember: Statement<GroupMember, [number, number]>;
  readonly #selectMembers: Statement<GroupMember, [number]>;
  readonly #groups = new Map<number, Group>();
  readonly #members = new Map<number, Map<number, GroupMember | null>>();
  readonly #lists = new Map<number, readonly GroupMember[]>();
  #rows = 0;

  constructor(store: Store) {
    const { db } = store;
    this.#store = store;
    this.#db = db;
    this.#selectGroup = db.query("SELECT * FROM chat_group WHERE id = ?");
    this.#selectMember = db.query(`${selectMember} WHERE group_id = ? AND user_id = ?`);
    this.#selectMembers = db.query(`${selectMembers} WHERE group_id = ? ORDER BY user_id`);
    store.remember(() => this.#forget());
  }

  group(id: number): Readonly<Group> | undefined {
    const known = this.#groups.get(id);
    if (known) return known;
    const group = this.#selectGroup.get(id);
    if (!group) return undefined;
    this.#count(1);
    this.#groups.set(id, group);
    return group;
  }

  addGroup(group: Pick<Group, "id" | "name" | "max_member_count" | "create_time">): void {
    const { id, name, max_member_count, create_time } = group;
    this.#db
      .query("INSERT INTO chat_group (id, name, max_member_count, create_time) VALUES (?, ?, ?, ?)")
      .run(id, name, max_member_count, create_time);
    this.#forget();
    this.#store.note("groups");
  }

  /** With a group go its members and all that it kept, but not what was said in it. */
  removeGroup(id: number): void {
    this.#db.query("DELETE FROM chat_group WHERE id = ?").run(id);
    this.#store.forget();
    this.#store.note("groups", "requests");
  }

  setGroup<Key extends Exclude<keyof Group, "id" | "create_time">>(
    id: number,
    key: Key,
    value: Group[Key],
  ): void {
    this.#db.query(`UPDATE chat_group SET ${key} = ? WHERE id = ?`).run(value, id);
    this.#groups.delete(id);
    this.#store.note("groups");
  }

  /** The greatest number of a group, 0 where there is none. */
  lastGroup(): number {
    return (
      this.#db.query<{ id: number }, []>("SELECT max(id) AS id FROM chat_group").get()?.id ?? 0
    );
  }

  /** All groups, by number. */
  list(): { group_id: number; group_name: string }[] {
    return this.#db
      .query<{ group_id: number; group_name: string }, []>(
        "SELECT id AS group_id, name AS group_name FROM chat_group ORDER BY id",
      )
      .all();
  }

  countGroups(): number {
    return this.#db.query<{ n: number }, []>("SELECT count(*) AS n FROM chat_group").get()?.n ?? 0;
  }

  /** The groups somebody is in. */
  groupsOf(user: number): Group[] {
    return this.#db
      .query<Group, [number]>(
        `SELECT chat_group.* FROM member JOIN chat_group ON chat_group.id = group_id
         WHERE user_id = ? ORDER BY group_id`,
      )
      .all(user);
  }

  /** A group that both are in, undefined where they share none. */
  shared(one: number, other: number): number | undefined {
    return this.#db
      .query<{ group_id: number }, [number, number]>(
        `SELECT one.group_id FROM member AS one JOIN member AS other USING (group_id)
         WHERE one.user_id = ? AND other.user_id = ? LIMIT 1`,
      )
      .get(one, other)?.group_id;
  }

  member(group: number, user: number): Readonly<GroupMember> | undefined {
    const known = this.#members.get(group)?.get(user);
    if (known !== undefined) return known ?? undefined;
    const member = this.#selectMember.get(group, user);
    this.#count(1);
    const members = this.#members.get(group);
    if (members) members.set(user, member);
    else this.#members.set(group, new Map([[user, member]]));
    return member ?? undefined;
  }

  hasMember(group: number, user: number): boolean {
    return this.member(group, user) !== undefined;
  }

  /** All members of a group, by number. */
  members(group: number): readonly Readonly<GroupMember>[] {
    const known = this.#lists.get(group);
    if (known) return known;
    const members = this.#selectMembers.all(group);
    this.#count(members.length);
    this.#lists.set(group, members);
    return members;
  }

  countMembers(group: number): number {
    const sql = "SELECT count(*) AS n FROM member WHERE group_id = ?";
    return this.#db.query<{ n: number }, [number]>(sql).get(group)?.n ?? 0;
  }

  join(group: number, user: number, { role, time }: { role: Role; time: number }): void {
    this.#db
      .query(
        "INSERT OR IGNORE INTO member (group_id, user_id, role, join_time) VALUES (?, ?, ?, ?)",
      )
      .run(group, user, role, time);
    this.#forgetMember(group, user);
    this.#store.note("groups");
  }

  leave(group: number, user: number): void {
    this.#db.query("DELETE FROM member WHERE group_id = ? AND user_id = ?").run(group, user);
    this.#forgetMember(group, user);
    this.#store.note("groups");
  }

  setMember<Key extends Exclude<keyof GroupMember, keyof Profile | "group_id">>(
    { group_id, id }: { group_id: number; id: number },
    key: Key,
    value: GroupMember[Key],
  ): void {
    this.#db
      .query(`UPDATE member SET ${key} = ? WHERE group_id = ? AND user_id = ?`)
      .run(value, group_id, id);
    this.#forgetMember(group_id, id);
    // Whoever speaks is not another for it.
    if (key !== "last_sent_time") this.#store.note("groups");
  }

  #forget(): void {
    this.#groups.clear();
    this.#members.clear();
    this.#lists.clear();
    this.#rows = 0;
  }

  #forgetMember(group: number, user: number): void {
    this.#members.get(group)?.delete(user);
    this.#lists.delete(group);
  }

  #count(rows: number): void {
    if (this.#rows + rows > maxRows) this.#forget();
    this.#rows += rows;
  }
}
