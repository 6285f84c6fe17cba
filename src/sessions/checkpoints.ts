/** Moves what was written from the journal's log to its file, beside the main thread: that takes milliseconds. */
import type { Database } from "bun:sqlite";
import { statSync } from "node:fs";

import { logger } from "../log/log.ts";

/** Milliseconds. */
const every = 200;
const lookEvery = 1000;
/** Bytes of the log from which it is moved here, whoever waits. */
const maxLog = 256 * 1024 ** 2;

const passive = "PRAGMA wal_checkpoint(PASSIVE)";

// As a text: a file of its own would have to be found by the executable, too.
const source = `
import { Database } from "bun:sqlite";
self.onmessage = ({ data: file }) => {
  const db = new Database(file, { readwrite: true, create: false });
  self.postMessage("open");
  setInterval(() => {
    try {
      db.query("${passive}").all();
    } catch {
      // There is a next time.
    }
  }, ${every});
};
`;

const log = logger("journal");

export class Checkpoints implements Disposable {
  readonly #db: Database;
  readonly #log: string;
  readonly #timer: ReturnType<typeof setInterval>;
  #worker: Worker | undefined;
  /** Whether the worker has said that it works. */
  #isAway = false;

  /** Begins with the database of a file. */
  constructor(db: Database, file: string) {
    this.#db = db;
    this.#log = `${file}-wal`;
    this.#start(file);
    this.#timer = setInterval(() => this.#look(), lookEvery);
    this.#timer.unref();
  }

  /** Whether it is another thread that does it. */
  get isAway(): boolean {
    return this.#isAway;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    this.#worker?.terminate();
  }

  #start(file: string): void {
    const url = URL.createObjectURL(new Blob([source], { type: "application/javascript" }));
    try {
      this.#worker = new Worker(url, { ref: false });
      this.#worker.addEventListener("message", () => {
        this.#isAway = true;
        URL.revokeObjectURL(url);
      });
      this.#worker.addEventListener("error", ({ message }) => this.#fail(message));
      this.#worker.postMessage(file);
    } catch (error) {
      this.#fail(String(error));
    }
  }

  #fail(reason: string): void {
    log.warning("The journal is written out by the main thread: {reason}", { reason });
    this.#isAway = false;
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #look(): void {
    try {
      const size = statSync(this.#log, { throwIfNoEntry: false })?.size ?? 0;
      if (size > 0 && (!this.#isAway || size > maxLog)) this.#db.query(passive).all();
    } catch (error) {
      log.warning("The journal could not be written out: {error}", { error: String(error) });
    }
  }
}
