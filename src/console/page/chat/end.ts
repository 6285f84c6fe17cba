/** The end of a log: it is followed until somebody scrolls up, and from then on what comes in is counted. */
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { RefObject } from "react";
import type { VirtualizerHandle } from "virtua";

import type { ChatProps } from "./chat-panel.tsx";
import type { Item } from "./item.ts";

/** Pixels from the end within which one follows what comes in, and from which on there is a way back. */
const [near, far] = [40, 200];

interface EndOptions extends ChatProps {
  readonly items: readonly Item[];
  readonly list: RefObject<VirtualizerHandle | null>;
}

export function useEnd({ seat, chatKey, items, list }: EndOptions) {
  const follows = useRef(true);
  const before = useRef({ top: 0, height: 0 });
  const [isAway, setAway] = useState(false);
  /** The last that was seen, while nobody looks at the end. */
  const [left, setLeft] = useState<string>();
  const [line, setLine] = useUnread({ seat, chatKey, items });
  const last = items.at(-1);
  const unseen = left === undefined ? [] : after(items, left);

  function stay(): void {
    if (follows.current) list.current?.scrollToIndex(items.length - 1, { align: "end" });
  }

  function leave(): void {
    if (!follows.current) return;
    follows.current = false;
    seat.hold(chatKey, true);
    look(false);
  }

  function arrive(): void {
    if (follows.current) return;
    follows.current = true;
    seat.hold(chatKey, false);
    look(true);
  }

  /** The line stays above the first that came in unseen, until something else does. */
  function look(isSeen: boolean): void {
    if (isSeen && unseen[0]) setLine(unseen[0].key);
    setLeft(isSeen ? undefined : last?.key);
  }

  function go(): void {
    arrive();
    setAway(false);
    stay();
  }

  function onScroll({ scrollTop: top, scrollHeight: height, clientHeight }: HTMLElement): void {
    const rest = height - top - clientHeight;
    // Only a reader goes up while nothing becomes shorter.
    const isUp = top < before.current.top - 1 && height >= before.current.height;
    before.current = { top, height };
    if (rest < near) arrive();
    else if (isUp) leave();
    setAway(rest >= far && !follows.current);
  }

  const follow = useEffectEvent(() => {
    // Whoever says something wants to see it.
    if (last?.kind === "message" && last.isOwn && last.sending.is === "sending") arrive();
    stay();
  });
  useEffect(() => {
    if (last?.key !== undefined) follow();
  }, [last?.key]);
  const onVisibility = useEffectEvent(() => {
    if (follows.current) look(document.visibilityState === "visible");
  });
  useEffect(() => {
    const listener = () => onVisibility();
    document.addEventListener("visibilitychange", listener);
    return () => {
      document.removeEventListener("visibilitychange", listener);
      seat.hold(chatKey, false);
    };
  }, [seat, chatKey]);

  return {
    isAway,
    unseen: unseen.filter(({ kind }) => kind === "message").length,
    newKey: unseen[0]?.key ?? line,
    stay,
    leave,
    go,
    onScroll,
  };
}

/** Where the line stands: at first above those that were unread when the conversation was opened. */
function useUnread({ seat, chatKey, items }: Pick<EndOptions, "seat" | "chatKey" | "items">) {
  const { unread = 0, isLoaded = false } = seat.store.getState().chats.get(chatKey) ?? {};
  const [count, setCount] = useState(unread);
  const [line, setLine] = useState<string>();
  // They can be counted once they are there.
  if (isLoaded && count > 0) {
    const others = items.filter((item) => item.kind === "message" && !item.isOwn);
    setLine((others.at(-count) ?? others[0])?.key);
    setCount(0);
  }
  return [line, setLine] as const;
}

function after(items: readonly Item[], key: string): readonly Item[] {
  const at = items.findLastIndex((item) => item.key === key);
  return at < 0 ? [] : items.slice(at + 1);
}
