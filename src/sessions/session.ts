/** What one client is told of one account, whether it is there or not: who carries it, and by what it goes on. */
import type { SessionRules } from "../clients/session-rules.ts";
import { nameOf } from "../frames.ts";
import type { Keeper } from "../hub.ts";
import type { Outgoing } from "../outgoing.ts";
import { encodeEvent } from "../protocol/event.ts";
import type { BotEvent, MessageFormat } from "../protocol/event.ts";
import { Attachment } from "./attachment.ts";
import type { Carrier, Proof, Sent, Stretches } from "./attachment.ts";
import { Backlog } from "./backlog.ts";
import type { BacklogOptions } from "./backlog.ts";
import type { Cursor } from "./cursor.ts";
import { Deafness } from "./deafness.ts";
import type { Journaled } from "./journal.ts";
import { holderOf } from "./part.ts";
import { sentences } from "./refusal.ts";
import { Takeovers } from "./takeovers.ts";
import type { Turns } from "./turns.ts";

/** A session as whoever steers the server sees it. */
export type SessionInfo = {
  /** Its client, and where it is posted to, if it is. */
  client: string;
  account: number;
  /** How many connections carry it. */
  connections: number;
  /** Everything up to this event has been dealt with; and the last there is. */
  settled: number;
  last: number;
  /** How many events wait to be dealt with, and the age of the oldest, in milliseconds. */
  waiting: number;
  age: number;
  /** How many were given up as they were too old or too many, since the server started. */
  missed: number;
};

export interface SessionOptions extends BacklogOptions {
  readonly turns: Turns;
}

/** Who is to carry a session. */
export interface Arrival {
  readonly format: MessageFormat;
  /** What it says it is. */
  readonly software: string;
  /** By what it is known what was dealt with, where the client does not say so itself. */
  readonly proof: Exclude<Proof, "word">;
}

export class Session implements Keeper {
  readonly client: string;
  readonly name: string;
  readonly account: number;
  readonly #options: SessionOptions;
  readonly #rules: SessionRules;
  readonly #backlog: Backlog;
  readonly #attached = new Map<Attachment, Arrival>();
  readonly #deafness: Deafness;
  readonly #takeovers = new Takeovers();
  #isEnding = false;

  constructor(options: SessionOptions) {
    const { client, name, account, rules } = options;
    this.client = client.name;
    this.name = name;
    this.account = account;
    this.#options = options;
    this.#rules = rules;
    this.#backlog = new Backlog(options);
    this.#deafness = new Deafness({ client: name, account }, rules.withoutPong);
  }

  get isCarried(): boolean {
    return this.#attached.size > 0;
  }

  describe(): SessionInfo {
    const { settled, waiting, age, losses } = this.#backlog;
    return {
      client: this.name,
      account: this.account,
      connections: this.#attached.size,
      settled,
      last: this.#options.journal.last,
      waiting,
      age,
      missed: losses.missed,
    };
  }

  /** Why nobody of some software may carry it now. */
  refusal(software: string): keyof typeof sentences | undefined {
    const now = performance.now();
    const isFull = this.isCarried && this.#rules.share === "";
    if (isFull && this.#takeovers.areTooMany(now)) return "torn";
    return this.#deafness.isRefused(software, now) ? "deaf" : undefined;
  }

  /** How many events its client has not been told, and never will be, since it last heard so. */
  missed(): number {
    return this.#backlog.missed();
  }

  /** Its client hears of them now. */
  tellMissed(): void {
    this.#backlog.tellMissed();
  }

  /** The server ends: from now on nothing that connections do says that they are done. */
  end(): void {
    this.#isEnding = true;
  }

  accept(outgoing: Outgoing): void {
    if (outgoing.event.post_type !== "meta_event") this.#backlog.accept(outgoing);
  }

  release(outgoing: Outgoing): void {
    const { seq } = outgoing;
    if (seq === undefined) {
      this.#sayToAll(outgoing);
      return;
    }
    const cursor = this.#backlog.release(outgoing, seq);
    const arrival = cursor?.holder && this.#attached.get(cursor.holder);
    if (!cursor?.isLive || !cursor.holder || !arrival) return;
    if (cursor.holder.room === 0) cursor.isLive = false;
    else {
      const name = () => nameOf(outgoing.event);
      this.#send(cursor, outgoing.text(arrival.format), { seq, name });
    }
  }

  /** Takes on who carries it; whoever did before goes, unless they share. */
  attach(carrier: Carrier, arrival: Arrival): Attachment {
    const now = performance.now();
    const { seq: isByWord, settle, share } = this.#rules;
    const proof = arrival.proof === "pong" && isByWord ? "word" : arrival.proof;
    const attachment = new Attachment(carrier, { settle, proof });
    attachment.isDeaf = this.#deafness.isServed(arrival.software);
    for (const older of share === "" ? this.#attached.keys() : []) {
      this.#takeovers.note(now);
      this.detach(older, false);
      older.carrier.close(4001, sentences.taken);
    }
    this.#attached.set(attachment, arrival);
    this.#assign();
    if (proof !== "answer") attachment.ping(now);
    return attachment;
  }

  /** Lets somebody go; where it was its peer who ended it, in order, what it has read it has dealt with. */
  detach(attachment: Attachment, isInOrder: boolean): void {
    const arrival = this.#attached.get(attachment);
    if (!arrival) return;
    const { proof, hasAnswered } = attachment;
    if (isInOrder && !this.#isEnding && this.#rules.trustClose && proof === "pong")
      this.#settle(attachment, attachment.takeRead());
    this.#attached.delete(attachment);
    for (const cursor of this.#backlog.cursors)
      if (cursor.holder === attachment) this.#backlog.rewind(cursor);
    this.#assign();
    if (isInOrder && !hasAnswered && proof !== "answer")
      this.#deafness.noteDrop(arrival.software, performance.now());
  }

  /** Takes a PONG. */
  heard(attachment: Attachment, payload: string): void {
    const now = performance.now();
    const settled = attachment.heard(payload, now);
    const arrival = this.#attached.get(attachment);
    if (!settled || !arrival) return;
    attachment.isDeaf = false;
    this.#deafness.clear(arrival.software);
    this.#settle(attachment, settled);
    attachment.pingIfDue(now);
    this.wake(attachment);
  }

  /** All up to an event is dealt with, as those say who carry it, or the client by another way. */
  acknowledge(seq: number, attachment?: Attachment): void {
    for (const each of attachment ? [attachment] : this.#attached.keys()) {
      this.#settle(each, each.acknowledge(seq));
      for (const cursor of this.#backlog.cursors)
        if (cursor.holder === each)
          this.#backlog.settle(cursor, { seq: Math.min(seq, cursor.sent), count: 0 });
      this.wake(each);
    }
  }

  /** An event was given up by those who carry it. */
  lose(): void {
    this.#backlog.losses.add(1);
  }

  /** To be called again and again: asks whether what was sent was read, and gives up what is too old. */
  look(now: number): void {
    for (const [attachment, { software }] of this.#attached) {
      const verdict = this.#deafness.judge(attachment, { software, now });
      if (verdict === "deaf") this.#meetDeaf(attachment);
      else if (verdict === "gone") attachment.carrier.cut();
      else attachment.pingIfDue(now);
      this.wake(attachment);
    }
    this.#backlog.tend();
  }

  /** Tells somebody, in turn with others, what they have not been told, as far as they read. */
  wake(attachment: Attachment): void {
    if (attachment.room > 0 && this.#behind(attachment).length > 0)
      this.#options.turns.add(attachment, () => this.#step(attachment));
  }

  /** Takes note of events that cannot be read any more. */
  cut(rows: readonly Journaled[]): void {
    this.#backlog.cut(rows);
  }

  /** Forgets all that waits. */
  begin(): void {
    for (const attachment of this.#attached.keys()) attachment.forget();
    this.#backlog.begin();
    this.#assign();
  }

  /** Heartbeats are for whoever is there, and are true only now. */
  #sayToAll(outgoing: Outgoing): void {
    for (const [{ carrier }, { format }] of this.#attached)
      if (carrier.hasRoom)
        carrier.send(outgoing.text(format), { name: () => nameOf(outgoing.event) });
  }

  #behind(attachment: Attachment): Cursor[] {
    return this.#backlog.cursors.filter(
      ({ holder, isLive, isLeaving }) => holder === attachment && !isLive && !isLeaving,
    );
  }

  /** Tells a page of what somebody has not been told; whether there is more that they take now. */
  #step(attachment: Attachment): boolean {
    const behind = this.#behind(attachment);
    const arrival = this.#attached.get(attachment);
    const { room } = attachment;
    if (behind.length === 0 || room === 0 || !arrival) return false;
    const rows = this.#backlog.page(Math.min(...behind.map(({ sent }) => sent)), room);
    attachment.carrier.cork(() => {
      for (const row of rows) {
        const cursor = this.#backlog.at(row.part);
        if (!cursor || !behind.includes(cursor) || row.seq <= cursor.sent) continue;
        if (!this.#backlog.passes(row)) cursor.pass(row.seq);
        else if (this.#backlog.isExpired(row)) this.#backlog.giveUp(cursor, row.seq);
        else this.#send(cursor, inFormat(arrival.format, row.text), kept(row));
      }
    });
    for (const cursor of behind.filter(({ holder }) => holder === attachment)) {
      cursor.pass(rows.at(-1)?.seq ?? this.#backlog.released);
      cursor.isLive = rows.length === 0;
    }
    return rows.length > 0 && attachment.room > 0;
  }

  #send(cursor: Cursor, text: string, { seq, name }: Sent & { seq: number }): void {
    const { holder, index: part } = cursor;
    if (!holder) return;
    const now = performance.now();
    const told = holder.proof === "word" ? `${text.slice(0, -1)},"seq":${seq}}` : text;
    cursor.send(seq);
    holder.send(told, { part, seq, now, name });
    if (holder.isDeaf) this.#settle(holder, holder.acknowledge(seq));
    else holder.pingIfDue(now);
  }

  #settle(attachment: Attachment, stretches: Stretches): void {
    for (const [index, stretch] of stretches) {
      const cursor = this.#backlog.cursors[index];
      if (cursor?.holder === attachment) this.#backlog.settle(cursor, stretch);
    }
    const { cursors } = this.#backlog;
    if (cursors.some(({ isLeaving, isClear }) => isLeaving && isClear)) this.#assign();
  }

  /** Gives each part to one of those who are there: at once where nobody has it, else when all is dealt with. */
  #assign(): void {
    const ids = new Map([...this.#attached.keys()].map((each) => [each.id, each]));
    for (const cursor of this.#backlog.cursors) {
      const holder = ids.get(holderOf(cursor.index, [...ids.keys()]) ?? -1);
      const isOther = cursor.holder !== holder;
      cursor.isLeaving = isOther && cursor.holder !== undefined && !cursor.isClear;
      if (isOther || cursor.isLeaving) cursor.isLive = false;
      if (isOther && !cursor.isLeaving) cursor.holder = holder;
    }
    for (const attachment of this.#attached.keys()) this.wake(attachment);
  }

  /** Nothing can be known of what it has read. */
  #meetDeaf(attachment: Attachment): void {
    if (this.#rules.withoutPong === "refuse") {
      attachment.carrier.close(4002, sentences.deaf);
      return;
    }
    attachment.isDeaf = true;
    this.acknowledge(this.#backlog.released, attachment);
  }
}

function kept({ seq, text }: Journaled) {
  return { seq, name: () => nameOf(JSON.parse(text) as BotEvent) };
}

function inFormat(format: MessageFormat, text: string): string {
  return format === "array" ? text : encodeEvent(JSON.parse(text) as BotEvent, format);
}
