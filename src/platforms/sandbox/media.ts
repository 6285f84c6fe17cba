/** Images, recordings, videos and files: stored once by content, named by its hash, served over HTTP. */
import type { Database } from "bun:sqlite";
import { createHmac } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { realpath, rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { fileTypeFromBuffer } from "file-type";

import { refuse } from "../../protocol/reply.ts";
import { download } from "./download.ts";
import type { DownloadLimits } from "./download.ts";
import type { Store } from "./store.ts";

/** Something stored: its name and media type, its size in bytes. */
export interface Medium {
  name: string;
  type: string;
  size: number;
}

export interface MediaOptions extends DownloadLimits {
  dataDir: string;
  /** Folders that file:// may read from. */
  folders: readonly string[];
  baseUrl: () => URL;
}

type What = "image" | "record" | "video" | "file";

export class Media implements Disposable {
  readonly #db: Database;
  readonly #options: MediaOptions;
  readonly #folder: string;
  readonly #secret: string;

  /** Keeps files below a data folder, or until disposal where the world is in memory. */
  constructor(store: Store, options: MediaOptions) {
    this.#db = store.db;
    this.#options = options;
    this.#folder = this.#isTemporary
      ? mkdtempSync(join(tmpdir(), "onebot-"))
      : resolve(options.dataDir, "media");
    mkdirSync(this.#folder, { recursive: true });
    this.#secret = store.secret("media");
  }

  /**
   * Takes what a segment's `file` stands for: base64://, http(s)://, file:///, or a name received before.
   * Refuses, and stores nothing, where it is no such thing; `timeout` is in milliseconds.
   */
  async receive(
    file: string,
    { what, timeout = Number.POSITIVE_INFINITY }: { what: What; timeout?: number | undefined },
  ): Promise<Medium> {
    const bytes = await this.#read(file, Math.min(timeout, this.#options.timeout));
    if (bytes === undefined) {
      return (
        this.find(file) ??
        refuse("unknownTarget", `There is no file named ${JSON.stringify(file.slice(0, 80))}`)
      );
    }
    return this.#keep(bytes, what);
  }

  /** Finds something by the name it was given here. */
  find(name: string): Medium | undefined {
    return (
      this.#db.query<Medium, [string]>("SELECT * FROM medium WHERE name = ?").get(name) ?? undefined
    );
  }

  list(): Medium[] {
    return this.#db.query<Medium, []>("SELECT * FROM medium ORDER BY name").all();
  }

  /** Where something is stored. */
  path({ name }: Medium): string {
    return join(this.#folder, name);
  }

  /** The address bots fetch something from; nobody can guess it. */
  url(name: string): string {
    return new URL(`/media/${this.#sign(name)}/${name}`, this.#options.baseUrl()).href;
  }

  /** Answers a request for an address given by {@link url}; undefined where the path is no such address. */
  serve(pathname: string): Response | undefined {
    const [, signature, name = ""] = /^\/media\/([0-9a-f]{32})\/([0-9a-z.]+)$/.exec(pathname) ?? [];
    const medium = signature === this.#sign(name) ? this.find(name) : undefined;
    if (!medium) return undefined;
    return new Response(Bun.file(this.path(medium)), {
      headers: { "content-type": medium.type, "x-content-type-options": "nosniff" },
    });
  }

  /** Takes bytes under the name they had elsewhere. */
  async restore({ name, type, size }: Medium, bytes: Uint8Array): Promise<void> {
    await this.#write(name, bytes);
    this.#db.query("INSERT OR IGNORE INTO medium VALUES (?, ?, ?)").run(name, type, size);
  }

  /** Forgets what no message, notice or file holds any more; gives how many that were. */
  clean(): number {
    const unused = this.#db
      .query<Medium, []>(
        `SELECT * FROM medium WHERE name NOT IN (SELECT medium FROM file)
         AND name NOT IN (SELECT image FROM notice WHERE image IS NOT NULL)
         AND NOT EXISTS (SELECT 1 FROM message WHERE instr(segments, medium.name) AND NOT recalled)
         AND NOT EXISTS (SELECT 1 FROM forward WHERE instr(nodes, medium.name))`,
      )
      .all();
    for (const medium of unused) {
      this.#db.query("DELETE FROM medium WHERE name = ?").run(medium.name);
      rmSync(this.path(medium), { force: true });
    }
    return unused.length;
  }

  [Symbol.dispose](): void {
    if (this.#isTemporary) rmSync(this.#folder, { recursive: true, force: true });
  }

  get #isTemporary(): boolean {
    return this.#options.dataDir === ":memory:";
  }

  /** The bytes a text stands for; undefined where it is a plain name. */
  async #read(file: string, timeout: number): Promise<Uint8Array | undefined> {
    const scheme = /^([a-z0-9]+):\/\//i.exec(file)?.[1]?.toLowerCase();
    switch (scheme) {
      case "base64":
        return decodeBase64(file.slice("base64://".length));
      case "http":
      case "https":
        return download(file, { ...this.#options, timeout });
      case "file":
        return this.#readFile(file);
      case undefined:
        return isAbsolute(file) ? this.#readFile(`file://${file}`) : undefined;
      default:
        return refuse(
          "badParams",
          `file: ${scheme}:// cannot be read; use base64://, http(s)://, file:/// or a name`,
        );
    }
  }

  async #readFile(address: string): Promise<Uint8Array> {
    const path = await realpath(toPath(address)).catch(() => undefined);
    const folders = await Promise.all(
      this.#options.folders.map((folder) => realpath(folder).catch(() => undefined)),
    );
    // One answer for a missing file and a forbidden one: which files exist is nobody's business.
    if (
      path === undefined ||
      !folders.some((folder) => folder !== undefined && isWithin(folder, path))
    ) {
      return refuse(
        "notPermitted",
        `${address.slice(0, 100)} is not a file in sandbox.file_folders`,
      );
    }
    const content = Bun.file(path);
    if (content.size > this.#options.maxBytes) {
      refuse(
        "notPermitted",
        `${address.slice(0, 100)} is larger than ${this.#options.maxBytes} bytes`,
      );
    }
    return content.bytes();
  }

  async #keep(bytes: Uint8Array, what: What): Promise<Medium> {
    if (bytes.byteLength === 0) refuse("badParams", "file is empty");
    if (bytes.byteLength > this.#options.maxBytes) {
      refuse("notPermitted", `file is larger than ${this.#options.maxBytes} bytes`);
    }
    const found = await fileTypeFromBuffer(bytes);
    if (what !== "file") requireMedium(bytes, { what, type: found?.mime });
    const hash = new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
    const medium = {
      name: found ? `${hash}.${found.ext}` : hash,
      type: found?.mime ?? "application/octet-stream",
      size: bytes.byteLength,
    };
    if (!this.find(medium.name)) await this.restore(medium, bytes);
    return medium;
  }

  async #write(name: string, bytes: Uint8Array): Promise<void> {
    const path = join(this.#folder, name);
    const partial = `${path}.${crypto.randomUUID()}.part`;
    await Bun.write(partial, bytes);
    await rename(partial, path);
  }

  #sign(name: string): string {
    return createHmac("sha256", this.#secret).update(name).digest("hex").slice(0, 32);
  }
}

function decodeBase64(text: string): Uint8Array {
  try {
    return Uint8Array.fromBase64(text);
  } catch {
    return refuse("badParams", "file is not valid base64");
  }
}

function toPath(address: string): string {
  try {
    return fileURLToPath(address);
  } catch (error) {
    return refuse(
      "badParams",
      `${address.slice(0, 100)} is no file address: ${(error as Error).message}`,
    );
  }
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== "" && !way.startsWith("..") && !isAbsolute(way);
}

/** Pages that say "not found" are the usual way for a picture not to be one. Unknown formats pass. */
function requireMedium(
  bytes: Uint8Array,
  { what, type }: { what: What; type: string | undefined },
): void {
  const start = new TextDecoder().decode(bytes.subarray(0, 256)).trimStart().toLowerCase();
  if (/^(?:<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*<!doctype html)/.test(start)) {
    refuse("notPermitted", `file is an HTML page, not ${what === "image" ? "an" : "a"} ${what}`);
  }
  const kind = type?.split("/")[0];
  if (what === "image" && (kind === "audio" || kind === "video" || type === "application/pdf")) {
    refuse("notPermitted", `file is ${type}, not an image`);
  }
}
