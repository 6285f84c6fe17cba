/** Where the log goes: lines to a file descriptor, for whose reader nobody ever waits. */
import { fstatSync, write, writeSync } from "node:fs";

/** What waits for the reader, in bytes and lines; past one of them lines are dropped, and counted. */
const maxBytes = 2 ** 20;
const maxLines = 10_000;
/** The last lines stay, whatever is dropped before them: they tell how it ended. */
const maxLatest = 32;
const chunkLines = 500;
/** Milliseconds until a full pipe is tried again. */
const retryInterval = 20;

/** A chunk on its way, and how many lines are lost with it. */
interface Chunk {
  bytes: Uint8Array;
  lines: number;
}

/**
 * Writes lines by the thread pool, one chunk at a time. Bun's own ways wait where nobody reads: console.log on
 * a full pipe, process.stdout.write on a terminal that was stopped; a thread of the pool may wait as long as it likes.
 */
export class LineWriter {
  readonly #descriptor: number;
  readonly #noteDropped: (count: number) => string;
  #waiting: string[] = [];
  #bytes = 0;
  #latest: string[] = [];
  #dropped = 0;
  #chunk: Chunk | undefined;
  #idle = Promise.withResolvers<void>();

  /** `noteDropped` makes the line that stands where lines are missing. */
  constructor(descriptor: number, noteDropped: (count: number) => string) {
    this.#descriptor = descriptor;
    this.#noteDropped = noteDropped;
    // A crash ends the process before the thread pool has written; a file takes the rest at once.
    process.once("exit", () => this.#writeRest());
  }

  /** Takes a line, which ends with its newline. */
  write(line: string): void {
    const size = Buffer.byteLength(line);
    const isFull = this.#bytes + size > maxBytes || this.#waiting.length >= maxLines;
    if (isFull || this.#latest.length > 0) {
      this.#latest.push(line);
      if (this.#latest.length <= maxLatest) return;
      this.#latest.shift();
      this.#dropped++;
      return;
    }
    this.#waiting.push(line);
    this.#bytes += size;
    // What is logged in one tick goes in one chunk.
    if (!this.#chunk && this.#waiting.length === 1) queueMicrotask(() => this.#next());
  }

  /** Fulfilled when all is written, or after so many milliseconds. */
  async end(grace: number): Promise<void> {
    await Promise.race([this.#drained(), Bun.sleep(grace)]);
  }

  async #drained(): Promise<void> {
    while (this.#hasMore()) await this.#idle.promise;
  }

  #hasMore(): boolean {
    return this.#chunk !== undefined || this.#waiting.length > 0 || this.#latest.length > 0;
  }

  #next(): void {
    if (this.#chunk) return;
    if (this.#hasMore()) {
      this.#chunk = this.#takeChunk();
      this.#send(this.#chunk);
    } else {
      this.#idle.resolve();
      this.#idle = Promise.withResolvers();
    }
  }

  /** The note stands where lines are missing: before the latest of a full queue, or after a failed write. */
  #takeChunk(): Chunk {
    const isLast = this.#waiting.length === 0;
    const lines = isLast ? this.#latest : this.#waiting.splice(0, chunkLines);
    const dropped = isLast || this.#latest.length === 0 ? this.#dropped : 0;
    const bytes = Buffer.from(lines.join(""));
    if (isLast) this.#latest = [];
    else this.#bytes -= bytes.length;
    this.#dropped -= dropped;
    const note = Buffer.from(dropped > 0 ? this.#noteDropped(dropped) : "");
    return { bytes: Buffer.concat([note, bytes]), lines: dropped + lines.length };
  }

  #send(chunk: Chunk): void {
    const { bytes, lines } = chunk;
    write(this.#descriptor, bytes, 0, bytes.length, null, (error, written) => {
      // Whoever shares the pipe may have made it one that does not wait.
      if (error?.code === "EAGAIN") setTimeout(() => this.#send(chunk), retryInterval);
      else if (!error && written < bytes.length) {
        this.#send({ bytes: bytes.subarray(written), lines });
      } else {
        this.#chunk = undefined;
        // A full disk may have room again; a reader that is gone will not be told.
        if (error?.code === "ENOSPC") this.#dropped += lines;
        this.#next();
      }
    });
  }

  #writeRest(): void {
    if (!this.#hasMore()) return;
    try {
      if (!fstatSync(this.#descriptor).isFile()) return;
      for (const line of [...this.#waiting, ...this.#latest]) writeSync(this.#descriptor, line);
    } catch {
      // There is nobody left to tell.
    }
  }
}
