/** Groups and their members, with who stands above whom. */
import type { Database } from "bun:sqlite";

import type { Role } from "../../../protocol/entity.ts";
import { refuse } from "../../../protocol/reply.ts";
import type { Person } from "./people.ts";
import { Roster } from "./roster.ts";
import type { Group, GroupMember } from "./roster.ts";

export class Groups {
  readonly #db: Database;
  readonly #roster: Roster;

  constructor(db: Database) {
    this.#db = db;
    this.#roster = new Roster(db);
  }

  /** To be called when groups, members or people were changed by somebody else, or changes were taken back. */
  forget(): void {
    this.#roster.forget();
  }

  find(id: number): Readonly<Group> | undefined {
    return this.#roster.group(id);
  }

  require(id: number): Readonly<Group> {
    return this.find(id) ?? refuse("unknownTarget", `There is no group ${id}`);
  }

  add({ id, name, max_member_count }: Pick<Group, "id" | "name" | "max_member_count">): void {
    this.forget();
    this.#db
      .query("INSERT INTO chat_group (id, name, max_member_count) VALUES (?, ?, ?)")
      .run(id, name, max_member_count);
  }

  remove(id: number): void {
    this.forget();
    this.#db.query("DELETE FROM chat_group WHERE id = ?").run(id);
  }

  set<Key extends "name" | "whole_ban" | "anonymity" | "max_member_count">(
    id: number,
    key: Key,
    value: Group[Key],
  ): void {
    this.forget();
    this.#db.query(`UPDATE chat_group SET ${key} = ? WHERE id = ?`).run(value, id);
  }

  /** The greatest number of a group, 0 where there is none. */
  lastId(): number {
    return (
      this.#db.query<{ id: number }, []>("SELECT max(id) AS id FROM chat_group").get()?.id ?? 0
    );
  }

  count(): number {
    return this.#db.query<{ n: number }, []>("SELECT count(*) AS n FROM chat_group").get()?.n ?? 0;
  }

  /** The groups somebody is in. */
  of(user: number): Group[] {
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
    return this.#roster.member(group, user);
  }

  hasMember(group: number, user: number): boolean {
    return this.member(group, user) !== undefined;
  }

  /** Somebody else in a group; refuses where they are not in it. */
  requireMember(group: number, user: number): Readonly<GroupMember> {
    return this.member(group, user) ?? refuse("unknownTarget", `${user} is not in group ${group}`);
  }

  /** The caller as a member of a group; refuses where the group is unknown or they are not in it. */
  requireOwn(group: number, caller: number): Readonly<GroupMember> {
    this.require(group);
    return (
      this.member(group, caller) ?? refuse("notPermitted", `${caller} is not in group ${group}`)
    );
  }

  members(group: number): readonly Readonly<GroupMember>[] {
    return this.#roster.members(group);
  }

  countMembers(group: number): number {
    const sql = "SELECT count(*) AS n FROM member WHERE group_id = ?";
    return this.#db.query<{ n: number }, [number]>(sql).get(group)?.n ?? 0;
  }

  join(group: number, user: number, { role, time }: { role: Role; time: number }): void {
    this.forget();
    this.#db
      .query(
        "INSERT OR IGNORE INTO member (group_id, user_id, role, join_time) VALUES (?, ?, ?, ?)",
      )
      .run(group, user, role, time);
  }

  /** Keeps somebody from asking to join again. */
  shutOut(group: number, user: number): void {
    this.#db.query("INSERT OR IGNORE INTO shut_out VALUES (?, ?)").run(group, user);
  }

  isShutOut(group: number, user: number): boolean {
    const sql = "SELECT 1 FROM shut_out WHERE group_id = ? AND user_id = ?";
    return this.#db.query(sql).get(group, user) !== null;
  }

  leave(group: number, user: number): void {
    this.forget();
    this.#db.query("DELETE FROM member WHERE group_id = ? AND user_id = ?").run(group, user);
  }

  setMember<Key extends Exclude<keyof GroupMember, keyof Person | "group_id">>(
    { group_id, id }: { group_id: number; id: number },
    key: Key,
    value: GroupMember[Key],
  ): void {
    this.#roster.forgetMember(group_id, id);
    this.#db
      .query(`UPDATE member SET ${key} = ? WHERE group_id = ? AND user_id = ?`)
      .run(value, group_id, id);
  }
}

const ranks: Record<Role, number> = { owner: 2, admin: 1, member: 0 };

/** Refuses where a member is neither owner nor admin; `what` completes "may …". */
export function requireAdmin(member: GroupMember, what: string): void {
  if (ranks[member.role] >= ranks.admin) return;
  refuse(
    "notPermitted",
    `Only the owner and admins of group ${member.group_id} may ${what}; ${member.id} is neither`,
  );
}

/** Refuses where a member does not stand above another: admins can touch neither the owner nor each other. */
export function requireAbove(member: GroupMember, other: GroupMember, what: string): void {
  requireAdmin(member, what);
  if (ranks[member.role] > ranks[other.role]) return;
  refuse(
    "notPermitted",
    `${member.id} is ${member.role} of group ${member.group_id} and may not ${what}: ${other.id} is ${other.role}`,
  );
}

/** Whether somebody stands above another in a group. */
export function isAbove(member: GroupMember, other: GroupMember): boolean {
  return ranks[member.role] > ranks[other.role];
}
