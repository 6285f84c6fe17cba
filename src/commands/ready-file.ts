/** A file that says where the server listens, for whoever started it: there once all listens, gone at the end. */
import { renameSync, rmSync, writeFileSync } from "node:fs";

import type { App } from "../app.ts";
import { readyFileFailed } from "../words/start.ts";
import { Failure } from "./command.ts";

export class ReadyFile implements Disposable {
  readonly #file: string | undefined;

  /** Takes away what an earlier server has left there. Without a name it does nothing. */
  constructor(file: string | undefined) {
    this.#file = file;
    this.#remove();
  }

  /** Writes the addresses, all at once. Throws {@link Failure}. */
  write({ url, httpUrl, adminUrl }: Pick<App, "url" | "httpUrl" | "adminUrl">): void {
    const file = this.#file;
    if (file === undefined) return;
    const addresses = { ws: url?.href, http: httpUrl?.href, admin: adminUrl?.href };
    const part = `${file}.${process.pid}.part`;
    try {
      writeFileSync(part, `${JSON.stringify({ ...addresses, pid: process.pid })}\n`);
      renameSync(part, file);
    } catch (error) {
      rmSync(part, { force: true });
      throw new Failure("refused", readyFileFailed(file, (error as Error).message));
    }
  }

  [Symbol.dispose](): void {
    this.#remove();
  }

  #remove(): void {
    if (this.#file !== undefined) rmSync(this.#file, { force: true });
  }
}
