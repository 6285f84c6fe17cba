/** The server as the page sees it: whether it is there, who is connected, who exists. */
import { create } from "zustand";

import type { Entries, Hello, Network, Telling, Wish } from "../telling.ts";
import { AccountLink } from "./account-link.ts";
import { Link } from "./link.ts";
import type { LinkState } from "./link.ts";
import { keepToken } from "./token.ts";

export interface Person {
  readonly user_id: number;
  readonly nickname: string;
}

export interface ServerState {
  readonly link: LinkState;
  readonly hello: Hello | undefined;
  readonly network: Network | undefined;
  /** Everybody who can be played; undefined until it is known. */
  readonly people: readonly Person[] | undefined;
  /** Whether there are hidden actions: a world that can be steered. */
  readonly isSteered: boolean;
}

export const useServer = create<ServerState>(() => ({
  link: { is: "connecting" },
  hello: undefined,
  network: undefined,
  people: undefined,
  isSteered: false,
}));

let link: Link | undefined;
let watched: readonly number[] = [];
let steering: AccountLink | undefined;
const listeners = new Set<(entries: Entries) => void>();

export function startServer(): void {
  link = new Link({
    path: "/console/stream",
    onOpen: wish,
    onText: (text) => take(JSON.parse(text) as Telling),
    onState: (state) => useServer.setState({ link: state }),
  });
}

/** Tries again at once. */
export function retryServer(): void {
  link?.retry();
  steering?.retry();
}

/** Takes the token that somebody typed and tries it. */
export function unlock(token: string): void {
  keepToken(token);
  retryServer();
}

/** Has the records of accounts told, to those that {@link onEntries} has named. */
export function watch(accounts: readonly number[]): void {
  watched = accounts;
  wish();
}

/** Calls somebody with what is recorded of watched accounts; gives how to end it. */
export function onEntries(listener: (entries: Entries) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A call on behalf of the account under test, for what is nobody's in particular. */
export function steer<Data>(action: string, params: object = {}): Promise<Data> {
  return steeringLink().ask<Data>(action, params);
}

/** Looks again who exists. */
export async function refreshPeople(): Promise<void> {
  try {
    const { users } = await steer<{ users: Person[] }>(".sandbox.list");
    useServer.setState({ people: users, isSteered: true });
  } catch {
    const own = await steer<Person>("get_login_info").catch(() => undefined);
    if (own) useServer.setState({ people: [own], isSteered: false });
  }
}

function wish(): void {
  link?.send(JSON.stringify({ type: "watch", accounts: [...watched] } satisfies Wish));
}

function take(telling: Telling): void {
  switch (telling.type) {
    case "hello":
      useServer.setState({ hello: telling });
      void refreshPeople();
      return;
    case "network":
      useServer.setState({ network: telling });
      return;
    case "entries":
      for (const listener of listeners) listener(telling);
      return;
    default:
      telling satisfies never;
  }
}

function steeringLink(): AccountLink {
  return (steering ??= new AccountLink({ path: "/api" }));
}
