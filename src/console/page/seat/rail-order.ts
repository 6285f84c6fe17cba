/** In which order people stand in the rail: as they were dragged, the bot at the end. */
import { create } from "zustand";

import { useServer } from "../server.ts";
import type { Person, ServerState } from "../server.ts";

const key = "onebot.rail";

interface OrderState {
  /** Those who were dragged, in their order. */
  readonly accounts: readonly number[];
}

const useOrder = create<OrderState>(() => ({ accounts: readOrder() }));

/** Everybody, as they stand in the rail. */
export function railOrder(): Person[] {
  return sorted(useServer.getState(), useOrder.getState());
}

export function useRailOrder(): Person[] {
  const { accounts } = useOrder();
  const people = useServer((state) => state.people);
  const hello = useServer((state) => state.hello);
  return sorted({ people, hello }, { accounts });
}

/** Puts somebody before somebody else. */
export function moveBefore(account: number, other: number): void {
  const all = railOrder().map(({ user_id }) => user_id);
  const rest = all.filter((each) => each !== account);
  const accounts = rest.flatMap((each) => (each === other ? [account, each] : [each]));
  if (account === other) return;
  useOrder.setState({ accounts });
  localStorage.setItem(key, JSON.stringify(accounts));
}

function sorted(
  { people = [], hello }: Pick<ServerState, "people" | "hello">,
  { accounts }: OrderState,
): Person[] {
  const placeOf = ({ user_id }: Person) => {
    if (user_id === hello?.account) return Number.POSITIVE_INFINITY;
    const at = accounts.indexOf(user_id);
    return at < 0 ? accounts.length : at;
  };
  return people.toSorted((one, other) => {
    const [here, there] = [placeOf(one), placeOf(other)];
    return here === there ? 0 : here - there;
  });
}

function readOrder(): number[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each) => typeof each === "number") : [];
  } catch {
    return [];
  }
}
