import { allSeats } from "../seat/seats.ts";
/** Keeps what the page shows true when the world changes behind its back: by another tab, a terminal, a test. */
import { onChanged, refreshPeople } from "../server.ts";
import { startWorldClock } from "../world-clock.ts";
import { startFaults } from "./faults.ts";

/** Milliseconds: a test may change much at once. */
const every = 300;

/** Follows the world; gives how to end that. */
export function startWorld(): () => void {
  let parts = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ends = [
    startWorldClock(),
    startFaults(),
    onChanged((changed) => {
      parts = parts.union(changed);
      timer ??= setTimeout(() => {
        timer = undefined;
        const all = parts;
        parts = new Set();
        follow(all);
      }, every);
    }),
  ];
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
  };
}

function follow(parts: ReadonlySet<string>): void {
  if (!["people", "groups", "messages"].some((part) => parts.has(part))) return;
  void refreshPeople();
  for (const seat of allSeats()) {
    const read = parts.has("messages") ? seat.startOver() : seat.refreshLists();
    // Whoever is gone has no lists any more.
    void read.catch(() => undefined);
  }
}
