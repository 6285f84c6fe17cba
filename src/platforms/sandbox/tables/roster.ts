/** Groups and their members as they were last read: every message asks for them, and they seldom change. */
import type { Database, Statement } from "bun:sqlite";

import type { Role } from "../../../protocol/entity.ts";
import type { Person } from "./people.ts";

export interface Group {
  id: number;
  name: string;
  max_member_count: number;
  whole_ban: number;
  /** Whether anonymous messages are allowed. */
  anonymity: number;
}

/** Somebody in a group, with who they are. Times are in seconds; `banned_until` is 0 for never. */
export interface GroupMember extends Person {
  group_id: number;
  role: Role;
  card: string;
  level: number;
  title: string;
  title_expire_time: number;
  join_time: number;
  last_sent_time: number;
  banned_until: number;
}

const maxRows = 20_000;

const selectMembers = "SELECT person.*, member.* FROM member JOIN person ON person.id = user_id";
// For one row, starting a join costs ten times what it finds.
const selectMember = `SELECT user_id AS id, member.*,
  (SELECT nickname FROM person WHERE id = user_id) AS nickname,
  (SELECT sex FROM person WHERE id = user_id) AS sex,
  (SELECT age FROM person WHERE id = user_id) AS age FROM member`;

export class Roster {
  readonly #selectGroup: Statement<Group, [number]>;
  readonly #selectMember: Statement<GroupMember, [number, number]>;
  readonly #selectMembers: Statement<GroupMember, [number]>;
  readonly #groups = new Map<number, Group>();
  readonly #members = new Map<number, Map<number, GroupMember | null>>();
  readonly #lists = new Map<number, readonly GroupMember[]>();
  #rows = 0;

  constructor(db: Database) {
    this.#selectGroup = db.query("SELECT * FROM chat_group WHERE id = ?");
    this.#selectMember = db.query(`${selectMember} WHERE group_id = ? AND user_id = ?`);
    this.#selectMembers = db.query(`${selectMembers} WHERE group_id = ? ORDER BY user_id`);
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

  /** All members of a group, by number. */
  members(group: number): readonly Readonly<GroupMember>[] {
    const known = this.#lists.get(group);
    if (known) return known;
    const members = this.#selectMembers.all(group);
    this.#count(members.length);
    this.#lists.set(group, members);
    return members;
  }

  /** To be called when something of groups, members or people was written, or taken back. */
  forget(): void {
    this.#groups.clear();
    this.#members.clear();
    this.#lists.clear();
    this.#rows = 0;
  }

  /** The same, where it is one member only. */
  forgetMember(group: number, user: number): void {
    this.#members.get(group)?.delete(user);
    this.#lists.delete(group);
  }

  #count(rows: number): void {
    if (this.#rows + rows > maxRows) this.forget();
    this.#rows += rows;
  }
}
