/** Who waits for something to happen: found by what it must be, bounded in all and for each connection. */
import { maxText, maxUnits, spend } from "./abridge.ts";
import { matches } from "./entry.ts";
import type { Entry, Pattern } from "./entry.ts";
import { Refusal, refuse } from "./protocol/reply.ts";

export interface WaitOptions {
  /** Milliseconds. */
  readonly timeout: number;
  /** Ends with the connection of whoever waits: nobody would hear of it. */
  readonly ended?: AbortSignal | undefined;
}

interface Waiter {
  readonly pattern: Pattern;
  readonly end: (entry?: Entry) => void;
}

const maxWaits = 1000;
const maxWaitsEach = 64;

export class Waits {
  readonly #waiters = new Set<Waiter>();
  readonly #byKey = new Map<string, Set<Waiter>>();
  readonly #counts = new WeakMap<AbortSignal, number>();

  /** The accounts whose events somebody waits for; undefined where nobody waits for anything. */
  accounts(): Set<number> | undefined {
    return this.#waiters.size === 0 ? undefined : new Set(this.#accounts());
  }

  *#accounts(): Generator<number> {
    for (const { pattern } of this.#waiters) {
      const account = pattern.event?.["self_id"];
      if (typeof account === "number") yield account;
    }
  }

  /** The first entry from now on that matches; refuses where none comes in time. */
  add(pattern: Pattern, { timeout, ended }: WaitOptions): Promise<Entry> {
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

  /** Tells those who wait for entries of a kind, and of a word where they name one; `make` gives the entry. */
  tell(kind: keyof Pattern, word: string | undefined, make: () => Entry): void {
    if (this.#waiters.size === 0) return;
    let entry: Entry | undefined;
    for (const key of word === undefined ? [kind] : [keyOf(kind, word), kind]) {
      for (const { pattern, end } of this.#byKey.get(key) ?? []) {
        entry ??= make();
        if (matches(pattern, entry)) end(entry);
      }
    }
  }

  /** Ends all waiting as if its time were over. */
  end(): void {
    for (const { end } of this.#waiters) end();
  }

  #requirePlace(ended: AbortSignal | undefined): void {
    if (this.#waiters.size >= maxWaits) refuse("tooMany", `${maxWaits} others wait already`);
    if (ended && (this.#counts.get(ended) ?? 0) >= maxWaitsEach)
      refuse("tooMany", `${maxWaitsEach} waits are pending on this connection already`);
  }

  #enter(waiter: Waiter, ended: AbortSignal | undefined): void {
    this.#waiters.add(waiter);
    if (ended) this.#counts.set(ended, (this.#counts.get(ended) ?? 0) + 1);
    for (const key of keysOf(waiter.pattern)) {
      const waiters = this.#byKey.get(key) ?? new Set();
      this.#byKey.set(key, waiters.add(waiter));
    }
  }

  #leave(waiter: Waiter, ended: AbortSignal | undefined): void {
    this.#waiters.delete(waiter);
    if (ended) this.#counts.set(ended, (this.#counts.get(ended) ?? 1) - 1);
    for (const key of keysOf(waiter.pattern)) {
      const waiters = this.#byKey.get(key);
      waiters?.delete(waiter);
      if (waiters?.size === 0) this.#byKey.delete(key);
    }
  }
}

/** A pattern is held against every entry: refuses one that is larger than what an entry can hold. */
export function requireSmall(pattern: Pattern): void {
  if (spend(pattern, maxUnits) < 0)
    refuse("badParams", `A pattern has at most ${maxUnits} values, and ${maxText} characters each`);
}

/** Where a pattern waits: an event by its post_type, a call by its action, where it names one. */
function keysOf({ event, call, steer, connection }: Pattern): string[] {
  return [
    ...(connection ? ["connection"] : []),
    ...(event ? [keyOf("event", event["post_type"])] : []),
    ...(call ? [keyOf("call", call["action"])] : []),
    ...(steer ? [keyOf("steer", steer["action"])] : []),
  ];
}

function keyOf(kind: keyof Pattern, word: unknown): string {
  return typeof word === "string" ? `${kind} ${word}` : kind;
}
