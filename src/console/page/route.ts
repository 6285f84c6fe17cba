/** Where one is in the page, kept in the address's fragment: `#/chat/*20002-g10010/20004-p10001?trace=131`. */
import { create } from "zustand";

import type { ChatKey } from "./chat/key.ts";

export type { ChatKey };

export const views = ["chat", "wire", "connections", "world"] as const;
export type View = (typeof views)[number];

/** A seat that is open, and the conversation that is shown in it. */
export interface SeatPlace {
  readonly account: number;
  readonly chat?: ChatKey | undefined;
}

export interface Route {
  readonly view: View;
  readonly seats: readonly SeatPlace[];
  /** Which of the seats has the focus. */
  readonly focus: number;
  /** What views keep there for themselves. */
  readonly more: Readonly<Record<string, string>>;
}

/** Each seat is a connection, and a link from anywhere may name any number of them. */
const maxSeats = 16;

const start: Route = { view: "chat", seats: [], focus: 0, more: {} };

export const useRoute = create<Route>(() => start);

/** Follows the fragment, and keeps it up to date. */
export function startRoute(): void {
  const read = () => useRoute.setState(parseRoute(location.hash), true);
  addEventListener("hashchange", read);
  read();
}

/** Goes somewhere; with `isStep`, back leads here again. */
export function go(change: Partial<Route>, { isStep = true } = {}): void {
  const route = { ...useRoute.getState(), ...change };
  const fragment = encodeRoute(route);
  if (fragment === location.hash) return;
  if (isStep) history.pushState(null, "", fragment);
  else history.replaceState(null, "", fragment);
  useRoute.setState(route, true);
}

/** Sets or, with undefined, removes a word that a view keeps. */
export function keep(name: string, value: string | undefined): void {
  const { [name]: _, ...others } = useRoute.getState().more;
  go({ more: value === undefined ? others : { ...others, [name]: value } });
}

/** Opens a seat, or a conversation in it, and gives it the focus. */
export function openSeat(account: number, chat?: ChatKey): void {
  const { seats } = useRoute.getState();
  const found = seats.findIndex((seat) => seat.account === account);
  if (found < 0) {
    const opened = [...seats, { account, chat }].slice(-maxSeats);
    go({ view: "chat", seats: opened, focus: opened.length - 1 });
    return;
  }
  const opened = seats.map((seat, at) => (at === found && chat ? { ...seat, chat } : seat));
  go({ view: "chat", seats: opened, focus: found });
}

export function leaveSeat(account: number): void {
  const { seats, focus } = useRoute.getState();
  const left = seats.filter((seat) => seat.account !== account);
  go({ seats: left, focus: Math.max(0, Math.min(focus, left.length - 1)) });
}

export function parseRoute(fragment: string): Route {
  const [path = "", query = ""] = fragment.replace(/^#\/?/, "").split("?");
  const [first, ...rest] = path.split("/");
  const view = views.find((each) => each === first) ?? "chat";
  const all = rest.flatMap((text) => {
    const [, isFocused, account, chat] = /^(\*?)(\d{1,16})(?:-([gp]\d{1,16}))?$/.exec(text) ?? [];
    if (account === undefined) return [];
    return [{ isFocused, account: Number(account), chat: chat as ChatKey | undefined }];
  });
  // Nobody sits twice; the last conversation that is named is meant.
  const places = [...new Map(all.map((place) => [place.account, place])).values()].slice(
    0,
    maxSeats,
  );
  return {
    view,
    seats: places.map(({ account, chat }) => ({ account, chat })),
    focus: Math.max(
      0,
      places.findIndex(({ isFocused }) => isFocused === "*"),
    ),
    more: Object.fromEntries(new URLSearchParams(query)),
  };
}

export function encodeRoute({ view, seats, focus, more }: Route): string {
  const places = seats.map(
    ({ account, chat }, at) =>
      `/${at === focus && seats.length > 1 ? "*" : ""}${account}${chat ? `-${chat}` : ""}`,
  );
  const query = new URLSearchParams(more).toString();
  return `#/${view}${places.join("")}${query && `?${query}`}`;
}
