/** Who may do what in a group: who is in it, who stands above whom, who may not come back. */
import type { Database } from "bun:sqlite";

import type { Role } from "../../../protocol/entity.ts";
import { refuse } from "../../../protocol/reply.ts";
import type { Group, GroupMember, Roster } from "./roster.ts";

export class Groups {
  readonly #db: Database;
  readonly #roster: Roster;

  constructor(db: Database, roster: Roster) {
    this.#db = db;
    this.#roster = roster;
  }

  require(id: number): Readonly<Group> {
    return this.#roster.group(id) ?? refuse("unknownTarget", `There is no group ${id}`);
  }

  /** Somebody else in a group; refuses where they are not in it. */
  requireMember(group: number, user: number): Readonly<GroupMember> {
    return (
      this.#roster.member(group, user) ??
      refuse("unknownTarget", `${user} is not in group ${group}`)
    );
  }

  /** The caller as a member of a group; refuses where the group is unknown or they are not in it. */
  requireOwn(group: number, caller: number): Readonly<GroupMember> {
    this.require(group);
    return (
      this.#roster.member(group, caller) ??
      refuse("notPermitted", `${caller} is not in group ${group}`)
    );
  }

  /** Keeps somebody from asking to join again. */
  shutOut(group: number, user: number): void {
    this.#db.query("INSERT OR IGNORE INTO shut_out VALUES (?, ?)").run(group, user);
  }

  isShutOut(group: number, user: number): boolean {
    const sql = "SELECT 1 FROM shut_out WHERE group_id = ? AND user_id = ?";
    return this.#db.query(sql).get(group, user) !== null;
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
