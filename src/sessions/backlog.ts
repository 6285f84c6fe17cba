/** What a session has still to be told, and how far it has come with it. */
import type { Client } from "../clients/client.ts";
import type { SessionRules } from "../clients/session-rules.ts";
import type { Outgoing } from "../outgoing.ts";
import type { BotEvent } from "../protocol/event.ts";
import type { Stretch } from "./attachment.ts";
import { Cursor } from "./cursor.ts";
import type { Journal, Journaled } from "./journal.ts";
import { Losses } from "./losses.ts";
import type { Mark } from "./marks.ts";
import { partOf, parts } from "./part.ts";

export interface BacklogOptions {
  readonly client: Client;
  /** How it is called: by its client, and where that is posted to, if it is. */
  readonly name: string;
  readonly account: number;
  readonly rules: SessionRules;
  readonly journal: Journal;
  /** How far its parts had come. */
  readonly marks: readonly Mark[];
}

const page = { limit: 100, size: 256 * 1024 };
/** How many pages of what is too old are passed over while somebody waits. */
const maxSteps = 10;
const expiry = { limit: 1000, size: 4 * 1024 ** 2 };

export class Backlog {
  readonly cursors: readonly Cursor[];
  readonly losses: Losses;
  readonly #options: BacklogOptions;
  /** The last event that is on its way to everybody; those after it wait for HTTP POST. */
  #released: number;
  /** When the first of what waits was accepted, or before that. */
  #oldest = 0;

  constructor(options: BacklogOptions) {
    this.#options = options;
    const { name: client, account, rules, journal, marks } = options;
    const { last } = journal;
    this.#released = last;
    this.losses = new Losses(
      { client, account },
      marks.reduce((sum, { missed }) => sum + missed, 0),
    );
    const count = rules.share === "" ? 1 : parts;
    // Where it was shared otherwise before, what came last is told again rather than not at all.
    const least = Math.min(last, ...marks.map(({ settled }) => settled));
    this.cursors = Array.from({ length: count }, (_, index) => {
      const mark = marks.length === count ? marks.find(({ part }) => part === index) : undefined;
      const settled = Math.min(mark?.settled ?? least, last);
      const part = count === 1 ? undefined : index;
      const waiting = journal.count({ account, part, after: settled, upTo: last });
      return new Cursor(index, { settled, waiting, last });
    });
    if (marks.length !== count) journal.marks.forget({ client, account });
    for (const cursor of this.cursors) this.#keep(cursor);
  }

  get released(): number {
    return this.#released;
  }

  /** Events that have not been dealt with. */
  get waiting(): number {
    return this.cursors.reduce((sum, { waiting }) => sum + waiting, 0);
  }

  /** Everything up to this has been dealt with. */
  get settled(): number {
    return this.#least(this.cursors);
  }

  /** How long the first of what waits has been waiting, in milliseconds. */
  get age(): number {
    const waiting = this.cursors.filter((cursor) => cursor.waiting > 0);
    if (waiting.length === 0) return 0;
    const [first] = this.#read(
      { after: this.#least(waiting), upTo: this.#options.journal.last },
      { ...page, limit: 1 },
    );
    return first ? Date.now() - first.time_ms : 0;
  }

  /** Where an event of a part is counted. */
  at(part: number): Cursor | undefined {
    return this.cursors[this.cursors.length === 1 ? 0 : part];
  }

  /** Takes in an event that may not go out yet. */
  accept(outgoing: Outgoing): void {
    const { journal, account } = this.#options;
    const part = partOf(outgoing.event);
    outgoing.seq ??= journal.append({ account, part, text: outgoing.text("array") });
    this.at(part)?.accept(outgoing.seq);
  }

  /** An event goes out: where it is counted; undefined where nobody is to be told. */
  release({ event }: Outgoing, seq: number): Cursor | undefined {
    this.#released = Math.max(this.#released, seq);
    const cursor = this.cursors.length === 1 ? this.cursors[0] : this.at(partOf(event));
    // What was accepted before a reset is told to nobody.
    return cursor && seq > cursor.sent ? cursor : undefined;
  }

  /** Some events that have gone out, after one; at most so many. */
  page(after: number, room: number): Journaled[] {
    const limit = Math.min(page.limit, room);
    return this.#read({ after, upTo: this.#released }, { ...page, limit });
  }

  /** Whether an event is for its client at all. */
  passes({ text }: Journaled): boolean {
    const { filter } = this.#options.client;
    return !filter || filter.judge(JSON.parse(text) as BotEvent).passes;
  }

  isExpired({ time_ms }: Journaled): boolean {
    return time_ms < Date.now() - this.#options.rules.maxAge;
  }

  settle(cursor: Cursor, stretch: Stretch): void {
    if (cursor.settle(stretch)) this.#keep(cursor);
  }

  /** Gives up an event. */
  giveUp(cursor: Cursor, seq: number): void {
    if (cursor.giveUp(seq)) this.losses.add(1);
    this.#keep(cursor);
  }

  /** What was sent and is not dealt with is to be sent again. */
  rewind(cursor: Cursor): void {
    this.losses.add(cursor.rewind());
    this.#oldest = 0;
    this.#keep(cursor);
  }

  /** How many events its client has to hear of that it will not be told. */
  missed(): number {
    for (let steps = 0; steps < maxSteps && this.#expire(); steps++);
    return this.losses.untold;
  }

  /** Its client hears of them now. */
  tellMissed(): void {
    this.missed();
    this.losses.tell();
    if (this.cursors[0]) this.#keep(this.cursors[0]);
  }

  /** To be called again and again: gives up what is too old, and passes over what was not for it. */
  tend(): void {
    this.#expire();
    const { last } = this.#options.journal;
    if (this.waiting > 0) return;
    this.#released = Math.max(this.#released, last);
    for (const cursor of this.cursors.filter(({ settled }) => settled < last)) {
      cursor.skipTo(last);
      this.#keep(cursor);
    }
  }

  /** Takes note of events that cannot be read any more. */
  cut(rows: readonly Journaled[]): void {
    if (this.waiting === 0) return;
    for (const row of rows) {
      const cursor = row.account === this.#options.account ? this.at(row.part) : undefined;
      if (!cursor || row.seq <= cursor.settled) continue;
      if (!this.passes(row)) cursor.pass(row.seq);
      else if (cursor.cut(row.seq)) this.losses.add(1);
      this.#keep(cursor);
    }
  }

  /** Forgets all that waits. */
  begin(): void {
    this.#released = this.#options.journal.last;
    this.losses.forget();
    for (const cursor of this.cursors) {
      cursor.skipTo(this.#released);
      this.#keep(cursor);
    }
  }

  #read(span: { after: number; upTo: number }, bound: { limit: number; size: number }) {
    const { journal, account } = this.#options;
    return journal.read({ account, ...span, ...bound });
  }

  #least(cursors: readonly Cursor[]): number {
    return Math.min(...cursors.map(({ settled }) => settled), this.#options.journal.last);
  }

  /** Gives up some of what waits and is too old, where nobody is being told; whether there may be more of it. */
  #expire(): boolean {
    const time = Date.now() - this.#options.rules.maxAge;
    const stale = this.cursors.filter(
      ({ isLive, isClear, waiting }) => !isLive && isClear && waiting > 0,
    );
    if (stale.length === 0 || this.#oldest >= time) return false;
    const rows = this.#read({ after: this.#least(stale), upTo: this.#released }, expiry);
    for (const row of rows) {
      this.#oldest = row.time_ms;
      if (row.time_ms >= time) return false;
      const cursor = this.at(row.part);
      if (!cursor || !stale.includes(cursor) || row.seq <= cursor.settled) continue;
      if (this.passes(row)) this.giveUp(cursor, row.seq);
      else cursor.pass(row.seq);
    }
    return rows.length > 0;
  }

  #keep({ index, settled }: Cursor): void {
    const { name: client, account, journal } = this.#options;
    const missed = index === 0 ? this.losses.untold : 0;
    journal.marks.keep({ client, account, part: index, settled, missed });
  }
}
