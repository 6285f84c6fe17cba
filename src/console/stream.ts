/** One page that looks on: told who is connected and what its accounts do, in batches, as far as it reads. */
import * as v from "valibot";

import type { Frames } from "../frames.ts";
import type { WorldPart } from "../platform.ts";
import type { Recorder, Watcher } from "../record.ts";
import type { Callers } from "../transports/callers.ts";
import type { Connections } from "../transports/connections.ts";
import type { LinkInfo } from "../transports/link.ts";
import type { Line, Peer } from "../transports/peer.ts";
import type { RefusedList } from "../transports/refused.ts";
import type { PostInfo } from "../transports/webhook.ts";
import type { ActionInfo } from "./actions.ts";
import { FrameFeed } from "./frame-feed.ts";
import { Wish } from "./telling.ts";
import type { Hello, Network, Telling } from "./telling.ts";

/** What there is to be seen. */
export interface StreamGround {
  readonly record: Recorder;
  readonly frames: Frames;
  readonly connections: Connections;
  readonly refused: RefusedList;
  readonly hello: () => Omit<Hello, "type">;
  /** The reverse links, open or not. */
  readonly links: () => readonly LinkInfo[];
  readonly actions: () => readonly ActionInfo[];
  readonly posts: () => readonly PostInfo[];
  readonly callers: Callers;
  /** Milliseconds after which a page that does not read is let go. */
  readonly stallTimeout: number;
  /** Tells which parts of the world have changed. */
  readonly observe: (onChange: (part: WorldPart) => void) => Disposable;
}

const maxConnections = 200;
/** Milliseconds. */
const batchEvery = 40;
const networkEvery = 2000;
const networkPause = 250;
const changedEvery = 100;
/** Entries of a batch: to write more of them would be at the bots' cost. */
const maxEntries = 100;
/** Characters of a batch, and bytes that a page may leave unread. */
const maxBatch = 1_000_000;
const maxUnread = 8_000_000;
/** Characters of a wish: a hundred accounts are less. */
const maxWish = 10_000;

export class Stream implements Peer, Watcher {
  readonly #ground: StreamGround;
  readonly #onEnd: () => void;
  readonly #open = new DisposableStack();
  readonly #feed: FrameFeed;
  accounts: ReadonlySet<number> = new Set();
  #line: Line | undefined;
  #batch: string[] = [];
  #size = 0;
  #missed = 0;
  /** What was unread when that was last looked at, and when it was last less than before or not too much. */
  #unread = 0;
  #readAt = performance.now();
  #batchTimer: ReturnType<typeof setTimeout> | undefined;
  #networkTimer: ReturnType<typeof setTimeout> | undefined;
  #networkToldAt = Number.NEGATIVE_INFINITY;
  readonly #changed = new Set<WorldPart>();
  #changedTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(ground: StreamGround, onEnd: () => void) {
    this.#ground = ground;
    this.#onEnd = onEnd;
    this.#feed = this.#open.use(
      new FrameFeed({
        frames: ground.frames,
        tell: (json) => void this.#line?.send(json),
        isBehind: () => this.#isBehind,
      }),
    );
  }

  open(line: Line): void {
    this.#line = line;
    const { record, connections, refused, hello, stallTimeout } = this.#ground;
    this.#send({ type: "hello", ...hello() });
    this.#send(this.#network());
    const changed = () => this.#tellNetworkSoon();
    this.#open.use(record.watch(this));
    this.#open.use(connections.observe(changed));
    this.#open.use(refused.observe(changed));
    this.#open.use(this.#ground.observe((part) => this.#tellChangedSoon(part)));
    const regularly = setInterval(changed, networkEvery);
    const looking = setInterval(() => this.#look(), Math.min(stallTimeout / 4, networkEvery));
    this.#open.defer(() => clearInterval(regularly));
    this.#open.defer(() => clearInterval(looking));
  }

  receive(frame: string | Uint8Array): void {
    // Whoever goes on asking without reading any of it is no page.
    if (this.#isBehind) return this.#line?.cut();
    const wish = v.safeParse(Wish, parse(frame));
    if (wish.success) this.#grant(wish.output);
    else this.#line?.close(1008, "This is no wish of the console's");
  }

  heard(): void {}

  drained(): void {}

  closed(): void {
    this.#open[Symbol.dispose]();
    clearTimeout(this.#batchTimer);
    clearTimeout(this.#networkTimer);
    clearTimeout(this.#changedTimer);
    this.#onEnd();
  }

  /** Takes an entry of the record. */
  tell(toText: () => string): void {
    const json = this.#batch.length < maxEntries ? toText() : undefined;
    if (json === undefined || this.#size + json.length > maxBatch) {
      this.#missed++;
      return;
    }
    this.#batch.push(json);
    this.#size += json.length;
    this.#batchTimer ??= setTimeout(() => this.#tellBatch(), batchEvery);
  }

  #grant(wish: Wish): void {
    switch (wish.type) {
      case "watch":
        this.accounts = new Set(wish.accounts);
        return;
      case "actions":
        this.#send({ type: "actions", actions: this.#ground.actions() });
        return;
      case "frames":
        this.#feed.follow(wish);
        return;
      case "frame":
        this.#feed.show(wish.id);
        return;
      default:
        wish satisfies never;
    }
  }

  get #isBehind(): boolean {
    return (this.#line?.unread ?? 0) > maxUnread;
  }

  /** There is room for few pages: one that reads nothing for long, or is no more, makes room. */
  #look(): void {
    const now = performance.now();
    const unread = this.#line?.unread ?? 0;
    if (!this.#isBehind || unread < this.#unread) this.#readAt = now;
    this.#unread = unread;
    if (now - this.#readAt >= this.#ground.stallTimeout) this.#line?.cut();
  }

  #tellBatch(): void {
    this.#batchTimer = undefined;
    const batch = this.#batch;
    this.#batch = [];
    this.#size = 0;
    if (this.#isBehind) {
      this.#missed += batch.length;
      return;
    }
    this.#line?.send(`{"type":"entries","missed":${this.#missed},"entries":[${batch.join(",")}]}`);
    this.#missed = 0;
  }

  /** Soon after a change, but a storm of them is not told each by each. */
  #tellNetworkSoon(): void {
    const wasJustTold = performance.now() - this.#networkToldAt < networkPause;
    const pause = wasJustTold ? networkPause : batchEvery;
    this.#networkTimer ??= setTimeout(() => {
      this.#networkTimer = undefined;
      this.#networkToldAt = performance.now();
      if (!this.#isBehind) this.#send(this.#network());
    }, pause);
  }

  /** There are few parts: whatever goes on, one short telling now and then is all. */
  #tellChangedSoon(part: WorldPart): void {
    this.#changed.add(part);
    this.#changedTimer ??= setTimeout(() => {
      this.#changedTimer = undefined;
      if (!this.#isBehind) this.#send({ type: "changed", parts: [...this.#changed] });
      this.#changed.clear();
    }, changedEvery);
  }

  #network(): Network {
    const { connections, refused, links, posts, callers } = this.#ground;
    return {
      type: "network",
      time_ms: Date.now(),
      total: connections.size,
      connections: connections.listBots(maxConnections),
      refused: refused.list(),
      links: links(),
      posts: posts(),
      callers: callers.list(),
    };
  }

  #send(telling: Telling): void {
    this.#line?.send(JSON.stringify(telling));
  }
}

function parse(frame: string | Uint8Array): unknown {
  try {
    return JSON.parse(typeof frame === "string" && frame.length <= maxWish ? frame : "");
  } catch {
    return undefined;
  }
}
