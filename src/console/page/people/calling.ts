/** What people are called in a conversation: in a group by their card, and whoever is not in it by their name. */
import { useEffect } from "react";
import { create } from "zustand";

import type { ChatKey } from "../route.ts";
import { useMembers } from "../seat/members.ts";
import type { Seat } from "../seat/seat.ts";
import { useName } from "./name.ts";

const maxKept = 2000;

/** Of those that are asked for; "" until the answer is there. */
const useStrangers = create<ReadonlyMap<number, string>>(() => new Map());

/** The name of somebody as the account of `seat` sees it in a conversation; the number until it is known. */
export function useCalling(seat: Seat, { chatKey, id }: { chatKey: ChatKey; id: number }): string {
  const member = useMembers(seat, chatKey).find(({ user_id }) => user_id === id);
  const name = useName(id);
  const stranger = useStrangers((known) => known.get(id));
  const isUnknown = !member && name === String(id) && stranger === undefined && id > 0;
  useEffect(() => {
    if (isUnknown) void learn(seat, id);
  }, [seat, id, isUnknown]);
  return member?.card || member?.nickname || stranger || name;
}

async function learn(seat: Seat, id: number): Promise<void> {
  keep(id, "");
  const stranger = await seat
    .ask<{ nickname: string }>("get_stranger_info", { user_id: id })
    .catch(() => undefined);
  if (stranger?.nickname) keep(id, stranger.nickname);
}

function keep(id: number, name: string): void {
  const known = useStrangers.getState();
  const kept = known.size < maxKept ? known : [...known].slice(-maxKept / 2);
  useStrangers.setState(new Map(kept).set(id, name), true);
}
