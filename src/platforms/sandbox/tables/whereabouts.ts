/** Where something was shown: in which messages, forwarded conversations, files and notices. */
import type { Database } from "bun:sqlite";

import type { File } from "./files.ts";
import type { Message } from "./messages.ts";

/** Who said something, to whom or where. */
export type Shown = Pick<Message, "user_id" | "target_id" | "group_id" | "anonymous_id">;

// Nothing names what a text holds, so that texts are looked through, and no more of them than this.
const maxMessages = 10_000;
const maxForwards = 1000;

export class Whereabouts {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Messages with a part of their segments' JSON text; those from and to the same are one. */
  inMessages(part: string): Shown[] {
    return this.#db
      .query<Shown, [string]>(
        `SELECT DISTINCT user_id, target_id, group_id, anonymous_id IS NOT NULL AS anonymous_id FROM (
           SELECT * FROM message WHERE NOT recalled ORDER BY id DESC LIMIT ${maxMessages}
         ) WHERE instr(segments, ?)`,
      )
      .all(part)
      .map((row) => ({ ...row, anonymous_id: row.anonymous_id || null }));
  }

  /** The ids of conversations with a part of their nodes' JSON text. */
  inForwards(part: string): string[] {
    return this.#db
      .query<{ id: string }, [string]>(
        `SELECT id FROM (SELECT * FROM forward LIMIT ${maxForwards})
         WHERE instr(nodes, ?)`,
      )
      .all(part)
      .map(({ id }) => id);
  }

  /** Files with some bytes; those of the same are one. */
  inFiles(medium: string): Pick<File, "user_id" | "target_id" | "group_id">[] {
    return this.#db
      .query<File, [string]>(
        "SELECT DISTINCT user_id, target_id, group_id FROM file WHERE medium = ?",
      )
      .all(medium);
  }

  /** Groups with a picture in a notice. */
  inNotices(image: string): { group_id: number; user_id: number }[] {
    return this.#db
      .query<{ group_id: number; user_id: number }, [string]>(
        "SELECT DISTINCT group_id, user_id FROM notice WHERE image = ?",
      )
      .all(image);
  }
}
