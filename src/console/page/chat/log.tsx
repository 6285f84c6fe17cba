/** What was said in a conversation, in order; older messages are fetched as one scrolls up. */
import { useEffect, useRef, useState } from "react";
import { Virtualizer } from "virtua";
import type { VirtualizerHandle } from "virtua";

import { say } from "../../../words/language.ts";
import { Bubble } from "../message/bubble.tsx";
import { useSeatState } from "../seat/seats.ts";
import { chat as words } from "../words/chat.ts";
import type { ChatProps } from "./chat-panel.tsx";
import type { Item } from "./item.ts";

const none: readonly Item[] = [];
/** Pixels from the end within which one follows what comes in. */
const atEnd = 120;

export function Log({ seat, chatKey }: ChatProps) {
  const items = useSeatState(seat, ({ chats }) => chats.get(chatKey)?.items ?? none);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const follows = useRef(true);
  const [isPrepending, setPrepending] = useState(false);
  useEffect(() => {
    if (follows.current) list.current?.scrollToIndex(items.length - 1, { align: "end" });
  }, [items]);
  if (items.length === 0) return <p className="empty">{say(words.none)}</p>;

  function onScroll(): void {
    const element = scroller.current;
    if (!element) return;
    follows.current = element.scrollHeight - element.scrollTop - element.clientHeight < atEnd;
    if (element.scrollTop < element.clientHeight && !isPrepending) {
      setPrepending(true);
      void seat.loadOlder(chatKey).finally(() => setPrepending(false));
    }
  }

  return (
    <div
      className="log"
      ref={scroller}
      onScroll={onScroll}
      tabIndex={0}
      role="log"
      aria-label={say(words.log)}
    >
      <Virtualizer ref={list} shift={isPrepending}>
        {items.map((item, at) =>
          item.kind === "message" ? (
            <Bubble
              key={item.key}
              seat={seat}
              chatKey={chatKey}
              item={item}
              before={items[at - 1]}
            />
          ) : (
            <p key={item.key} className="system">
              {item.event.notice_type}
            </p>
          ),
        )}
      </Virtualizer>
    </div>
  );
}
