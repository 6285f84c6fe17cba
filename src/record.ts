/** What went on lately: events with who got them, calls with what came of them. Bounded, in memory. */
import type { Outgoing } from "./outgoing.ts";
import type { Caller } from "./platform.ts";
import { refuse } from "./protocol/reply.ts";
import type { Reply } from "./protocol/reply.ts";
import { isFields } from "./protocol/scalar.ts";
import type { Fields } from "./protocol/scalar.ts";

/** A connection that listens to an account's events. */
export interface Receiver {
  readonly client: string;
  readonly path: string;
  readonly address: string;
}

/** What a bot wanted done; of a frame that was no call, its text is all there is. */
export type Attempt = { action: string; params: unknown } | { frame: string };

/** An event or a call; `time_ms` is the machine's, in milliseconds since 1970. */
export interface Entry {
  cursor: number;
  time_ms: number;
  account: number;
  event?: unknown;
  receivers?: readonly Receiver[];
  call?: Attempt & { client: string; milliseconds: number; reply: unknown };
}

/** An entry as it is kept: an event as its text, which is made anyway and whose size is known. */
type Kept = Omit<Entry, "event"> & { text?: string };

/** What to look for: a part of an event, or of a call `{action, params, account, client, reply}`. */
export interface Pattern {
  event: Fields | undefined;
  call: Fields | undefined;
}

const maxEntries = 4096;
const maxEvent = 4000;
const maxText = 1000;
const maxValues = 300;
const maxEach = 100;
const maxWaiting = 1000;

/** Keeps the record. */
export class Recorder {
  #entries: Kept[] = [];
  #cursor = 0;
  readonly #waiting = new Set<(entry: Entry | undefined) => void>();

  /** Where the record ends now: what is waited for after this is new. */
  get cursor(): number {
    return this.#cursor;
  }

  recordEvent(outgoing: Outgoing, receivers: readonly Receiver[]): void {
    const { event, account } = outgoing;
    // They are many, and follow from nothing.
    if (event.post_type === "meta_event") return;
    const text = outgoing.text("array");
    this.#record({
      cursor: ++this.#cursor,
      time_ms: Date.now(),
      account,
      text: text.length > maxEvent ? JSON.stringify(shorten(event, { values: maxValues })) : text,
      receivers: receivers.length > maxEach ? receivers.slice(0, maxEach) : receivers,
    });
  }

  /** `reply` is undefined where none was sent. */
  recordCall(
    attempt: Attempt,
    { account, client }: Caller,
    { reply, milliseconds }: { reply: Reply | undefined; milliseconds: number },
  ): void {
    const outcome = { client: client.name, milliseconds, reply: abridge(reply ?? null) };
    const call =
      "frame" in attempt
        ? { frame: shortenText(attempt.frame), ...outcome }
        : { action: shortenText(attempt.action), params: abridge(attempt.params), ...outcome };
    this.#record({ cursor: ++this.#cursor, time_ms: Date.now(), account, call });
  }

  /** The first entry after a cursor that matches; refuses where none comes within `timeout` milliseconds. */
  async wait(
    pattern: Pattern,
    { after, timeout }: { after: number; timeout: number },
  ): Promise<Entry> {
    for (const kept of this.#entries.slice(this.#indexAfter(after))) {
      const entry = toEntry(kept);
      if (matches(pattern, entry)) return entry;
    }
    if (this.#waiting.size >= maxWaiting) refuse("tooMany", `${maxWaiting} others wait already`);
    const { promise, resolve } = Promise.withResolvers<Entry | undefined>();
    const look = (entry: Entry | undefined) => {
      if (!entry || matches(pattern, entry)) resolve(entry);
    };
    const timer = setTimeout(resolve, timeout, undefined);
    this.#waiting.add(look);
    const entry = await promise;
    clearTimeout(timer);
    this.#waiting.delete(look);
    return entry ?? refuse("notPermitted", `Nothing that matches came within ${timeout} ms`);
  }

  /**
   * What happened from a message on, within `window` milliseconds: its events and who got them, the call that
   * sent it, the calls of those who got it, and the events that followed.
   */
  trace(message: number, window: number): Entry[] {
    const start = this.#entries.findIndex(
      (kept) => hasMessage(kept, message) || isReplyOf(kept.call?.reply, message),
    );
    const first = this.#entries[start];
    if (!first) return refuse("unknownTarget", `Nothing is remembered of message ${message}`);
    const entries = this.#entries
      .slice(start)
      .filter(({ time_ms }) => time_ms <= first.time_ms + window);
    const told = new Set(
      entries.filter((kept) => hasMessage(kept, message)).map(({ account }) => account),
    );
    return entries
      .filter(({ account, call }) => !call || told.has(account) || isReplyOf(call.reply, message))
      .map(toEntry);
  }

  /** Ends all waiting as if its time were over. */
  endWaits(): void {
    for (const look of this.#waiting) look(undefined);
  }

  #record(kept: Kept): void {
    this.#entries.push(kept);
    // Forgetting half at once keeps each record cheap.
    if (this.#entries.length > maxEntries * 2) this.#entries = this.#entries.slice(-maxEntries);
    if (this.#waiting.size === 0) return;
    const entry = toEntry(kept);
    for (const look of this.#waiting) look(entry);
  }

  /** Where what came after a cursor begins: cursors are consecutive. */
  #indexAfter(cursor: number): number {
    return Math.max(0, cursor + 1 - (this.#entries[0]?.cursor ?? 0));
  }
}

function toEntry({ text, ...kept }: Kept): Entry {
  return text === undefined ? kept : { ...kept, event: JSON.parse(text) as unknown };
}

function matches({ event, call }: Pattern, entry: Entry): boolean {
  if (event !== undefined && isFields(entry.event) && Bun.deepMatch(event, entry.event))
    return true;
  return (
    call !== undefined &&
    entry.call !== undefined &&
    Bun.deepMatch(call, { account: entry.account, ...entry.call })
  );
}

/** Whether it is an event of a message; most texts need not be read to say no. */
function hasMessage({ text }: Kept, message: number): boolean {
  if (text === undefined || !text.includes(`"message_id":${message},`)) return false;
  const event: unknown = JSON.parse(text);
  return isFields(event) && event["post_type"] === "message" && event["message_id"] === message;
}

/** Whether a reply's data name a message. */
function isReplyOf(reply: unknown, message: number): boolean {
  const data = isFields(reply) ? reply["data"] : undefined;
  return isFields(data) && data["message_id"] === message;
}

/** The same value where it is small, else a copy that is: a record must stay readable, and hold on to little. */
function abridge(value: unknown): unknown {
  return spend(value, maxValues) >= 0 ? value : shorten(value, { values: maxValues });
}

/** What a value leaves of a number of values; less than 0 where it would have to be shortened. */
function spend(value: unknown, values: number): number {
  if (typeof value === "string") return value.length > maxText ? -1 : values - 1;
  if (typeof value !== "object" || value === null) return values - 1;
  let left = values - 1;
  if (Array.isArray(value)) {
    if (value.length > maxEach) return -1;
    for (const inner of value) {
      if (left < 0) return -1;
      left = spend(inner, left);
    }
    return left;
  }
  for (const key in value) {
    if (left < 0 || key.length > maxText) return -1;
    left = spend((value as Fields)[key], left);
  }
  return left;
}

function shorten(value: unknown, budget: { values: number }): unknown {
  if (budget.values-- <= 0) return "…";
  if (typeof value === "string") return shortenText(value);
  if (Array.isArray(value)) return value.slice(0, maxEach).map((inner) => shorten(inner, budget));
  if (!isFields(value)) return value;
  const entries = Object.entries(value).slice(0, maxEach);
  return Object.fromEntries(
    entries.map(([key, inner]) => [shortenText(key), shorten(inner, budget)]),
  );
}

function shortenText(text: string): string {
  return text.length > maxText ? `${copyStart(text)}… (${text.length} characters)` : text;
}

/** A slice alone would keep the whole text alive, a video of a hundred megabytes. */
function copyStart(text: string): string {
  return Buffer.from(text.slice(0, maxText), "utf16le").toString("utf16le");
}
