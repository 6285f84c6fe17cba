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

  /** A request that nobody has decided yet. */
  findPending(flag: string): Request | undefined {
    const sql = "SELECT * FROM request WHERE flag = ? AND state = 'pending'";
    return this.#db.query<Request, [string]>(sql).get(flag) ?? undefined;
  }

  decide(flag: string, { approve, reason }: { approve: boolean; reason: string }): void {
    this.#db
      .query("UPDATE request SET state = ?, reason = ? WHERE flag = ?")
      .run(approve ? "approved" : "refused", reason, flag);
  }
}
