/** Going to a message of a conversation, wherever in its history it is. */
import { useEffect, useEffectEvent, useMemo, useState } from "react";
import type { RefObject } from "react";
import type { VirtualizerHandle } from "virtua";

import type { Setting } from "../message/setting.ts";
import type { ChatProps } from "./chat-panel.tsx";
import type { Item } from "./item.ts";

/** How much history is fetched in search of a message. */
const [pageSize, maxPages] = [200, 50];

interface JumpOptions extends ChatProps {
  readonly items: readonly Item[];
  readonly list: RefObject<VirtualizerHandle | null>;
  /** Follows the end no longer. */
  readonly leave: () => void;
}

/** The setting of the messages, and the key of the one that somebody was led to. */
export function useJump({ seat, chatKey, items, list, leave }: JumpOptions) {
  const [goal, setGoal] = useState<{ readonly key: string }>();
  const setting = useMemo<Setting>(
    () => ({
      seat,
      chatKey,
      jump: (messageId) => {
        void findMessage({ seat, chatKey }, messageId).then((key) => key && setGoal({ key }));
      },
    }),
    [seat, chatKey],
  );
  const lead = useEffectEvent((wanted: string) => {
    leave();
    const at = items.findIndex(({ key }) => key === wanted);
    if (at >= 0) list.current?.scrollToIndex(at, { align: "center" });
  });
  useEffect(() => {
    if (goal) lead(goal.key);
  }, [goal]);
  return { setting, marked: goal?.key, unmark: () => setGoal(undefined) };
}

/** The key of a message, for which older ones are fetched until it is there. */
async function findMessage({ seat, chatKey }: ChatProps, id: number): Promise<string | undefined> {
  for (let page = 0; page < maxPages; page++) {
    const chat = seat.store.getState().chats.get(chatKey);
    const found = chat?.items.find((item) => item.kind === "message" && item.id === id);
    if (found || !chat?.hasOlder) return found?.key;
    await seat.loadOlder(chatKey, pageSize);
  }
  return undefined;
}
