/** How much of the disk a world may fill, its media included. */
import type { Database, Statement } from "bun:sqlite";

import { refuse } from "../../../protocol/reply.ts";

// One unit of work brings in a frame at most; far from the limit, not each of them has to be looked at.
const far = 2 ** 30;
const unitsUnseen = 7;

export class Quota {
  readonly #maxBytes: number;
  readonly #pages: Statement<unknown, []>;
  readonly #freePages: Statement<unknown, []>;
  readonly #pageBytes: number;
  /** What the database held when it was last found past the limit; it may only shrink from there. */
  #past: number;
  /** Bytes outside of the database. */
  #outside = 0;
  #unseen = 0;

  /** What is in `db` counts, whoever wrote it; `maxBytes` is limits.disk_bytes. */
  constructor(db: Database, maxBytes: number) {
    this.#maxBytes = maxBytes;
    this.#pages = db.query("PRAGMA page_count");
    this.#freePages = db.query("PRAGMA freelist_count");
    this.#pageBytes = number(db.query("PRAGMA page_size"));
    this.#past = this.databaseBytes;
  }

  /** What the database holds, without what was deleted from it. */
  get databaseBytes(): number {
    return (number(this.#pages) - number(this.#freePages)) * this.#pageBytes;
  }

  /** Counts bytes that are kept outside of the database, or are no longer (less than none). */
  count(bytes: number): void {
    this.#outside += bytes;
    this.#unseen = 0;
  }

  /** Refuses where `bytes` more would be too many. */
  requireRoom(bytes: number): void {
    if (this.databaseBytes + this.#outside + bytes > this.#maxBytes) this.#refuse();
  }

  /** Refuses where the database has grown past the limit. What was past it before may be changed, and deleted. */
  requireInside(): void {
    if (this.#unseen > 0) {
      this.#unseen--;
      return;
    }
    // Looking at the pages in use costs twice as much, and is seldom needed.
    const room = this.#maxBytes - this.#outside - number(this.#pages) * this.#pageBytes;
    if (room >= 0) {
      this.#past = 0;
      if (room > far) this.#unseen = unitsUnseen;
      return;
    }
    const bytes = this.databaseBytes;
    if (bytes + this.#outside > this.#maxBytes && bytes > this.#past) this.#refuse();
    this.#past = bytes + this.#outside > this.#maxBytes ? bytes : 0;
  }

  #refuse(): never {
    return refuse(
      "tooLarge",
      `The world would fill more than ${this.#maxBytes} bytes of the disk (limits.disk_bytes); clean_cache, .sandbox.drop_snapshot and .sandbox.reset make room`,
    );
  }
}

function number(statement: Statement<unknown, []>): number {
  const [[value] = []] = statement.values() as number[][];
  return value ?? 0;
}
