/** The seats that are taken: each account in the route has one, and keeps it while it is there. */
import { create, useStore } from "zustand";

import { useRoute } from "../route.ts";
import { onEntries, useServer, watch } from "../server.ts";
import { Seat } from "./seat.ts";
import type { SeatState } from "./seat.ts";

export const useSeats = create<{ readonly seats: ReadonlyMap<number, Seat> }>(() => ({
  seats: new Map(),
}));

/** Takes the seats that the route names, now and whenever it changes, and leaves the others. */
export function startSeats(): void {
  useRoute.subscribe(({ seats }) => take(seats.map(({ account }) => account)));
  take(useRoute.getState().seats.map(({ account }) => account));
  // Once the server is there, or knows the token, nobody waits for their turn.
  useServer.subscribe(({ link }, earlier) => {
    if (link.is !== "open" || earlier.link.is === "open") return;
    for (const seat of allSeats()) seat.retry();
  });
  // Another run may have another world: what is shown must be of this one.
  useServer.subscribe(({ returned }, earlier) => {
    if (!returned || returned === earlier.returned || returned.is === "back") return;
    for (const seat of allSeats()) void seat.startOver();
  });
  onEntries(({ entries }) => {
    for (const { account, call } of entries) {
      // What was read has a message too, and may be old.
      if (!call || !("action" in call) || !/send_/.test(call.action)) continue;
      const { data } = (call.reply ?? {}) as { data?: { message_id?: number } | null };
      const seat = useSeats.getState().seats.get(account);
      if (seat && typeof data?.message_id === "number") void seat.learn(data.message_id);
    }
  });
}

export function allSeats(): Iterable<Seat> {
  return useSeats.getState().seats.values();
}

export function seatOf(account: number): Seat | undefined {
  return useSeats.getState().seats.get(account);
}

export function useSeat(account: number): Seat | undefined {
  return useSeats(({ seats }) => seats.get(account));
}

/** A part of what a seat knows. */
export function useSeatState<Part>(seat: Seat, select: (state: SeatState) => Part): Part {
  return useStore(seat.store, select);
}

function take(accounts: readonly number[]): void {
  const { seats } = useSeats.getState();
  const wanted = new Set(accounts);
  const taken = new Map(
    accounts.map((account) => [account, seats.get(account) ?? new Seat(account)]),
  );
  for (const [account, seat] of seats) if (!wanted.has(account)) seat.end();
  if (taken.size !== seats.size || [...taken.keys()].some((account) => !seats.has(account))) {
    useSeats.setState({ seats: taken });
    watch([...taken.keys()]);
  }
}
