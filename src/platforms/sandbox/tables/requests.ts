/** Requests that wait for somebody's decision: to be friends, to join a group, to come into one. */
import type { Database } from "bun:sqlite";
import { randomUUID } from "node:crypto";

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
}

/** A request's number, for those who know requests by numbers: the first 48 bits of its flag. */
export function numberOf(flag: string): number {
  return Number.parseInt(flag.slice(0, 13).replace("-", ""), 16) || 0;
}

/** How the flag begins that has a number. */
function toStart(number: number): string {
  return number.toString(16).padStart(12, "0").replace(/^.{8}/, "$&-");
}

export class Requests {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  add(request: Pick<Request, "kind" | "user_id" | "target_id" | "group_id" | "comment">): string {
    const { kind, user_id, target_id, group_id, comment } = request;
    const flag = randomUUID();
    this.#db
      .query(
        "INSERT INTO request (flag, kind, user_id, target_id, group_id, comment) VALUES (?, ?, ?, ?, ?, ?)",
      )
      .run(flag, kind, user_id, target_id, group_id, comment);
    return flag;
  }

  /** A request that nobody has decided yet, by its flag or its number. */
  findPending(flag: string): Request | undefined {
    const sql =
      "SELECT * FROM request WHERE (flag = ?1 OR substr(flag, 1, 13) = ?2) AND state = 'pending'";
    const start = /^\d{1,15}$/.test(flag) ? toStart(Number(flag)) : "";
    return this.#db.query<Request, [string, string]>(sql).get(flag, start) ?? undefined;
  }

  /** Requests about groups that somebody may decide, the latest last; `groups` are those they own or administer. */
  about(user: number, groups: readonly number[]): Request[] {
    const sql = `SELECT * FROM request WHERE state = 'pending'
      AND (kind = 'invite' AND target_id = ? OR kind = 'add' AND group_id IN (SELECT value FROM json_each(?)))`;
    return this.#db.query<Request, [number, string]>(sql).all(user, JSON.stringify(groups));
  }

  decide(flag: string, { approve, reason }: { approve: boolean; reason: string }): void {
    this.#db
      .query("UPDATE request SET state = ?, reason = ? WHERE flag = ?")
      .run(approve ? "approved" : "refused", reason, flag);
  }
}
