/** What one call receives: it counts as used until the call has stored what it is for, or has given up. */
import { refuse } from "../../../protocol/reply.ts";
import type { Store } from "../tables/store.ts";
import type { Addressed } from "./address.ts";
import { requirePicture, toMedium } from "./content.ts";
import type { Medium, What } from "./content.ts";
import type { Holds } from "./holds.ts";
import type { Lane } from "./lane.ts";
import type { Shelf } from "./shelf.ts";
import { toSource } from "./source.ts";
import type { Source, SourceLimits } from "./source.ts";

/** A medium, and what it was called where it came from. */
export interface Received extends Medium {
  givenName?: string;
}

/** Where media are kept, and how they come. */
export interface Ground {
  store: Store;
  shelf: Shelf;
  holds: Holds;
  downloads: Lane;
  limits: SourceLimits;
  /** What stands in this world for something that would be looked for elsewhere. */
  standIn: (file: string) => Source | undefined;
  /** What is kept under a name, with its file or without. */
  known: (name: string) => Medium | undefined;
  /** What the path of an address of this server stands for. */
  addressed: (pathname: string) => Addressed | undefined;
  /** Adds rows for media whose files are there; within a unit of work. */
  adopt: (media: readonly Medium[]) => void;
}

export class Reception implements Disposable {
  readonly #ground: Ground;
  readonly #account: number;
  readonly #held: Medium[] = [];
  #underWay = 0;
  #isOver = false;

  constructor(ground: Ground, account: number) {
    this.#ground = ground;
    this.#account = account;
  }

  /**
   * Takes what a segment's `file` stands for: base64://, data:, http(s)://, file:///, or a name received before.
   * Refuses, and stores nothing, where it is no such thing; `timeout` is in milliseconds.
   */
  async receive(
    file: string,
    { what, timeout = Number.POSITIVE_INFINITY }: { what: What; timeout?: number | undefined },
  ): Promise<Received> {
    const source = this.#ground.standIn(file) ?? toSource(file);
    // Our own addresses are not asked for over the web, whatever host they were given with.
    const own = source?.isRemote
      ? this.#ground.addressed(URL.parse(file)?.pathname ?? "")
      : undefined;
    if (!source || own) {
      const taken = this.#take(own?.medium ?? file, own?.fileName);
      if (what === "avatar") requirePicture(taken.type);
      return taken;
    }
    const bytes = await this.#read(source, timeout);
    const { maxBytes } = this.#ground.limits;
    if (bytes.byteLength === 0) refuse("badParams", "file is empty");
    if (bytes.byteLength > maxBytes)
      refuse("tooLarge", `file is larger than ${maxBytes} bytes (sandbox.media_bytes)`);
    const medium = await toMedium(bytes, what);
    await this.#whole(async () => {
      // Another part of the message may have been refused while this one came.
      if (this.#isOver) refuse("notPermitted", "The call has been given up");
      await this.#put(medium, bytes);
      await this.#ground.store.write(() => this.#ground.adopt([medium]));
    });
    return source.name === undefined ? medium : { ...medium, givenName: source.name };
  }

  /** Puts bytes under the name they had elsewhere; they stay where {@link Ground.adopt} is called before the end. */
  place(medium: Medium, bytes: Uint8Array): Promise<void> {
    return this.#whole(() => this.#put(medium, bytes));
  }

  /** Counts something as used that is there already. */
  hold(medium: Medium): void {
    this.#ground.holds.add(medium.name);
    this.#held.push(medium);
  }

  /** What is under way goes on to where it can be left. */
  [Symbol.dispose](): void {
    this.#isOver = true;
    this.#settle();
  }

  #take(name: string, fileName: string | undefined): Received {
    const medium = this.#ground.known(name);
    if (!medium || !this.#ground.shelf.holds(medium))
      refuse("unknownTarget", `There is no file named ${JSON.stringify(name.slice(0, 80))}`);
    this.hold(medium);
    return fileName === undefined ? medium : { ...medium, givenName: fileName };
  }

  #read(source: Source, timeout: number): Promise<Uint8Array> {
    const { downloads, limits } = this.#ground;
    if (!source.isRemote) return source.read(limits);
    const own = { ...limits, timeout: Math.min(timeout, limits.timeout) };
    return downloads.run(this.#account, () => source.read(own));
  }

  async #put(medium: Medium, bytes: Uint8Array): Promise<void> {
    const { holds, known, shelf, store } = this.#ground;
    if (!known(medium.name) && !holds.has(medium.name)) {
      store.quota.requireRoom(bytes.byteLength);
      store.quota.count(bytes.byteLength);
    }
    this.hold(medium);
    if (!shelf.holds(medium)) await shelf.write(medium.name, bytes);
  }

  async #whole(work: () => Promise<void>): Promise<void> {
    this.#underWay++;
    try {
      await work();
    } finally {
      this.#underWay--;
      this.#settle();
    }
  }

  /** Once nobody holds it, what was never adopted is gone. */
  #settle(): void {
    if (!this.#isOver || this.#underWay > 0) return;
    const { holds, known, shelf, store } = this.#ground;
    for (const { name, size } of this.#held.splice(0)) {
      if (!holds.release(name) || known(name)) continue;
      store.quota.count(-size);
      shelf.remove(name);
    }
  }
}
