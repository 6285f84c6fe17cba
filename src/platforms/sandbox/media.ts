/** Images, recordings and videos: stored once by content, named by its hash, served over HTTP. */
import { createHmac } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { refuse } from "../../protocol/reply.ts";
import type { Store } from "./store.ts";

/** Something stored: its name and its absolute path. */
export interface Medium {
  name: string;
  path: string;
}

export class Media implements Disposable {
  readonly #folder: string;
  readonly #temporary: boolean;
  readonly #secret: string;
  readonly #baseUrl: () => URL;

  /** Keeps files below a data folder, or until disposal where the world is in memory. */
  constructor(store: Store, { dataDir, baseUrl }: { dataDir: string; baseUrl: () => URL }) {
    this.#temporary = dataDir === ":memory:";
    this.#folder = this.#temporary
      ? mkdtempSync(join(tmpdir(), "onebot-"))
      : resolve(dataDir, "media");
    mkdirSync(this.#folder, { recursive: true });
    this.#secret = store.secret("media");
    this.#baseUrl = baseUrl;
  }

  /** Takes what a segment's `file` stands for: base64://, or a name received before. */
  async receive(file: string): Promise<Medium> {
    if (file.startsWith("base64://"))
      return this.#keep(decodeBase64(file.slice("base64://".length)));
    return (
      (await this.find(file)) ??
      refuse("unknownTarget", `There is no file named ${JSON.stringify(file.slice(0, 80))}`)
    );
  }

  /** Finds something by the name it was given here. */
  async find(name: string): Promise<Medium | undefined> {
    if (!/^[0-9a-f]{64}$/.test(name)) return undefined;
    const path = join(this.#folder, name);
    return (await Bun.file(path).exists()) ? { name, path } : undefined;
  }

  /** The address bots fetch something from; nobody can guess it. */
  url(name: string): string {
    return new URL(`/media/${this.#sign(name)}/${name}`, this.#baseUrl()).href;
  }

  /** Answers a request for an address given by {@link url}; undefined where the path is no such address. */
  serve(pathname: string): Response | undefined {
    const [, signature, name = ""] = /^\/media\/([0-9a-f]+)\/([0-9a-f]{64})$/.exec(pathname) ?? [];
    if (signature === undefined || signature !== this.#sign(name)) return undefined;
    return new Response(Bun.file(join(this.#folder, name)));
  }

  [Symbol.dispose](): void {
    if (this.#temporary) rmSync(this.#folder, { recursive: true, force: true });
  }

  async #keep(bytes: Uint8Array): Promise<Medium> {
    const name = new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
    const path = join(this.#folder, name);
    if (!(await Bun.file(path).exists())) await Bun.write(path, bytes);
    return { name, path };
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
