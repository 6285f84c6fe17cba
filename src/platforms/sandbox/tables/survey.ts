/** Many people and groups at once, each with the first of what belongs to them. */
import type { Database } from "bun:sqlite";

import type { Role, Sex } from "../../../protocol/entity.ts";

export interface SurveyedPerson {
  user_id: number;
  nickname: string;
  sex: Sex;
  age: number;
}

export interface SurveyedGroup {
  group_id: number;
  group_name: string;
  max_member_count: number;
  whole_ban: number;
  anonymity: number;
  owner_id: number;
  member_count: number;
  muted_count: number;
  message_count: number;
}

export interface SurveyedMember {
  group_id: number;
  user_id: number;
  role: Role;
  card: string;
  title: string;
  title_expire_time: number;
  shut_up_timestamp: number;
}

const maxFriends = 12;
/** To count a million messages takes long. */
const maxMessages = 1000;

export class Survey {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** People whose name or number holds a text, by number. */
  people(find: string, count: number): SurveyedPerson[] {
    return this.#db
      .query<SurveyedPerson, [string, number]>(
        `SELECT id AS user_id, nickname, sex, age FROM person
         WHERE instr(lower(nickname || ' ' || id), lower(?)) > 0 ORDER BY id LIMIT ?`,
      )
      .all(find, count);
  }

  /** The first friends of people, and how many each has. */
  friends(people: readonly number[]): Map<number, { count: number; first: number[] }> {
    const rows = this.#db
      .query<{ user_id: number; friend_id: number; n: number }, [string, number]>(
        `SELECT user_id, friend_id, n FROM (
           SELECT user_id, friend_id, count(*) OVER (PARTITION BY user_id) AS n,
             row_number() OVER (PARTITION BY user_id ORDER BY friend_id) AS place
           FROM friendship WHERE user_id IN (SELECT value FROM json_each(?))
         ) WHERE place <= ?`,
      )
      .all(JSON.stringify(people), maxFriends);
    const friends = new Map<number, { count: number; first: number[] }>();
    for (const { user_id, friend_id, n } of rows) {
      const found = friends.get(user_id);
      if (found) found.first.push(friend_id);
      else friends.set(user_id, { count: n, first: [friend_id] });
    }
    return friends;
  }

  /** Groups by number, or only one; `now` says whose ban still holds. */
  groups({
    count,
    now,
    only = null,
  }: {
    count: number;
    now: number;
    only?: number | null | undefined;
  }): SurveyedGroup[] {
    return this.#db
      .query<SurveyedGroup, [number, number, number, number | null]>(
        `SELECT id AS group_id, name AS group_name, max_member_count, whole_ban, anonymity,
           (SELECT coalesce(min(user_id), 0) FROM member
             WHERE group_id = chat_group.id AND role = 'owner') AS owner_id,
           (SELECT count(*) FROM member WHERE group_id = chat_group.id) AS member_count,
           (SELECT count(*) FROM member
             WHERE group_id = chat_group.id AND banned_until > ?1) AS muted_count,
           (SELECT count(*) FROM (SELECT 1 FROM message
             WHERE group_id = chat_group.id AND target_id IS NULL LIMIT ?2)) AS message_count
         FROM chat_group WHERE ?4 IS NULL OR id = ?4 ORDER BY id LIMIT ?3`,
      )
      .all(now, maxMessages, count, only);
  }

  /** What people are in groups: the owner first, then admins. */
  members(groups: readonly number[], people: readonly number[]): SurveyedMember[] {
    return this.#db
      .query<SurveyedMember, [string, string]>(
        `SELECT group_id, user_id, role, card, title, title_expire_time,
           banned_until AS shut_up_timestamp FROM member
         WHERE group_id IN (SELECT value FROM json_each(?))
           AND user_id IN (SELECT value FROM json_each(?))
         ORDER BY group_id, role = 'member', role = 'admin', user_id`,
      )
      .all(JSON.stringify(groups), JSON.stringify(people));
  }
}
