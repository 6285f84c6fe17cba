/** The server as the page sees it: whether it is there, who is connected, who exists. */
import { create } from "zustand";

import type { WorldPart } from "../../platform.ts";
import type { ActionInfo } from "../actions.ts";
import type { Entries, FrameBatch, Hello, Network, Telling, Wish } from "../telling.ts";
import { AccountLink } from "./account-link.ts";
import { Link } from "./link.ts";
import type { LinkState } from "./link.ts";
import { keepToken } from "./token.ts";

export interface Person {
  readonly user_id: number;
  readonly nickname: string;
}

export interface GroupName {
  readonly group_id: number;
  readonly group_name: string;
}

export interface ServerState {
  readonly link: LinkState;
  readonly hello: Hello | undefined;
  readonly network: Network | undefined;
  /** Everybody who can be played; undefined until it is known. */
  readonly people: readonly Person[] | undefined;
  /** All groups that are known. */
  readonly groups: readonly GroupName[];
  /** All actions there are; undefined until {@link wantActions} has had them told. */
  readonly actions: readonly ActionInfo[] | undefined;
  /** Whether there are hidden actions: a world that can be steered. */
  readonly isSteered: boolean;
  /** Milliseconds that the server's clock is ahead of this machine's. */
  readonly clockOffset: number;
  /** What is to be known since the server was away, and since when by this machine. */
  readonly returned: Returned | undefined;
}

/** It is there again: as it was, as another run, or even as another version. */
export interface Returned {
  readonly is: "back" | "restarted" | "updated";
  readonly at: number;
}

export const useServer = create<ServerState>(() => ({
  link: { is: "connecting" },
  hello: undefined,
  network: undefined,
  people: undefined,
  groups: [],
  actions: undefined,
  isSteered: false,
  clockOffset: 0,
  returned: undefined,
}));

let link: Link | undefined;
let watched: readonly number[] = [];
let areActionsWanted = false;
let steering: AccountLink | undefined;
const listeners = new Set<(entries: Entries) => void>();
const changeListeners = new Set<(parts: ReadonlySet<WorldPart>) => void>();
const frameListeners = new Set<(batch: FrameBatch) => void>();
/** Who waits for the text of a frame. */
const readers = new Map<number, ((text: string | null) => void)[]>();

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

/** Calls somebody with the parts of the world that have changed; gives how to end it. */
export function onChanged(listener: (parts: ReadonlySet<WorldPart>) => void): () => void {
  changeListeners.add(listener);
  return () => changeListeners.delete(listener);
}

/** Has frames told from one on, to those that {@link onFrames} has named; false where the server is away. */
export function followFrames(from: number, { isLive }: { isLive: boolean }): boolean {
  return send({ type: "frames", from, isLive });
}

/** Calls somebody with frames; gives how to end it. */
export function onFrames(listener: (batch: FrameBatch) => void): () => void {
  frameListeners.add(listener);
  return () => frameListeners.delete(listener);
}

/** The text of a frame as far as the server keeps it; null where it is no more. */
export function readFrame(id: number): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  readers.set(id, [...(readers.get(id) ?? []), resolve]);
  if (!send({ type: "frame", id })) resolve(null);
  return promise;
}

/** A call on behalf of the account under test, for what is nobody's in particular. */
export function steer<Data>(action: string, params: object = {}): Promise<Data> {
  return steeringLink().ask<Data>(action, params);
}

/** Looks again who exists. */
export async function refreshPeople(): Promise<void> {
  try {
    const { users, groups } = await steer<{ users: Person[]; groups: GroupName[] }>(
      ".sandbox.list",
    );
    useServer.setState({ people: users, groups, isSteered: true });
  } catch {
    const own = await steer<Person>("get_login_info").catch(() => undefined);
    const groups = await steer<GroupName[]>("get_group_list").catch(() => []);
    if (own) useServer.setState({ people: [own], groups, isSteered: false });
  }
}

/** Has the actions told, once. */
export function wantActions(): void {
  areActionsWanted = true;
  if (!useServer.getState().actions) send({ type: "actions" });
}

function wish(): void {
  send({ type: "watch", accounts: [...watched] });
}

function send(wanted: Wish): boolean {
  return link?.send(JSON.stringify(wanted)) ?? false;
}

function take(telling: Telling): void {
  switch (telling.type) {
    case "hello":
      useServer.setState(({ hello }) => ({
        hello: telling,
        returned: hello && { is: howReturned(telling, hello), at: Date.now() },
      }));
      // Another version of the server may have others.
      if (areActionsWanted) send({ type: "actions" });
      void refreshPeople();
      return;
    case "network":
      useServer.setState({ network: telling, clockOffset: telling.time_ms - Date.now() });
      return;
    case "entries":
      for (const listener of listeners) listener(telling);
      return;
    case "changed":
      for (const listener of changeListeners) listener(new Set(telling.parts));
      return;
    case "actions":
      useServer.setState({ actions: telling.actions });
      return;
    case "frames":
      for (const listener of frameListeners) listener(telling);
      return;
    case "frame":
      for (const resolve of readers.get(telling.id) ?? []) resolve(telling.text);
      readers.delete(telling.id);
      return;
    default:
      telling satisfies never;
  }
}

function howReturned(now: Hello, before: Hello): Returned["is"] {
  if (now.version !== before.version) return "updated";
  return now.started === before.started ? "back" : "restarted";
}

function steeringLink(): AccountLink {
  return (steering ??= new AccountLink({ path: "/api" }));
}
