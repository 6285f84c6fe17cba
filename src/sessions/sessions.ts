/** All sessions there are: each client that has one, on each account it may hear, and each place it is posted to. */
import type { Client } from "../clients/client.ts";
import type { Hub } from "../hub.ts";
import type { Journal } from "./journal.ts";
import type { Mark } from "./marks.ts";
import { Session } from "./session.ts";
import type { SessionInfo } from "./session.ts";
import { Turns } from "./turns.ts";

export interface SessionsOptions {
  readonly journal: Journal;
  readonly hub: Hub;
  /** The accounts that are meant by clients that name none. */
  readonly defaultAccount: number;
}

/** Whose events of which account, and where they are posted to, if they are. */
export interface Named {
  readonly client: Client;
  readonly account: number;
  readonly where?: string | undefined;
}

interface Held {
  readonly session: Session;
  readonly keeping: Disposable;
  /** Whether it is there without anybody having come: it is configured. */
  readonly isLasting: boolean;
}

/** Milliseconds. */
const lookEvery = 500;

export class Sessions implements Disposable {
  readonly #options: SessionsOptions;
  readonly #all = new Map<string, Held>();
  /** Those that were left, and that nobody has taken up. */
  readonly #marks: Map<string, readonly Mark[]>;
  readonly #turns = new Turns();
  readonly #open = new DisposableStack();

  /** Takes up where the sessions of some clients had been left. */
  constructor(clients: readonly Client[], options: SessionsOptions) {
    this.#options = options;
    const { journal, hub, defaultAccount } = options;
    const marks = journal.marks.list();
    this.#marks = Map.groupBy(marks, ({ client, account }) => keyOf(client, account));
    const timer = setInterval(() => this.#look(), lookEvery);
    this.#open.use(journal);
    this.#open.defer(() => clearInterval(timer));
    this.#open.use(this.#turns);
    this.#open.use(hub.onBegin(() => this.begin()));
    this.#open.use(
      journal.onCut((rows) => {
        for (const { session } of this.#all.values()) session.cut(rows);
      }),
    );
    for (const client of clients.filter(({ session }) => session)) {
      const named = client.accounts ?? [defaultAccount];
      const left = marks.filter((mark) => mark.client === client.name);
      for (const account of named) this.#begin({ client, account }, true);
      for (const { account } of left) this.find({ client, account });
    }
    // What a client that is no more had still to be told waits for nobody.
    for (const { client, account } of marks)
      if (!clients.some(({ name, session }) => session && name === client.split(" ")[0]))
        journal.marks.forget({ client, account });
    journal.marks.write();
  }

  /** The session of a client; undefined where it has none. */
  find(named: Named): Session | undefined {
    if (!named.client.session) return undefined;
    const held = this.#all.get(keyOf(nameOf(named), named.account));
    return (held ?? this.#begin(named, named.where !== undefined))?.session;
  }

  list(): SessionInfo[] {
    return Array.from(this.#all.values(), ({ session }) => session.describe());
  }

  /** Forgets what waits for a client, on one account or on all; gives how many sessions that were. */
  drop(client: string, account?: number): number {
    let count = 0;
    for (const [key, { session, keeping, isLasting }] of this.#all) {
      const isMeant = session.client === client || session.name === client;
      if (!isMeant || (account !== undefined && session.account !== account)) continue;
      count++;
      session.begin();
      if (isLasting || session.isCarried) continue;
      this.#all.delete(key);
      keeping[Symbol.dispose]();
      this.#options.journal.marks.forget({ client: session.name, account: session.account });
    }
    return count;
  }

  /** All up to an event is dealt with, as a client says. */
  acknowledge(client: Client, { account, seq }: { account: number; seq: number }): void {
    this.#all.get(keyOf(client.name, account))?.session.acknowledge(seq);
  }

  /** The world is another one: nothing of the old one is told to anybody. */
  begin(): void {
    this.#options.journal.begin();
    for (const { session } of this.#all.values()) session.begin();
  }

  /** The server ends: it is not the peers who do. */
  end(): void {
    for (const { session } of this.#all.values()) session.end();
  }

  [Symbol.dispose](): void {
    for (const { keeping } of this.#all.values()) keeping[Symbol.dispose]();
    this.#open[Symbol.dispose]();
  }

  #begin(named: Named, isLasting: boolean): Held | undefined {
    const { client, account, where } = named;
    const { journal, hub } = this.#options;
    if (!client.session) return undefined;
    const name = nameOf(named);
    const key = keyOf(name, account);
    const marks = this.#marks.get(key) ?? [];
    // A session that is dropped and comes again begins anew.
    this.#marks.delete(key);
    // A place is posted to by one only.
    const rules = where === undefined ? client.session : { ...client.session, share: "" as const };
    const session = new Session({
      client,
      name,
      account,
      rules,
      journal,
      turns: this.#turns,
      marks,
    });
    const keeping = hub.keep({ account, filter: client.filter }, session);
    const held = { session, keeping, isLasting };
    this.#all.set(key, held);
    return held;
  }

  #look(): void {
    const now = performance.now();
    this.#options.journal.tend();
    for (const { session } of this.#all.values()) session.look(now);
  }
}

function nameOf({ client, where }: Named): string {
  return where === undefined ? client.name : `${client.name} ${where}`;
}

function keyOf(name: string, account: number): string {
  return `${account} ${name}`;
}
