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

/** Which part of a long conversation: the last messages up to one of them, or the first from one on. */
export type Page = { count: number } & ({ upTo: number } | { from: number });

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

  /** Messages of a group, oldest first. */
  ofGroup(group: number, page: Page): Message[] {
    const { at, order } = toOrder(page);
    const rows = this.#db
      .query<Row, [number, number, number]>(
        `SELECT * FROM message WHERE group_id = ? AND target_id IS NULL AND ${order} LIMIT ?`,
      )
      .all(group, at, page.count);
    return oldestFirst(rows);
  }

  /** Messages between two people, oldest first. */
  between(one: number, other: number, page: Page): Message[] {
    const { at, order } = toOrder(page);
    const rows = this.#db
      .query<Row, [number, number, number, number]>(
        `SELECT * FROM message WHERE target_id IS NOT NULL AND min(user_id, target_id) = ?
         AND max(user_id, target_id) = ? AND ${order} LIMIT ?`,
      )
      .all(Math.min(one, other), Math.max(one, other), at, page.count);
    return oldestFirst(rows);
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

  /** The last message of each conversation somebody is in, the latest first; of the world's last messages only. */
  recent(user: number, groups: readonly number[], count: number): Message[] {
    const sql = `SELECT * FROM message WHERE id IN (
        SELECT max(id) FROM (
          SELECT id, user_id, target_id, group_id FROM message WHERE NOT recalled
          ORDER BY id DESC LIMIT 10000
        ) WHERE CASE WHEN target_id IS NULL THEN group_id IN (SELECT value FROM json_each(?2))
          ELSE ?1 IN (user_id, target_id) END
        GROUP BY target_id IS NULL, CASE WHEN target_id IS NULL THEN group_id
          WHEN target_id = ?1 THEN user_id ELSE target_id END
      ) ORDER BY id DESC LIMIT ?3`;
    return this.#db
      .query<Row, [number, string, number]>(sql)
      .all(user, JSON.stringify(groups), count)
      .map(fromRow);
  }

  /** Who has set an emoji on a message, by number. */
  likers(id: number, emoji: string): { user_id: number; nickname: string }[] {
    return this.#db
      .query<{ user_id: number; nickname: string }, [number, string]>(
        `SELECT user_id, coalesce(nickname, '') AS nickname FROM emoji_like
         LEFT JOIN person ON person.id = user_id WHERE message_id = ? AND emoji_id = ? ORDER BY user_id`,
      )
      .all(id, emoji);
  }

  /** How often everybody was mentioned in a group since a time, by whom; of the last messages only. */
  mentionsOfAll(group: number, since: number): { user_id: number; times: number }[] {
    return this.#db
      .query<{ user_id: number; times: number }, [number, number, string]>(
        `SELECT user_id, count(*) AS times FROM (
           SELECT time, user_id, segments FROM message WHERE group_id = ? AND target_id IS NULL
           ORDER BY id DESC LIMIT 10000
         ) WHERE time >= ? AND instr(segments, ?) GROUP BY user_id`,
      )
      .all(group, since, JSON.stringify({ type: "at", data: { qq: "all" } }).slice(0, -2));
  }

  removeGroup(group: number): void {
    this.#db.query("DELETE FROM message WHERE group_id = ? AND target_id IS NULL").run(group);
  }

  recall(id: number): void {
    this.#db.query("UPDATE message SET recalled = 1 WHERE id = ?").run(id);
  }
}

function toOrder(page: Page): { at: number; order: string } {
  return "upTo" in page
    ? { at: page.upTo, order: "id <= ? AND NOT recalled ORDER BY id DESC" }
    : { at: page.from, order: "id >= ? AND NOT recalled ORDER BY id" };
}

function oldestFirst(rows: readonly Row[]): Message[] {
  return rows.map(fromRow).toSorted((one, other) => one.id - other.id);
}

function fromRow(row: Row): Message {
  return {
    ...row,
    segments: JSON.parse(row.segments) as ReceivedSegment[],
    recalled: row.recalled !== 0,
  };
}
