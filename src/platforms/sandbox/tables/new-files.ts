/** What a start has made on the disk, so that one that fails leaves nothing behind. */
import { mkdirSync, rmSync, rmdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

export class NewFiles {
  readonly #folder: string;
  /** The outermost folder that was made, undefined where all were there. */
  #made: string | undefined;
  #file: string | undefined;

  /** `folder` is that of the world. */
  constructor(folder: string) {
    this.#folder = resolve(folder);
  }

  /** Makes the folder, where it is not there. */
  makeFolder(): void {
    this.#made = mkdirSync(this.#folder, { recursive: true });
  }

  /** A database that is being made there. */
  claim(file: string): void {
    this.#file = file;
  }

  /** What was made stays. */
  keep(): void {
    this.#file = undefined;
    this.#made = undefined;
  }

  /** Takes away what was made: the database, once it is closed, and folders that are empty. */
  remove(): void {
    if (this.#file !== undefined)
      for (const end of ["", "-wal", "-shm"]) rmSync(`${this.#file}${end}`, { force: true });
    if (this.#made === undefined) return;
    const outside = dirname(resolve(this.#made));
    try {
      removeEmpty(join(this.#folder, "media"));
      for (let folder = this.#folder; folder !== outside; folder = dirname(folder))
        rmdirSync(folder);
    } catch {
      // Somebody has put something there.
    }
  }
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It is not there, or not empty, which its parent will tell.
  }
}
