/** Who is in the groups of a seat, read anew whenever something has changed there. */
import { useEffect } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { StoreApi } from "zustand/vanilla";

import type { Member } from "../../../protocol/entity.ts";
import { idOf, isGroup } from "../chat/chat.ts";
import type { ChatKey } from "../route.ts";
import type { Seat } from "./seat.ts";
import { useSeatState } from "./seats.ts";

type Rosters = ReadonlyMap<ChatKey, readonly Member[]>;

const none: readonly Member[] = [];
const rosters = new WeakMap<Seat, StoreApi<Rosters>>();

/** The members of a group, as far as they are known; nobody in a conversation of two. */
export function useMembers(seat: Seat, chatKey: ChatKey): readonly Member[] {
  return useStore(rosterOf(seat), (known) => known.get(chatKey) ?? none);
}

export function membersOf(seat: Seat, chatKey: ChatKey): readonly Member[] {
  return rosterOf(seat).getState().get(chatKey) ?? none;
}

/** Keeps the members of a group known while it is open; a seat's groups are told anew after each of their notices. */
export function useMembersRead(seat: Seat, chatKey: ChatKey): void {
  const groups = useSeatState(seat, (state) => state.groups);
  const isOpen = useSeatState(seat, ({ link }) => link.is === "open");
  useEffect(() => {
    if (isOpen && isGroup(chatKey)) void readMembers(seat, chatKey);
  }, [seat, chatKey, groups, isOpen]);
}

async function readMembers(seat: Seat, chatKey: ChatKey): Promise<void> {
  const members = await seat
    .ask<Member[]>("get_group_member_list", { group_id: idOf(chatKey) })
    .catch(() => undefined);
  if (members) rosterOf(seat).setState((known) => new Map(known).set(chatKey, members), true);
}

function rosterOf(seat: Seat): StoreApi<Rosters> {
  const known = rosters.get(seat);
  if (known) return known;
  const made = createStore<Rosters>(() => new Map());
  rosters.set(seat, made);
  return made;
}
