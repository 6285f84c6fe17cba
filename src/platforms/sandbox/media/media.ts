/** Images, recordings, videos and files: stored once by content, named by its hash, served over HTTP. */
import type { Database } from "bun:sqlite";

import { logger } from "../../../log/log.ts";
import type { ReceivedSegment } from "../../../protocol/entity.ts";
import { Refusal } from "../../../protocol/reply.ts";
import type { Store } from "../tables/store.ts";
import { Addresses, contentDisposition } from "./address.ts";
import type { Addressed } from "./address.ts";
import { Breath } from "./breath.ts";
import type { Medium } from "./content.ts";
import { Conversions } from "./conversions.ts";
import { Holds } from "./holds.ts";
import { Lane } from "./lane.ts";
import { Reception } from "./reception.ts";
import type { Ground } from "./reception.ts";
import { Shelf } from "./shelf.ts";
import type { Source, SourceLimits } from "./source.ts";
import { collectUsed, namesIn } from "./usage.ts";

export interface MediaOptions extends SourceLimits {
  dataDir: string;
  baseUrl: () => URL;
  /** What stands in this world for something given that would be looked for elsewhere. */
  standIn?: (file: string) => Source | undefined;
}

const log = logger("sandbox");
const mediaASlice = 100;

/** What browsers may show; anything else, like HTML, SVG and other XML, could run scripts as this server. */
const shownInline = /^(?:image\/(?!svg)|audio\/|video\/)/;
const inertHeaders = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
};

export class Media implements Disposable {
  readonly conversions: Conversions;
  readonly #store: Store;
  readonly #db: Database;
  readonly #baseUrl: () => URL;
  readonly #shelf: Shelf;
  readonly #addresses: Addresses;
  readonly #holds = new Holds();
  readonly #ground: Ground;
  readonly #stopping = new AbortController();
  #cleaning: Promise<void> | undefined;
  #nextCleaning: Promise<void> | undefined;

  constructor(store: Store, { dataDir, baseUrl, standIn, ...limits }: MediaOptions) {
    this.#store = store;
    this.#db = store.db;
    this.#baseUrl = baseUrl;
    this.#shelf = new Shelf(dataDir);
    this.#addresses = new Addresses(store.secret("media"));
    this.#ground = {
      store,
      shelf: this.#shelf,
      holds: this.#holds,
      // A host that does not answer keeps nobody from the web but whoever sends from it.
      downloads: new Lane({ width: 8, share: 4, queue: 1000 }),
      limits,
      standIn: standIn ?? (() => undefined),
      known: (name) => this.#known(name),
      addressed: (pathname) => this.addressed(pathname),
      adopt: (media) => this.adopt(media),
    };
    const { quota } = store;
    this.conversions = new Conversions(this.#shelf, { quota, maxBytes: limits.maxBytes });
    const sql = "SELECT coalesce(sum(size), 0) AS bytes FROM medium";
    quota.count(this.#db.query<{ bytes: number }, []>(sql).get()?.bytes ?? 0);
  }

  /** For one call of an account; what it receives counts as used until it is disposed. */
  reception(account: number): Reception {
    return new Reception(this.#ground, account);
  }

  /** Finds something by the name it was given here, where its file is there too. */
  find(name: string): Medium | undefined {
    const medium = this.#known(name);
    return medium && this.#shelf.holds(medium) ? medium : undefined;
  }

  list(): Medium[] {
    return this.#db.query<Medium, []>("SELECT * FROM medium ORDER BY name").all();
  }

  /** Where something is stored. */
  path({ name }: Medium): string {
    return this.#shelf.path(name);
  }

  /** The address bots fetch something from; a file is saved there under the name it was given. */
  url(medium: string, fileName?: string): string {
    const path = this.#addresses.path(fileName === undefined ? { medium } : { medium, fileName });
    return this.absolute(path);
  }

  /** The address of a path of this server. */
  absolute(path: string): string {
    return new URL(path, this.#baseUrl()).href;
  }

  /** What the path of an address given by {@link url} stands for; undefined where it is no such path. */
  addressed(pathname: string): Addressed | undefined {
    return this.#addresses.find(pathname);
  }

  /** Answers a request for an address given by {@link url}; undefined where the path is no such address. */
  serve(pathname: string): Response | undefined {
    const addressed = this.addressed(pathname);
    const medium = addressed && this.find(addressed.medium);
    return medium && this.show(medium, addressed.fileName);
  }

  /** Answers with something stored. */
  show(medium: Medium, given?: string): Response {
    const isShown = shownInline.test(medium.type);
    const fileName = given ?? (isShown ? undefined : medium.name);
    const kind = isShown ? "inline" : "attachment";
    return new Response(Bun.file(this.path(medium)), {
      headers: {
        ...inertHeaders,
        etag: `"${medium.name}"`,
        "content-type": isShown ? medium.type : "application/octet-stream",
        "content-disposition": fileName === undefined ? kind : contentDisposition(kind, fileName),
      },
    });
  }

  /** Adds rows for media whose files are there; within a unit of work. */
  adopt(media: readonly Medium[]): void {
    const insert = this.#db.query("INSERT OR IGNORE INTO medium VALUES (?, ?, ?)");
    for (const { name, type, size } of media) insert.run(name, type, size);
  }

  /** Counts as used, for a cleaning under way, what a world names that has just come back. */
  touch(world: () => string): void {
    if (!this.#cleaning) return;
    for (const name of namesIn(world())) {
      this.#holds.add(name);
      this.#holds.release(name);
    }
  }

  /** Forgets what no message, notice, file or snapshot holds any more, with what was converted from it. */
  clean(): Promise<void> {
    if (!this.#cleaning) {
      this.#cleaning = this.#clean().finally(() => (this.#cleaning = undefined));
      return this.#cleaning;
    }
    // Whoever asks while one is under way means the world as it is now.
    this.#nextCleaning ??= this.#cleaning
      .catch(() => undefined)
      .then(() => {
        this.#nextCleaning = undefined;
        return this.clean();
      });
    return this.#nextCleaning;
  }

  /** Removes, behind, what a run that was killed has left. */
  async sweep(): Promise<void> {
    try {
      const isKnown = (name: string) => this.#holds.has(name) || this.#known(name) !== undefined;
      this.#store.quota.count(await this.#shelf.sweep(isKnown, new Breath(this.#stopping.signal)));
    } catch (error) {
      if (this.#stopping.signal.aborted) return;
      log.warning("What an earlier run has left of media cannot be removed: {error}", {
        error: String(error),
      });
    }
  }

  [Symbol.dispose](): void {
    this.#stopping.abort(new Refusal("notPermitted", "The server stops"));
    this.conversions[Symbol.dispose]();
    this.#shelf[Symbol.dispose]();
  }

  #known(name: string): Medium | undefined {
    return (
      this.#db.query<Medium, [string]>("SELECT * FROM medium WHERE name = ?").get(name) ?? undefined
    );
  }

  async #clean(): Promise<void> {
    const breath = new Breath(this.#stopping.signal);
    const used = new Set<string>();
    using _ = this.#holds.watch(used);
    await collectUsed(this.#db, used, breath);
    const unused = this.list().filter(({ name }) => !used.has(name));
    for (let from = 0; from < unused.length; from += mediaASlice) {
      await breath.take();
      // What came in since then has been added to those in use.
      const slice = unused.slice(from, from + mediaASlice).filter(({ name }) => !used.has(name));
      await this.#store.write(() => this.#forget(slice));
    }
    if (unused.length > 0) this.#store.shrink();
  }

  #forget(media: readonly Medium[]): void {
    const remove = this.#db.query("DELETE FROM medium WHERE name = ?");
    for (const { name } of media) remove.run(name);
    this.#store.afterCommit(() => {
      for (const { name, size } of media) {
        // Whoever receives it again in this very tick finds its file, and has counted it anew.
        const converted = this.#holds.has(name) ? 0 : this.#shelf.remove(name);
        this.#store.quota.count(-size - converted);
      }
    });
  }
}

/** The name of what a segment shows, undefined where it shows nothing that is stored. */
export function mediaOf({ type, data }: ReceivedSegment): string | undefined {
  const { file } = data;
  return typeof file === "string" && mediaSegments.has(type) ? file : undefined;
}

const mediaSegments = new Set(["image", "record", "video"]);
