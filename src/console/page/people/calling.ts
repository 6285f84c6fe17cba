/** What people are called in a conversation: in a group by their card. Asked for once, and kept. */
import { useEffect } from "react";
import { create } from "zustand";

import { idOf, isGroup } from "../chat/chat.ts";
import type { ChatKey } from "../route.ts";
import type { Seat } from "../seat/seat.ts";
import { nameOf } from "./name.ts";

const maxCallings = 5000;

type Calling = `${ChatKey}/${number}`;

const useCallings = create<{ readonly known: ReadonlyMap<Calling, string> }>(() => ({
  known: new Map(),
}));
const asked = new Set<Calling>();

/** The name of somebody as the account of `seat` sees it in a conversation; the number until it is known. */
export function useCalling(seat: Seat, { chatKey, id }: { chatKey: ChatKey; id: number }): string {
  const calling: Calling = `${chatKey}/${id}`;
  const known = useCallings((state) => state.known.get(calling));
  useEffect(() => {
    if (known === undefined && id > 0) void learn(seat, { chatKey, id, calling });
  }, [seat, chatKey, id, calling, known]);
  return known ?? nameOf(id);
}

/** Somebody is called otherwise from now on. */
export function forgetCalling(chatKey: ChatKey, id: number): void {
  const calling: Calling = `${chatKey}/${id}`;
  asked.delete(calling);
  const known = new Map(useCallings.getState().known);
  if (known.delete(calling)) useCallings.setState({ known });
}

async function learn(
  seat: Seat,
  { chatKey, id, calling }: { chatKey: ChatKey; id: number; calling: Calling },
): Promise<void> {
  if (asked.has(calling)) return;
  if (asked.size >= maxCallings) asked.clear();
  asked.add(calling);
  const name = (await askMember(seat, { chatKey, id })) ?? (await askStranger(seat, id));
  if (name === undefined) return;
  const { known } = useCallings.getState();
  const kept = known.size >= maxCallings ? [...known].slice(-maxCallings / 2) : known;
  useCallings.setState({ known: new Map(kept).set(calling, name) });
}

async function askMember(
  seat: Seat,
  { chatKey, id }: { chatKey: ChatKey; id: number },
): Promise<string | undefined> {
  if (!isGroup(chatKey)) return undefined;
  const member = await seat
    .ask<{ card: string; nickname: string }>("get_group_member_info", {
      group_id: idOf(chatKey),
      user_id: id,
    })
    .catch(() => undefined);
  return member && (member.card || member.nickname || undefined);
}

async function askStranger(seat: Seat, id: number): Promise<string | undefined> {
  const stranger = await seat
    .ask<{ nickname: string }>("get_stranger_info", { user_id: id })
    .catch(() => undefined);
  return stranger?.nickname || undefined;
}
