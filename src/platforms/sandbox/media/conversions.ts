/** Recordings in other formats, made by ffmpeg and kept beside the original. */
import { existsSync } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";

import { refuse } from "../../../protocol/reply.ts";
import type { Quota } from "../tables/quota.ts";
import type { Medium } from "./content.ts";
import { Lane } from "./lane.ts";
import type { Shelf } from "./shelf.ts";

const timeout = 30_000;
const maxReason = 4096;

export class Conversions implements Disposable {
  readonly #shelf: Shelf;
  readonly #quota: Quota;
  readonly #maxBytes: number;
  readonly #lane = new Lane({ width: 2, share: 2, queue: 100 });
  readonly #running = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();

  /** `maxBytes` bounds each of them; all count for the quota. */
  constructor(shelf: Shelf, { quota, maxBytes }: { quota: Quota; maxBytes: number }) {
    this.#shelf = shelf;
    this.#quota = quota;
    this.#maxBytes = maxBytes;
  }

  /** Gives where a recording lies in a format. Whoever asks for the same at once waits for the same. */
  async find({ name }: Medium, { format, account }: { format: string; account: number }) {
    const path = this.#shelf.conversion(name, format);
    // Both are looked at in one go: one that ends in between would be made again.
    if (!existsSync(path))
      await (this.#running.get(path) ?? this.#start(name, { path, format, account }));
    return path;
  }

  [Symbol.dispose](): void {
    this.#stopping.abort();
  }

  #start(name: string, to: { path: string; format: string; account: number }): Promise<void> {
    const made = this.#lane
      .run(to.account, () => this.#make(name, to))
      .finally(() => this.#running.delete(to.path));
    this.#running.set(to.path, made);
    return made;
  }

  async #make(name: string, { path, format }: { path: string; format: string }): Promise<void> {
    this.#quota.requireRoom(0);
    // Under its name there is only ever a whole recording, whoever breaks off.
    const partial = this.#shelf.partial(name, `.${format}`);
    try {
      await convert(this.#shelf.path(name), {
        partial,
        format,
        maxBytes: this.#maxBytes,
        signal: this.#stopping.signal,
      });
      const { size } = await stat(partial);
      // Told to stop there, ffmpeg stops, and calls it a success.
      if (size >= this.#maxBytes) {
        refuse(
          "tooLarge",
          `As ${format} it is larger than ${this.#maxBytes} bytes (sandbox.media_bytes)`,
        );
      }
      this.#quota.requireRoom(size);
      await rename(partial, path);
      this.#quota.count(size);
    } finally {
      await rm(partial, { force: true });
    }
  }
}

// A file that only says it is a recording could be a playlist, and ffmpeg would read what that points to.
const onlyThisFile = [
  "-protocol_whitelist",
  "file",
  "-format_whitelist",
  "wav,mp3,ogg,flac,amr,amrnb,amrwb,aac,mov,asf,matroska,avi,aiff,caf",
];

/** What an encoder takes nothing else than. */
const demands: Readonly<Record<string, readonly string[]>> = { amr: ["-ar", "8000", "-ac", "1"] };

async function convert(
  from: string,
  to: { partial: string; format: string; maxBytes: number; signal: AbortSignal },
): Promise<void> {
  const ffmpeg = Bun.which("ffmpeg");
  if (!ffmpeg) {
    refuse(
      "notPermitted",
      "Converting recordings needs ffmpeg, which is not installed on this machine",
    );
  }
  const bounds = ["-vn", "-fs", String(to.maxBytes), ...(demands[to.format] ?? [])];
  const options = ["-nostdin", "-v", "error", "-y", ...onlyThisFile, "-i", from, ...bounds];
  const child = Bun.spawn([ffmpeg, ...options, to.partial], {
    stdout: "ignore",
    stderr: "pipe",
    timeout,
    signal: to.signal,
  });
  const [reason, code] = await Promise.all([readEnd(child.stderr), child.exited]);
  if (code === 0) return;
  const [line = `exit code ${code}`] = reason.trim().split("\n").slice(-1);
  refuse("notPermitted", `ffmpeg cannot convert it to ${to.format}: ${line.slice(0, 300)}`);
}

async function readEnd(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  let end = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream()))
    end = (end + text).slice(-maxReason);
  return end;
}
