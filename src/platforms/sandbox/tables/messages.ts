/** Messages that were sent: kept, found again, and recalled. */
import type { Database, Statement } from "bun:sqlite";

import type { ReceivedSegment } from "../../../protocol/entity.ts";
import { refuse } from "../../../protocol/reply.ts";

/** A message to a group, or to a person (`target_id`); then `group_id` is the group strangers met in. */
export interface Message {
  id: number;
  time: number;
  user_id: number;
  target_id: number | null;
  group_id: number | null;
  /** The mask it was sent under. */
  anonymous_id: number | null;
  segments: ReceivedSegment[];
  recalled: boolean;
}

/** Which part of a long conversation. */
export interface Page {
  upTo: number;
  count: number;
}

/** Ids of messages are int32. */
export const maxId = 2 ** 31 - 1;

type Row = Omit<Message, "segments" | "recalled"> & { segments: string; recalled: number };

export class Messages {
  readonly #db: Database;
  readonly #insert: Statement;

  constructor(db: Database) {
    this.#db = db;
    this.#insert = db.query(
      `INSERT INTO message (time, user_id, target_id, group_id, anonymous_id, segments)
       VALUES (?, ?, ?, ?, ?, ?)`,
    );
  }

  /** Keeps a message and gives it an id that was never used before. */
  add(message: Omit<Message, "id" | "recalled">): Message {
    const { time, user_id, target_id, group_id, anonymous_id, segments } = message;
    const text = JSON.stringify(segments);
    const { lastInsertRowid } = this.#insert.run(
      time,
      user_id,
      target_id,
      group_id,
      anonymous_id,
      text,
    );
    const id = Number(lastInsertRowid);
    if (id > maxId)
      refuse("notPermitted", "All ids of messages are used up; .sandbox.reset starts over");
    return { id, time, user_id, target_id, group_id, anonymous_id, segments, recalled: false };
  }

  find(id: number): Message | undefined {
    const row = this.#db.query<Row, [number]>("SELECT * FROM message WHERE id = ?").get(id);
    return row ? fromRow(row) : undefined;
  }

  /** The last messages of a group up to one of them, oldest first. */
  ofGroup(group: number, { upTo, count }: Page): Message[] {
    return this.#db
      .query<Row, [number, number, number]>(
        `SELECT * FROM message WHERE group_id = ? AND target_id IS NULL AND id <= ?
         AND NOT recalled ORDER BY id DESC LIMIT ?`,
      )
      .all(group, upTo, count)
      .map(fromRow)
      .toReversed();
  }

  /** The last messages between two people up to one of them, oldest first. */
  between(one: number, other: number, { upTo, count }: Page): Message[] {
    return this.#db
      .query<Row, [number, number, number, number]>(
        `SELECT * FROM message WHERE target_id IS NOT NULL AND min(user_id, target_id) = ?
         AND max(user_id, target_id) = ? AND id <= ? AND NOT recalled ORDER BY id DESC LIMIT ?`,
      )
      .all(Math.min(one, other), Math.max(one, other), upTo, count)
      .map(fromRow)
      .toReversed();
  }

  /** Adds or takes back somebody's emoji; gives how many then have set it, undefined where nothing changed. */
  setEmoji({
    id,
    emoji,
    user,
    set,
  }: {
    id: number;
    emoji: string;
    user: number;
    set: boolean;
  }): number | undefined {
    const sql = set
      ? "INSERT OR IGNORE INTO emoji_like VALUES (?, ?, ?)"
      : "DELETE FROM emoji_like WHERE message_id = ? AND emoji_id = ? AND user_id = ?";
    if (this.#db.query(sql).run(id, emoji, user).changes === 0) return undefined;
    const counting = "SELECT count(*) AS n FROM emoji_like WHERE message_id = ? AND emoji_id = ?";
    return this.#db.query<{ n: number }, [number, string]>(counting).get(id, emoji)?.n ?? 0;
  }

  removeGroup(group: number): void {
    this.#db.query("DELETE FROM message WHERE group_id = ? AND target_id IS NULL").run(group);
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
