/**
 * Somebody who carries a session, and what their PONGs prove (RFC 6455, section 5.5.3): what was sent before a PING
 * has been read once it is answered, and once another is answered that was sent some time after that, it counts as
 * dealt with.
 */

/** What else is known of an event that is sent. */
export interface Sent {
  /** Its number; undefined where it is not kept, as a heartbeat. */
  readonly seq?: number;
  /** Its kind, like `message.group`. */
  readonly name: () => string;
}

/** What a session needs of whoever carries it. None of its methods throws. */
export interface Carrier {
  /** Whether it takes more: little waits in memory for it to be read. */
  readonly hasRoom: boolean;
  send(text: string, sent: Sent): void;
  ping(payload: string): void;
  /** Lets what `work` sends leave together, where that can be. */
  cork(work: () => void): void;
  close(code: number, reason: string): void;
  /** Ends it without a word. */
  cut(): void;
  /** What was sent, and waits here, is of a world that is no more. */
  forget(): void;
}

/**
 * How it is known what was dealt with: by PONGs; by what the client says, where PONGs say only what was read; by the
 * answers to POSTs.
 */
export type Proof = "pong" | "word" | "answer";

/** Events of one part: the number of the last, and how many. */
export interface Stretch {
  seq: number;
  count: number;
}
export type Stretches = ReadonlyMap<number, Stretch>;

/** What was sent within a span of time. Times are by `performance.now()`. */
interface Slot {
  readonly began: number;
  isOver: boolean;
  /** When a PONG came that says that it was read. */
  readAt: number | undefined;
  count: number;
  readonly parts: Map<number, Stretch>;
}

interface Told extends Sent {
  readonly seq: number;
  readonly part: number;
  readonly now: number;
}

interface Ping {
  readonly payload: string;
  readonly at: number;
  /** The slots before it, counted from the first there ever was. */
  readonly slots: number;
}

/** Milliseconds. */
const pingEvery = 500;
const shortestSlot = 100;
const maxSlots = 4096;
const maxPings = 64;
/** How many events may be unread: few for those who read slowly, as their PONG comes after all of them. */
const window = { first: 8, least: 1, most: 8192 };
/** How long a PONG takes that says so, in milliseconds. */
const prompt = 200;
const quick = 500;
const slow = 2000;

let lastId = 0;

export class Attachment {
  readonly id = ++lastId;
  readonly carrier: Carrier;
  readonly proof: Proof;
  /** Whether what is sent counts as dealt with, as its peer answers no PING. */
  isDeaf = false;
  readonly #settle: number;
  readonly #slotTime: number;
  readonly #nonce = crypto.randomUUID().slice(0, 8);
  #slots: Slot[] = [];
  /** How many slots have been settled and forgotten. */
  #gone = 0;
  #pings: Ping[] = [];
  #pingCount = 0;
  #pingedAt = Number.NEGATIVE_INFINITY;
  /** When it last answered. */
  #heardAt: number | undefined;
  /** How long its PONGs take. */
  #usual = 0;
  #window = window.first;
  /** Events that have been sent: in all, that are unread, since the last PING. */
  #events = 0;
  #unread = 0;
  #sincePing = 0;

  /** What was read `settle` milliseconds before a PING that is answered counts as dealt with. */
  constructor(carrier: Carrier, { settle, proof }: { settle: number; proof: Proof }) {
    this.carrier = carrier;
    this.proof = proof;
    this.#settle = settle;
    this.#slotTime = Math.max(shortestSlot, settle / 100);
  }

  get hasAnswered(): boolean {
    return this.#heardAt !== undefined;
  }

  /** Events that were sent. */
  get events(): number {
    return this.#events;
  }

  /** How many events it may be sent now. */
  get room(): number {
    if (!this.carrier.hasRoom) return 0;
    return this.#isAsked ? Math.max(0, this.#window - this.#unread) : window.most;
  }

  /** For how many milliseconds a PING has been waiting for its PONG, and whether events are to be read before it. */
  silence(now: number): { time: number; isBusy: boolean } {
    const [first] = this.#pings;
    const time = first ? now - Math.max(first.at, this.#heardAt ?? 0) : 0;
    return { time, isBusy: this.#unread > 0 };
  }

  /** Sends an event of a part. */
  send(text: string, { part, seq, now, name }: Told): void {
    const slot = this.#slotAt(now);
    const stretch = slot.parts.get(part);
    if (stretch) {
      stretch.seq = seq;
      stretch.count++;
    } else slot.parts.set(part, { seq, count: 1 });
    slot.count++;
    this.#events++;
    this.#unread++;
    this.#sincePing++;
    this.carrier.send(text, { seq, name });
  }

  /** Asks whether all that was sent so far has been read, where that is due. */
  pingIfDue(now: number): void {
    if (!this.#isAsked) return;
    const isUnsure = this.proof === "pong" ? this.#slots.length > 0 : this.#unread > 0;
    const isMuch = this.#sincePing * 2 >= this.#window;
    if (isMuch || (isUnsure && now - this.#pingedAt >= pingEvery)) this.ping(now);
  }

  ping(now: number): void {
    const last = this.#slots.at(-1);
    if (last) last.isOver = true;
    const payload = `${this.#nonce}:${++this.#pingCount}`;
    this.#pings.push({ payload, at: now, slots: this.#gone + this.#slots.length });
    // The peer need only answer the last of several; how long the first waits is to be known.
    if (this.#pings.length > maxPings) this.#pings.splice(1, 1);
    this.#pingedAt = now;
    this.#sincePing = 0;
    this.carrier.ping(payload);
  }

  /** What a PONG proves to be dealt with; undefined where it answers none of our PINGs. */
  heard(payload: string, now: number): Stretches | undefined {
    const at = this.#pings.findIndex((ping) => ping.payload === payload);
    const ping = this.#pings[at];
    if (!ping) return undefined;
    this.#pings.splice(0, at + 1);
    const time = now - ping.at;
    // A peer that was stopped has not gone on with what it had read.
    if (time > prompt + 2 * this.#usual) this.#delay(now - (this.#heardAt ?? now));
    this.#usual += (time - this.#usual) / 4;
    this.#heardAt = now;
    let newly = 0;
    for (const slot of this.#slots.slice(0, Math.max(0, ping.slots - this.#gone))) {
      if (slot.readAt !== undefined) continue;
      slot.readAt = now;
      newly += slot.count;
    }
    this.#unread -= newly;
    this.#adapt(newly, time);
    if (this.proof !== "pong") return new Map();
    const before = ping.at - this.#settle;
    return this.#take(
      ({ readAt }) => readAt !== undefined && (this.#settle === 0 || readAt <= before),
    );
  }

  /** What is dealt with once its client says so of all up to an event. */
  acknowledge(seq: number): Stretches {
    return this.#take(({ parts }) => parts.values().every((stretch) => stretch.seq <= seq));
  }

  /** What has been read, and is not known to be dealt with. */
  takeRead(): Stretches {
    return this.#take(({ readAt }) => readAt !== undefined);
  }

  /** What was sent counts no more. */
  forget(): void {
    this.#take(() => true);
    this.#unread = 0;
    this.carrier.forget();
  }

  #delay(time: number): void {
    for (const slot of this.#slots) if (slot.readAt !== undefined) slot.readAt += time;
  }

  get #isAsked(): boolean {
    return !this.isDeaf && this.proof !== "answer";
  }

  /** The slots from the first on that are as wanted, which are forgotten. */
  #take(isWanted: (slot: Slot) => boolean): Stretches {
    const end = this.#slots.findIndex((slot) => !isWanted(slot));
    const slots = this.#slots.splice(0, end < 0 ? this.#slots.length : end);
    this.#gone += slots.length;
    const all = new Map<number, Stretch>();
    for (const { parts, readAt, count } of slots) {
      if (readAt === undefined) this.#unread -= count;
      for (const [part, stretch] of parts)
        all.set(part, { seq: stretch.seq, count: (all.get(part)?.count ?? 0) + stretch.count });
    }
    return all;
  }

  #slotAt(now: number): Slot {
    const last = this.#slots.at(-1);
    if (last && !last.isOver && now - last.began < this.#slotTime) return last;
    const slot = { began: now, isOver: false, readAt: undefined, count: 0, parts: new Map() };
    this.#slots.push(slot);
    if (this.#slots.length > maxSlots) this.#mergeOldest();
    return slot;
  }

  /** A client that never says what it has dealt with is not remembered in full. */
  #mergeOldest(): void {
    const [first, second] = this.#slots;
    if (!first || !second) return;
    for (const [part, { count }] of first.parts) {
      const stretch = second.parts.get(part);
      if (stretch) stretch.count += count;
      else second.parts.set(part, { ...first.parts.get(part), count } as Stretch);
    }
    if (first.readAt !== undefined && second.readAt === undefined) this.#unread += first.count;
    second.count += first.count;
    this.#slots.shift();
    this.#gone++;
  }

  /** As many events are on their way as are read within a moment, and not so many that a PONG takes long. */
  #adapt(newly: number, time: number): void {
    if (time <= quick && newly * 2 >= this.#window)
      this.#window = Math.min(window.most, this.#window * 2);
    else if (time > slow && newly > 0)
      this.#window = Math.max(window.least, Math.floor(this.#window / 2));
  }
}
