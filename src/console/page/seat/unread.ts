/** How much is new in all seats together. */
import { useSyncExternalStore } from "react";

import { allSeats, useSeats } from "./seats.ts";

export function useUnread(): number {
  return useSyncExternalStore(observe, countUnread);
}

function observe(onChange: () => void): () => void {
  let ends: (() => void)[] = [];
  const observeEach = () => {
    for (const end of ends) end();
    ends = Array.from(allSeats(), ({ store }) => store.subscribe(onChange));
    onChange();
  };
  observeEach();
  const end = useSeats.subscribe(observeEach);
  return () => {
    end();
    for (const each of ends) each();
  };
}

function countUnread(): number {
  let count = 0;
  for (const { store } of allSeats())
    for (const { unread } of store.getState().chats.values()) count += unread;
  return count;
}
