/** Forwarded conversations: kept apart from messages, which hold only their id. */
import type { Database } from "bun:sqlite";

import * as v from "valibot";

import { Int, ReceivedSegment } from "../../../protocol/entity.ts";

/** One message of a forwarded conversation; `time` is in seconds. */
export const ForwardNode = v.object({
  user_id: Int,
  nickname: v.string(),
  time: Int,
  content: v.array(ReceivedSegment),
});
export type ForwardNode = v.InferOutput<typeof ForwardNode>;

export class Forwards {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** `nodes` is the JSON text of a list of nodes. */
  add(id: string, nodes: string): void {
    this.#db.query("INSERT INTO forward VALUES (?, ?)").run(id, nodes);
  }

  find(id: string): ForwardNode[] | undefined {
    const row = this.#db
      .query<{ nodes: string }, [string]>("SELECT nodes FROM forward WHERE id = ?")
      .get(id);
    return row ? (JSON.parse(row.nodes) as ForwardNode[]) : undefined;
  }
}

/** The id of the conversation a message holds; undefined where it holds none. */
export function forwardIdOf(segments: readonly ReceivedSegment[]): string | undefined {
  const id = segments.find(({ type }) => type === "forward")?.data["id"];
  return typeof id === "string" ? id : undefined;
}
