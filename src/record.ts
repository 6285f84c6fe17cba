/** What went on lately: events with who got them, calls with what came of them. Bounded, in memory. */
import {
  abridge,
  bytesOf,
  maxEach,
  maxText,
  maxUnits,
  shorten,
  shortenText,
  spend,
} from "./abridge.ts";
import type { Outgoing } from "./outgoing.ts";
import type { Caller } from "./platform.ts";
import { Refusal, refuse } from "./protocol/reply.ts";
import type { Reply } from "./protocol/reply.ts";
import { isFields } from "./protocol/scalar.ts";
import type { Fields } from "./protocol/scalar.ts";

/** A connection that listens to an account's events. */
export interface Receiver {
  readonly client: string;
  readonly path: string;
  readonly address: string;
}

/** A connection that opened or ended. */
export interface Visit extends Receiver {
  readonly account: number;
  readonly is: "opened" | "closed";
}

/** What a bot wanted done; of a frame that was no call, its text is all there is. */
export type Attempt = { action: string; params: unknown } | { frame: string };

/** An event, a call or a connection; `time_ms` is the machine's, in milliseconds since 1970. */
export interface Entry {
  cursor: number;
  time_ms: number;
  account: number;
  event?: unknown;
  receivers?: readonly Receiver[];
  call?: Attempt & { client: string; milliseconds: number; reply: unknown };
  connection?: Visit;
}

/** An entry as it is kept: an event as its text, which is made anyway and whose size is known. */
type Kept = Omit<Entry, "event"> & { text?: string };

// What a character of a text may take.
const bytesEach = 2;

/** What to look for: a part of an event, of a call `{action, params, account, client, reply}`, or of a connection. */
export interface Pattern {
  event?: Fields | undefined;
  call?: Fields | undefined;
  connection?: Fields | undefined;
}

export interface WaitOptions {
  /** The cursor after which to look. */
  after: number;
  /** Milliseconds. */
  timeout: number;
  /** Ends with the connection of whoever waits: nobody would hear of it. */
  ended?: AbortSignal | undefined;
}

interface Waiter {
  pattern: Pattern;
  end: (entry?: Entry) => void;
}

const maxEntries = 4096;
const maxBytes = 32 * 1024 ** 2;
const maxEvent = 4000;
const maxWaiting = 1000;
const maxWaitingEach = 64;

/** Keeps the record. */
export class Recorder {
  #entries: Kept[] = [];
  /** About how many bytes each of them takes, and all. */
  #sizes: number[] = [];
  #bytes = 0;
  #cursor = 0;
  /** Who waits, by what an entry must be to matter to them. */
  readonly #waiting = new Map<string, Set<Waiter>>();
  readonly #waits = new Set<Waiter>();
  readonly #waitsEach = new WeakMap<AbortSignal, number>();
  /** The connections that are open. */
  readonly #visits = new Map<object, Visit>();

  /** Where the record ends now: what is waited for after this is new. */
  get cursor(): number {
    return this.#cursor;
  }

  /** The accounts whose events somebody waits for, whoever else listens to them. */
  *awaited(): Generator<number> {
    for (const { pattern } of this.#waits) {
      const account = pattern.event?.["self_id"];
      if (typeof account === "number") yield account;
    }
  }

  recordEvent(outgoing: Outgoing, receivers: readonly Receiver[]): void {
    const { event, account } = outgoing;
    // They are many, and follow from nothing.
    if (event.post_type === "meta_event") return;
    const whole = outgoing.text("array");
    const text =
      whole.length > maxEvent ? JSON.stringify(shorten(event, { units: maxUnits })) : whole;
    const kept = {
      cursor: ++this.#cursor,
      time_ms: Date.now(),
      account,
      text,
      receivers: receivers.length > maxEach ? receivers.slice(0, maxEach) : receivers,
    };
    this.#record(kept, text.length * bytesEach);
    if (this.#waits.size > 0) this.#tell(kept, "event", event.post_type);
  }

  /** `reply` is undefined where none was sent. */
  recordCall(
    attempt: Attempt,
    { account, client }: Caller,
    { reply, milliseconds }: { reply: Reply | undefined; milliseconds: number },
  ): void {
    const told = "frame" in attempt ? attempt.frame : attempt.params;
    const [toldLeft, replyLeft] = [spend(told, maxUnits), spend(reply, maxUnits)];
    const answer = abridge(reply ?? null, replyLeft);
    const { name } = client;
    // Written out: to spread what they share costs a sixth of the whole.
    const call =
      "frame" in attempt
        ? { frame: shortenText(attempt.frame), client: name, milliseconds, reply: answer }
        : {
            action: shortenText(attempt.action),
            params: abridge(told, toldLeft),
            client: name,
            milliseconds,
            reply: answer,
          };
    const kept = { cursor: ++this.#cursor, time_ms: Date.now(), account, call };
    this.#record(kept, bytesOf(toldLeft) + bytesOf(replyLeft));
    if (this.#waits.size > 0) this.#tell(kept, "call", "action" in call ? call.action : "");
  }

  /** `connection` is the same object for both ends of its life. */
  recordConnection(connection: object, visit: Visit): void {
    if (visit.is === "opened") this.#visits.set(connection, visit);
    else this.#visits.delete(connection);
    const kept = {
      cursor: ++this.#cursor,
      time_ms: Date.now(),
      account: visit.account,
      connection: visit,
    };
    this.#record(kept, bytesOf(maxUnits));
    if (this.#waits.size > 0) this.#tell(kept, "connection", undefined);
  }

  /** The first entry after a cursor that matches, or a connection that is open; refuses where none comes in time. */
  wait(pattern: Pattern, { after, timeout, ended }: WaitOptions): Promise<Entry> {
    requireSmall(pattern);
    const open = this.#findOpen(pattern.connection);
    if (open) return Promise.resolve(open);
    for (const kept of this.#entries.slice(this.#indexAfter(after))) {
      const entry = toEntry(kept);
      if (matches(pattern, entry)) return Promise.resolve(entry);
    }
    this.#requirePlace(ended);
    const { promise, resolve, reject } = Promise.withResolvers<Entry>();
    const end = (entry?: Entry) => {
      clearTimeout(timer);
      ended?.removeEventListener("abort", give);
      this.#leave(waiter, ended);
      if (entry) resolve(entry);
      else reject(new Refusal("notPermitted", `Nothing that matches came within ${timeout} ms`));
    };
    const give = () => end();
    const waiter = { pattern, end };
    const timer = setTimeout(give, timeout);
    ended?.addEventListener("abort", give);
    this.#enter(waiter, ended);
    return promise;
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
    for (const { end } of this.#waits) end();
  }

  #record(kept: Kept, bytes: number): void {
    this.#entries.push(kept);
    this.#sizes.push(bytes);
    this.#bytes += bytes;
    if (this.#entries.length <= maxEntries * 2 && this.#bytes <= maxBytes) return;
    // Forgetting half at once keeps each record cheap.
    this.#entries = this.#entries.slice(this.#entries.length / 2);
    this.#sizes = this.#sizes.slice(this.#sizes.length / 2);
    this.#bytes = this.#sizes.reduce((sum, size) => sum + size, 0);
  }

  #findOpen(pattern: Fields | undefined): Entry | undefined {
    if (!pattern) return undefined;
    for (const connection of this.#visits.values()) {
      if (!Bun.deepMatch(pattern, connection)) continue;
      const { account } = connection;
      return { cursor: this.#cursor, time_ms: Date.now(), account, connection };
    }
    return undefined;
  }

  #tell(kept: Kept, kind: keyof Pattern, word: string | undefined): void {
    const entry = toEntry(kept);
    for (const key of new Set([keyOf(kind, word), keyOf(kind, undefined)])) {
      for (const { pattern, end } of this.#waiting.get(key) ?? []) {
        if (matches(pattern, entry)) end(entry);
      }
    }
  }

  #requirePlace(ended: AbortSignal | undefined): void {
    if (this.#waits.size >= maxWaiting) refuse("tooMany", `${maxWaiting} others wait already`);
    if (ended && (this.#waitsEach.get(ended) ?? 0) >= maxWaitingEach)
      refuse("tooMany", `${maxWaitingEach} waits are pending on this connection already`);
  }

  #enter(waiter: Waiter, ended: AbortSignal | undefined): void {
    this.#waits.add(waiter);
    if (ended) this.#waitsEach.set(ended, (this.#waitsEach.get(ended) ?? 0) + 1);
    for (const key of keysOf(waiter.pattern)) {
      const waiters = this.#waiting.get(key) ?? new Set();
      this.#waiting.set(key, waiters.add(waiter));
    }
  }

  #leave(waiter: Waiter, ended: AbortSignal | undefined): void {
    this.#waits.delete(waiter);
    if (ended) this.#waitsEach.set(ended, (this.#waitsEach.get(ended) ?? 1) - 1);
    for (const key of keysOf(waiter.pattern)) {
      const waiters = this.#waiting.get(key);
      waiters?.delete(waiter);
      if (waiters?.size === 0) this.#waiting.delete(key);
    }
  }

  /** Where what came after a cursor begins: cursors are consecutive. */
  #indexAfter(cursor: number): number {
    return Math.max(0, cursor + 1 - (this.#entries[0]?.cursor ?? 0));
  }
}

function toEntry({ text, ...kept }: Kept): Entry {
  return text === undefined ? kept : { ...kept, event: JSON.parse(text) as unknown };
}

/** Where a pattern waits: an event by its post_type, a call by its action, where it names one. */
function keysOf({ event, call, connection }: Pattern): string[] {
  return [
    ...(connection ? [keyOf("connection", undefined)] : []),
    ...(event ? [keyOf("event", event["post_type"])] : []),
    ...(call ? [keyOf("call", call["action"])] : []),
  ];
}

function keyOf(kind: keyof Pattern, word: unknown): string {
  return typeof word === "string" ? `${kind} ${word}` : kind;
}

/** A pattern is held against every entry: it may not be larger than what an entry can hold. */
function requireSmall(pattern: Pattern): void {
  if (spend(pattern, maxUnits) < 0)
    refuse("badParams", `A pattern has at most ${maxUnits} values, and ${maxText} characters each`);
}

function matches({ event, call, connection }: Pattern, entry: Entry): boolean {
  if (connection !== undefined && entry.connection !== undefined)
    return Bun.deepMatch(connection, entry.connection);
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
