/** Messages that were sent: kept, found again, and recalled. */
import type { Database } from "bun:sqlite";

import type { ReceivedSegment } from "../../protocol/entity.ts";

/** A message to a group, or to a person (`target_id`); then `group_id` is the group strangers met in. */
export interface Message {
  id: number;
  time: number;
  user_id: number;
  target_id: number | null;
  group_id: number | null;
  segments: ReceivedSegment[];
  recalled: boolean;
}

type Row = Omit<Message, "segments" | "recalled"> & { segments: string; recalled: number };

export class Messages {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Keeps a message and gives it an id that was never used before. */
  add(message: Omit<Message, "id" | "recalled">): Message {
    const { time, user_id, target_id, group_id, segments } = message;
    const { lastInsertRowid } = this.#db
      .query(
        "INSERT INTO message (time, user_id, target_id, group_id, segments) VALUES (?, ?, ?, ?, ?)",
      )
      .run(time, user_id, target_id, group_id, JSON.stringify(segments));
    return { ...message, id: Number(lastInsertRowid), recalled: false };
  }

  find(id: number): Message | undefined {
    const row = this.#db.query<Row, [number]>("SELECT * FROM message WHERE id = ?").get(id);
    return row ? fromRow(row) : undefined;
  }

  recall(id: number): void {
    this.#db.query("UPDATE message SET recalled = 1 WHERE id = ?").run(id);
  }
}

function fromRow(row: Row): Message {
  return {
    ...row,
    segments: JSON.parse(row.segments) as ReceivedSegment[],
    recalled: row.recalled !== 0,
  };
}
