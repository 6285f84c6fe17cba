/** Files in groups, in their folders, and files from one person to another. */
import type { Database } from "bun:sqlite";
import { randomUUID } from "node:crypto";

import { refuse } from "../../../protocol/reply.ts";

export interface File {
  id: string;
  group_id: number | null;
  folder_id: string | null;
  user_id: number;
  target_id: number | null;
  name: string;
  /** The name of the stored medium that holds the bytes. */
  medium: string;
  size: number;
  time: number;
  download_times: number;
}

export interface Folder {
  id: string;
  group_id: number;
  user_id: number;
  name: string;
  time: number;
}

export class Files {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  add(file: Omit<File, "id" | "download_times">): File {
    const id = `/${randomUUID()}`;
    const { group_id, folder_id, user_id, target_id, name, medium, size, time } = file;
    this.#db
      .query(
        `INSERT INTO file (id, group_id, folder_id, user_id, target_id, name, medium, size, time)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(id, group_id, folder_id, user_id, target_id, name, medium, size, time);
    return { id, ...file, download_times: 0 };
  }

  find(id: string): File | undefined {
    return this.#db.query<File, [string]>("SELECT * FROM file WHERE id = ?").get(id) ?? undefined;
  }

  /** A file of a group; refuses where it has none of that id. */
  require(group: number, id: string): File {
    const file = this.find(id);
    return file?.group_id === group
      ? file
      : refuse("unknownTarget", `There is no file ${id} in group ${group}`);
  }

  /** A folder of a group; refuses where it has none of that id. */
  requireFolder(group: number, id: string): Folder {
    return (
      this.findFolder(group, id) ??
      refuse("unknownTarget", `There is no folder ${id} in group ${group}`)
    );
  }

  /** The folder an id means, null where it means none: the root. */
  toFolder(group: number, id: string | undefined): string | null {
    return !id || id === "/" ? null : this.requireFolder(group, id).id;
  }

  set<Key extends "name" | "folder_id">(id: string, key: Key, value: File[Key]): void {
    this.#db.query(`UPDATE file SET ${key} = ? WHERE id = ?`).run(value, id);
  }

  renameFolder(id: string, name: string): void {
    this.#db.query("UPDATE folder SET name = ? WHERE id = ?").run(name, id);
  }

  /** Counts that a file was fetched: all that hold the same under the same name have one address. */
  countDownload(medium: string, name: string): void {
    this.#db
      .query("UPDATE file SET download_times = download_times + 1 WHERE medium = ? AND name = ?")
      .run(medium, name);
  }

  remove(id: string): void {
    this.#db.query("DELETE FROM file WHERE id = ?").run(id);
  }

  /** A group's files in one folder, or in none. */
  list(group: number, folder: string | null): File[] {
    return this.#db
      .query<File, [number, string | null]>(
        "SELECT * FROM file WHERE group_id = ? AND folder_id IS ? ORDER BY time, id",
      )
      .all(group, folder);
  }

  count(group: number): { count: number; size: number } {
    const sql =
      "SELECT count(*) AS count, coalesce(sum(size), 0) AS size FROM file WHERE group_id = ?";
    return (
      this.#db.query<{ count: number; size: number }, [number]>(sql).get(group) ?? {
        count: 0,
        size: 0,
      }
    );
  }

  addFolder(folder: Omit<Folder, "id">): Folder {
    const id = `/${randomUUID()}`;
    const { group_id, user_id, name, time } = folder;
    this.#db
      .query("INSERT INTO folder VALUES (?, ?, ?, ?, ?)")
      .run(id, group_id, user_id, name, time);
    return { id, ...folder };
  }

  findFolder(group: number, id: string): Folder | undefined {
    const sql = "SELECT * FROM folder WHERE group_id = ? AND id = ?";
    return this.#db.query<Folder, [number, string]>(sql).get(group, id) ?? undefined;
  }

  folders(group: number): Folder[] {
    return this.#db
      .query<Folder, [number]>("SELECT * FROM folder WHERE group_id = ? ORDER BY time, id")
      .all(group);
  }

  removeFolder(id: string): void {
    this.#db.query("DELETE FROM folder WHERE id = ?").run(id);
  }
}
