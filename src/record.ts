/** What went on lately: events with who got them, calls with what came of them. Bounded, in memory. */
import { abridge, bytesOf, maxEach, maxUnits, shorten, shortenText, spend } from "./abridge.ts";
import { matches } from "./entry.ts";
import type { Attempt, Entry, Pattern, Receiver, Visit } from "./entry.ts";
import type { Outgoing } from "./outgoing.ts";
import type { Caller } from "./platform.ts";
import { refuse } from "./protocol/reply.ts";
import type { Reply } from "./protocol/reply.ts";
import { isFields } from "./protocol/scalar.ts";
import type { Fields } from "./protocol/scalar.ts";
import { Waits, requireSmall } from "./waits.ts";
import type { WaitOptions } from "./waits.ts";

/** An entry as it is kept: an event as its text, which is made anyway and whose size is known, unless it is long. */
type Kept = Entry & { text?: string };

// What a character of a text may take.
const bytesEach = 2;

const maxEntries = 4096;
const maxBytes = 32 * 1024 ** 2;
const maxEvent = 4000;

/** Somebody who looks on. */
export interface Watcher {
  /** Their events are made even where nobody else listens. */
  readonly accounts: ReadonlySet<number>;
  /** Hears of each entry; `toText` gives the JSON it is, for those who have room for it. Must not throw. */
  tell(toText: () => string): void;
}

/** Keeps the record. */
export class Recorder {
  #entries: Kept[] = [];
  /** About how many bytes each of them takes, and all. */
  #sizes: number[] = [];
  #bytes = 0;
  #cursor = 0;
  readonly #waits = new Waits();
  /** The connections that are open. */
  readonly #visits = new Map<object, Visit>();
  readonly #watchers = new Set<Watcher>();

  /** Where the record ends now: what is waited for after this is new. */
  get cursor(): number {
    return this.#cursor;
  }

  /** The accounts whose events somebody waits for, whoever else listens to them. */
  awaited(): Set<number> | undefined {
    let accounts = this.#waits.accounts();
    for (const watcher of this.#watchers)
      accounts = (accounts ?? new Set()).union(watcher.accounts);
    return accounts;
  }

  /** Tells somebody what is recorded of their accounts, until it is disposed of. */
  watch(watcher: Watcher): Disposable {
    this.#watchers.add(watcher);
    return { [Symbol.dispose]: () => this.#watchers.delete(watcher) };
  }

  recordEvent(outgoing: Outgoing, receivers: readonly Receiver[]): void {
    const { event, account } = outgoing;
    // They are many, and follow from nothing.
    if (event.post_type === "meta_event") return;
    const text = outgoing.text("array");
    const isLong = text.length > maxEvent;
    const kept = {
      cursor: ++this.#cursor,
      time_ms: Date.now(),
      account,
      ...(isLong ? { event: shorten(event, { units: maxUnits }) } : { text }),
      receivers: receivers.length > maxEach ? receivers.slice(0, maxEach) : receivers,
    };
    this.#record(kept, isLong ? bytesOf(0) : text.length * bytesEach);
    this.#waits.tell("event", event.post_type, () => toEntry(kept));
  }

  /** `reply` is undefined where none was sent; what steers the world is no call of a bot. */
  recordCall(
    attempt: Attempt,
    { account, client }: Caller,
    outcome: { reply: Reply | undefined; milliseconds: number; isSteered?: boolean },
  ): void {
    const { reply, milliseconds, isSteered = false } = outcome;
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
    const [cursor, time_ms] = [++this.#cursor, Date.now()];
    const kept = isSteered
      ? { cursor, time_ms, account, steer: call }
      : { cursor, time_ms, account, call };
    this.#record(kept, bytesOf(toldLeft) + bytesOf(replyLeft));
    const word = "action" in call ? call.action : "";
    this.#waits.tell(isSteered ? "steer" : "call", word, () => kept);
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
    this.#waits.tell("connection", undefined, () => kept);
  }

  /** The first entry after a cursor that matches, or a connection that is open; refuses where none comes in time. */
  wait(pattern: Pattern, { after, ...options }: WaitOptions & { after: number }): Promise<Entry> {
    requireSmall(pattern);
    const open = this.#findOpen(pattern.connection);
    if (open) return Promise.resolve(open);
    for (const kept of this.#entries.slice(this.#indexAfter(after))) {
      const entry = toEntry(kept);
      if (matches(pattern, entry)) return Promise.resolve(entry);
    }
    return this.#waits.add(pattern, options);
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
      .filter(({ steer }) => !steer)
      .filter(({ account, call }) => !call || told.has(account) || isReplyOf(call.reply, message))
      .map(toEntry);
  }

  /** What came after a cursor, of that the latest so many. */
  latest(after: number, count: number): Entry[] {
    const first = Math.max(this.#indexAfter(after), this.#entries.length - count);
    return this.#entries.slice(first).map(toEntry);
  }

  /** Ends all waiting as if its time were over. */
  endWaits(): void {
    this.#waits.end();
  }

  #record(kept: Kept, bytes: number): void {
    this.#entries.push(kept);
    this.#sizes.push(bytes);
    this.#bytes += bytes;
    if (this.#watchers.size > 0) this.#show(kept);
    if (this.#entries.length <= maxEntries * 2 && this.#bytes <= maxBytes) return;
    // Forgetting half at once keeps each record cheap.
    this.#entries = this.#entries.slice(this.#entries.length / 2);
    this.#sizes = this.#sizes.slice(this.#sizes.length / 2);
    this.#bytes = this.#sizes.reduce((sum, size) => sum + size, 0);
  }

  /** Written at most once, however many look on. */
  #show(kept: Kept): void {
    let json: string | undefined;
    const toText = () => (json ??= toJson(kept));
    for (const watcher of this.#watchers)
      if (watcher.accounts.has(kept.account)) watcher.tell(toText);
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

  /** Where what came after a cursor begins: cursors are consecutive. */
  #indexAfter(cursor: number): number {
    return Math.max(0, cursor + 1 - (this.#entries[0]?.cursor ?? 0));
  }
}

function toEntry({ text, ...kept }: Kept): Entry {
  return text === undefined ? kept : { ...kept, event: JSON.parse(text) as unknown };
}

function toJson({ text, ...kept }: Kept): string {
  const json = JSON.stringify(kept);
  return text === undefined ? json : `${json.slice(0, -1)},"event":${text}}`;
}

/** Whether it is an event of a message; most texts need not be read to say no. */
function hasMessage(kept: Kept, message: number): boolean {
  const { text } = kept;
  if (text !== undefined && !text.includes(`"message_id":${message},`)) return false;
  const { event } = toEntry(kept);
  return isFields(event) && event["post_type"] === "message" && event["message_id"] === message;
}

/** Whether a reply's data name a message. */
function isReplyOf(reply: unknown, message: number): boolean {
  const data = isFields(reply) ? reply["data"] : undefined;
  return isFields(data) && data["message_id"] === message;
}
