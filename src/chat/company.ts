/** A client of our own that is several people at once: a connection for each of them, and one that looks on. */
import type { Reply } from "../protocol/reply.ts";
import { outcomes } from "../words/command.ts";
import { say } from "../words/language.ts";

export interface Place {
  /** The server's WebSocket. */
  readonly url: URL;
  readonly token?: string | undefined;
}

/** Whoever speaks for the script itself: it hears nothing, and is nobody. */
export const director = undefined;

/** A call that must succeed, and was refused. */
export class Refused extends Error {
  override readonly name = "Refused";
}

/** Somebody who calls as anyone; as nobody in particular where there is no account. */
export type Speaker = Pick<Company, "call" | "ask">;

export class Company implements Disposable {
  readonly #place: Place;
  readonly #members = new Map<number | undefined, Promise<Member>>();

  constructor(place: Place) {
    this.#place = place;
  }

  /** Makes a call as somebody, who is connected first where they are not. Rejects where the connection ends. */
  async call(account: number | undefined, action: string, params: unknown = {}): Promise<Reply> {
    return (await this.enter(account)).call(action, params);
  }

  /** The data of a call that must succeed. Rejects with {@link Refused} where it is refused. */
  async ask<Data>(account: number | undefined, action: string, params?: unknown): Promise<Data> {
    const { status, retcode, data, message } = await this.call(account, action, params);
    if (status === "failed") throw new Refused(say(outcomes.failed(action, retcode, message)));
    return data as Data;
  }

  /** Connects somebody: from then on they are told what happens. */
  enter(account: number | undefined): Promise<Member> {
    const known = this.#members.get(account);
    if (known) return known;
    const entering = open(this.#place, account, () => this.#members.delete(account));
    this.#members.set(account, entering);
    return entering;
  }

  [Symbol.dispose](): void {
    for (const member of this.#members.values()) {
      void member.then(
        (each) => each.close(),
        () => undefined,
      );
    }
  }
}

/** Where somebody's events come: the director is on a path that hears none. */
function addressOf({ url, token }: Place, account: number | undefined): URL {
  const address = new URL(url);
  const path = account === director ? "/api" : "/";
  address.pathname = address.pathname.replace(/\/*$/, path);
  if (token) address.searchParams.set("access_token", token);
  if (account !== director) address.searchParams.set("self_id", String(account));
  return address;
}

/** `left` is called where the connection ends: whoever is asked for again is connected anew. */
async function open(place: Place, account: number | undefined, left: () => void): Promise<Member> {
  const socket = new WebSocket(addressOf(place, account));
  const { promise, resolve, reject } = Promise.withResolvers<Member>();
  const member = new Member(socket);
  socket.addEventListener("open", () => resolve(member), { once: true });
  socket.addEventListener("close", ({ code, reason }) => {
    left();
    reject(new Error(say(outcomes.closed(code, reason))));
  });
  return promise;
}

/** One connection. */
export class Member {
  readonly #socket: WebSocket;
  readonly #pending = new Map<string, PromiseWithResolvers<Reply>>();
  #last = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      const text = String(data);
      // Events have no echo, and are read from the record.
      if (!text.includes('"echo":"')) return;
      const reply = JSON.parse(text) as Reply & { echo: string };
      this.#pending.get(reply.echo)?.resolve(reply);
      this.#pending.delete(reply.echo);
    });
    socket.addEventListener("close", ({ code, reason }) => {
      for (const { reject } of this.#pending.values())
        reject(new Error(say(outcomes.closed(code, reason))));
      this.#pending.clear();
    });
  }

  call(action: string, params: unknown): Promise<Reply> {
    const echo = String(++this.#last);
    const pending = Promise.withResolvers<Reply>();
    if (this.#socket.readyState !== WebSocket.OPEN) {
      pending.reject(new Error(say(outcomes.closed(1006, ""))));
      return pending.promise;
    }
    this.#pending.set(echo, pending);
    this.#socket.send(JSON.stringify({ action, params, echo }));
    return pending.promise;
  }

  close(): void {
    this.#socket.close(1000);
  }
}
