/** Requests that wait for somebody's decision: to be friends, to join a group, to come into one. */
import type { Database } from "bun:sqlite";
import { randomUUID } from "node:crypto";

import type { Store } from "./store.ts";

export interface Request {
  flag: string;
  kind: "friend" | "add" | "invite";
  /** Who asks or, for an invitation, who invites. */
  user_id: number;
  /** Who is asked to be a friend, or is invited; null where a group is asked. */
  target_id: number | null;
  group_id: number | null;
  comment: string;
  state: "pending" | "approved" | "refused";
  reason: string;
  /** When it was made, in seconds; 0 where that is not known. */
  time: number;
  decided_by: number | null;
}

/** A request's number, for those who know requests by numbers: the first 48 bits of its flag. */
export function numberOf(flag: string): number {
  return Number.parseInt(flag.slice(0, 13).replace("-", ""), 16) || 0;
}

/** How the flag begins that has a number. */
function toStart(number: number): string {
  return number.toString(16).padStart(12, "0").replace(/^.{8}/, "$&-");
}

interface Decision {
  approve: boolean;
  reason: string;
  by: number;
}

const latestFirst = "ORDER BY state <> 'pending', time DESC, flag";

export class Requests {
  readonly #db: Database;
  readonly #store: Store;

  constructor(store: Store) {
    this.#db = store.db;
    this.#store = store;
  }

  add(request: Omit<Request, "flag" | "state" | "reason" | "decided_by">): string {
    const { kind, user_id, target_id, group_id, comment, time } = request;
    const flag = randomUUID();
    this.#db
      .query(
        `INSERT INTO request (flag, kind, user_id, target_id, group_id, comment, time)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(flag, kind, user_id, target_id, group_id, comment, time);
    this.#store.note("requests");
    return flag;
  }

  /** A request that nobody has decided yet, by its flag or its number. */
  findPending(flag: string): Request | undefined {
    const sql =
      "SELECT * FROM request WHERE (flag = ?1 OR substr(flag, 1, 13) = ?2) AND state = 'pending'";
    const start = /^\d{1,15}$/.test(flag) ? toStart(Number(flag)) : "";
    return this.#db.query<Request, [string, string]>(sql).get(flag, start) ?? undefined;
  }

  /** Invitations of somebody, those that wait first, then the latest. */
  inviting(user: number, count: number): Request[] {
    const sql = `SELECT * FROM request WHERE kind = 'invite' AND target_id = ? ${latestFirst} LIMIT ?`;
    return this.#db.query<Request, [number, number]>(sql).all(user, count);
  }

  /** Requests to join some groups, those that wait first, then the latest. */
  joining(groups: readonly number[], count: number): Request[] {
    const sql = `SELECT * FROM request WHERE kind = 'add'
      AND group_id IN (SELECT value FROM json_each(?)) ${latestFirst} LIMIT ?`;
    return this.#db.query<Request, [string, number]>(sql).all(JSON.stringify(groups), count);
  }

  /** All there are, those that wait first, then the latest. */
  list(count: number): Request[] {
    const sql = `SELECT * FROM request ${latestFirst} LIMIT ?`;
    return this.#db.query<Request, [number]>(sql).all(count);
  }

  /** How many wait for a decision. */
  countPending(): number {
    const sql = "SELECT count(*) AS n FROM request WHERE state = 'pending'";
    return this.#db.query<{ n: number }, []>(sql).get()?.n ?? 0;
  }

  decide(flag: string, { approve, reason, by }: Decision): void {
    this.#db
      .query("UPDATE request SET state = ?, reason = ?, decided_by = ? WHERE flag = ?")
      .run(approve ? "approved" : "refused", reason, by, flag);
    this.#store.note("requests");
  }
}
