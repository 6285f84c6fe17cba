/** The folder that holds what media contain, a file for each by its name, and what was converted from them. */
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { readdir, rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { recordFormats } from "../../../protocol/action.ts";
import { refuse } from "../../../protocol/reply.ts";
import type { Breath } from "./breath.ts";

/** A medium is named by the hash of what it holds, so that no name can mean two things. */
const nameSource = String.raw`[0-9a-f]{64}(?:\.[0-9a-z]+)?`;
export const mediumNames = new RegExp(nameSource, "g");
const conversionEnd = new RegExp(`\\.(?:${recordFormats.join("|")})$`);
const sliceOfNames = 100;

export class Shelf implements Disposable {
  readonly #dataDir: string;
  /** Marks the unfinished files of this run: those of others will never be finished. */
  readonly #run = crypto.randomUUID();
  #lastPartial = 0;
  #folder: string | undefined;

  /** Keeps files below a data folder, or until disposal where the world is in memory. */
  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  path(name: string): string {
    return join(this.#place(), name);
  }

  /** Whether something is there, whole: somebody may have deleted it, or a disk lost its end. */
  holds({ name, size }: { name: string; size: number }): boolean {
    if (this.#folder === undefined && this.#isTemporary) return false;
    return statSync(this.path(name), { throwIfNoEntry: false })?.size === size;
  }

  /** Puts bytes under a name, all or nothing. */
  async write(name: string, bytes: Uint8Array): Promise<void> {
    using unfinished = new DisposableStack();
    try {
      const partial = this.partial(name);
      unfinished.defer(() => rmSync(partial, { force: true }));
      await Bun.write(partial, bytes);
      await rename(partial, this.path(name));
    } catch (error) {
      refuse("notPermitted", `file cannot be stored: ${(error as NodeJS.ErrnoException).code}`);
    }
  }

  /** Where a file can be made that then gets another name; what ends there halfway is swept away. */
  partial(name: string, end = ""): string {
    return this.path(`${name}.${this.#run}.${++this.#lastPartial}.part${end}`);
  }

  /** Where a conversion lies: beside the original, its format appended. */
  conversion(name: string, format: string): string {
    return this.path(`${name}.${format}`);
  }

  /** Removes a file and the conversions of it; gives how many bytes those filled. */
  remove(name: string): number {
    removeFile(this.path(name));
    return recordFormats
      .map((format) => removeFile(this.conversion(name, format)))
      .reduce((sum, bytes) => sum + bytes, 0);
  }

  /**
   * Removes what a run that was killed has left: unfinished files, and those that `isKnown` does not know. Gives how
   * many bytes the conversions fill that stay.
   */
  async sweep(isKnown: (name: string) => boolean, breath: Breath): Promise<number> {
    // One that was never made holds nothing.
    if (this.#isTemporary) return 0;
    const names = await readdir(resolve(this.#dataDir, "media")).catch(() => []);
    await breath.take();
    let converted = 0;
    for (const [index, name] of names.entries()) {
      if (index % sliceOfNames === sliceOfNames - 1) await breath.take();
      if (!isOurs.test(name) || isKnown(name)) continue;
      const partial = /\.part(?:\.[0-9a-z]+)?$/.test(name);
      if (partial && name.includes(this.#run)) continue;
      if (!partial && isKnown(name.replace(conversionEnd, "")))
        converted += statSync(this.path(name), { throwIfNoEntry: false })?.size ?? 0;
      else removeFile(this.path(name));
    }
    return converted;
  }

  [Symbol.dispose](): void {
    if (this.#isTemporary && this.#folder !== undefined)
      rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Made only when it is needed: most worlds in memory never hold a medium. */
  #place(): string {
    if (this.#folder === undefined) {
      this.#folder = this.#isTemporary
        ? mkdtempSync(join(tmpdir(), "onebot-"))
        : resolve(this.#dataDir, "media");
      mkdirSync(this.#folder, { recursive: true });
    }
    return this.#folder;
  }

  get #isTemporary(): boolean {
    return this.#dataDir === ":memory:";
  }
}

/** What else people put into the folder is theirs. */
const isOurs = new RegExp(`^${nameSource}`);

function removeFile(path: string): number {
  const { size = 0 } = statSync(path, { throwIfNoEntry: false }) ?? {};
  rmSync(path, { force: true });
  return size;
}
