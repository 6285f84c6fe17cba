/** Images, recordings, videos and files: stored once by content, named by its hash, served over HTTP. */
import type { Database } from "bun:sqlite";
import { createHmac } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";

import { fileTypeFromBuffer } from "file-type";

import { recordFormats } from "../../../protocol/action.ts";
import type { ReceivedSegment } from "../../../protocol/entity.ts";
import { refuse } from "../../../protocol/reply.ts";
import type { Store } from "../tables/store.ts";
import { download } from "./download.ts";
import type { DownloadLimits } from "./download.ts";
import { readLocalFile, toPath } from "./local-file.ts";

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

/** What browsers may show; anything else, like HTML, SVG and other XML, could run scripts as this server. */
const shownInline = /^(?:image\/(?!svg)|audio\/|video\/)/;
const inertHeaders = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
};

type What = "image" | "record" | "video" | "file";

export class Media implements Disposable {
  readonly #store: Store;
  readonly #db: Database;
  readonly #options: MediaOptions;
  #folder: string | undefined;
  readonly #secret: string;

  /** Keeps files below a data folder, or until disposal where the world is in memory. */
  constructor(store: Store, options: MediaOptions) {
    this.#store = store;
    this.#db = store.db;
    this.#options = options;
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
    return join(this.#place(), name);
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
    const isShown = shownInline.test(medium.type);
    return new Response(Bun.file(this.path(medium)), {
      headers: {
        ...inertHeaders,
        "content-type": isShown ? medium.type : "application/octet-stream",
        "content-disposition": isShown ? "inline" : "attachment",
      },
    });
  }

  /** Takes bytes under the name they had elsewhere. */
  async restore({ name, type }: Medium, bytes: Uint8Array): Promise<void> {
    await this.#write(name, bytes);
    await this.#store.write(() =>
      this.#db
        .query("INSERT OR IGNORE INTO medium VALUES (?, ?, ?)")
        .run(name, type, bytes.byteLength),
    );
  }

  /** Forgets what no message, notice, file or snapshot holds any more, with what was converted from it. */
  clean(): Promise<void> {
    return this.#store.write(() => {
      const unused = this.#db
        .query<Medium, []>(
          `SELECT * FROM medium WHERE name NOT IN (SELECT medium FROM file)
           AND name NOT IN (SELECT image FROM notice WHERE image IS NOT NULL)
           AND NOT EXISTS (SELECT 1 FROM message WHERE instr(segments, medium.name) AND NOT recalled)
           AND NOT EXISTS (SELECT 1 FROM forward WHERE instr(nodes, medium.name))
           AND NOT EXISTS (SELECT 1 FROM snapshot WHERE instr(document, medium.name))`,
        )
        .all();
      for (const { name } of unused) this.#db.query("DELETE FROM medium WHERE name = ?").run(name);
      this.#store.afterCommit(() => this.#removeFiles(unused));
    });
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
        : resolve(this.#options.dataDir, "media");
      mkdirSync(this.#folder, { recursive: true });
    }
    return this.#folder;
  }

  get #isTemporary(): boolean {
    return this.#options.dataDir === ":memory:";
  }

  /** The bytes a text stands for; undefined where it is a plain name. */
  async #read(file: string, timeout: number): Promise<Uint8Array | undefined> {
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(file)?.[1]?.toLowerCase();
    switch (scheme) {
      case "base64":
        return decodeBase64(file.replace(/^base64:\/\//i, ""));
      case "http":
      case "https":
        return download(file, { ...this.#options, timeout });
      case "file":
        return readLocalFile(toPath(file), this.#options);
      case undefined:
        return isAbsolute(file) ? readLocalFile(file, this.#options) : undefined;
      default:
        return refuse(
          "badParams",
          `file: ${scheme.slice(0, 40)}: cannot be read; use base64://, http(s)://, file:/// or a name`,
        );
    }
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
    const path = join(this.#place(), name);
    const partial = `${path}.${crypto.randomUUID()}.part`;
    try {
      await Bun.write(partial, bytes);
      await rename(partial, path);
    } catch (error) {
      rmSync(partial, { force: true });
      refuse("notPermitted", `file cannot be stored: ${(error as NodeJS.ErrnoException).code}`);
    }
  }

  #removeFiles(media: readonly Medium[]): void {
    for (const medium of media) {
      // Conversions lie beside the original, their format appended.
      for (const end of ["", ...recordFormats.map((format) => `.${format}`)])
        rmSync(`${this.path(medium)}${end}`, { force: true });
    }
  }

  #sign(name: string): string {
    return createHmac("sha256", this.#secret).update(name).digest("hex").slice(0, 32);
  }
}

/** The name of what a segment shows, undefined where it shows nothing that is stored. */
export function mediaOf({ type, data }: ReceivedSegment): string | undefined {
  const { file } = data;
  return typeof file === "string" && mediaSegments.has(type) ? file : undefined;
}

const mediaSegments = new Set(["image", "record", "video"]);

function decodeBase64(text: string): Uint8Array {
  try {
    return Uint8Array.fromBase64(text);
  } catch {
    return refuse("badParams", "file is not valid base64");
  }
}

/** Pages that say "not found" are the usual way for a picture not to be one. Unknown formats pass. */
function requireMedium(
  bytes: Uint8Array,
  { what, type = "" }: { what: Exclude<What, "file">; type: string | undefined },
): void {
  const article = what === "image" ? "an" : "a";
  const start = new TextDecoder().decode(bytes.subarray(0, 256)).trimStart();
  if (/^<(?:!doctype|!--|html|head|body|svg|\?xml)/i.test(start))
    refuse("notPermitted", `file is an HTML page or the like, not ${article} ${what}`);
  if (foreign[what].test(type)) refuse("notPermitted", `file is ${type}, not ${article} ${what}`);
}

const foreign = {
  image: /^(?:audio|video|text|font|application)\//,
  record: /^(?:image|text|font)\/|^application\/(?:pdf|zip|json)$/,
  video: /^(?:image|audio|text|font)\/|^application\/(?:pdf|zip|json)$/,
} as const;
