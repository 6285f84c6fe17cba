/** One conversation: its head, what was said, and where one says something. */
import { useEffect } from "react";

import { say } from "../../../words/language.ts";
import { Composer } from "../composer/composer.tsx";
import { PanelButton } from "../group/panel-button.tsx";
import { useName } from "../people/name.ts";
import type { ChatKey } from "../route.ts";
import { BackToConversations } from "../seat/phone-head.tsx";
import type { Seat } from "../seat/seat.ts";
import { useSeatState } from "../seat/seats.ts";
import { chatOf } from "../words/chat.ts";
import { idOf, isGroup } from "./chat.ts";
import { Log } from "./log.tsx";

export interface ChatProps {
  readonly seat: Seat;
  readonly chatKey: ChatKey;
}

export function ChatPanel({ seat, chatKey }: ChatProps) {
  const name = useSeatState(seat, ({ chats }) => chats.get(chatKey)?.name ?? "");
  const owner = useName(seat.account);
  const memberCount = useSeatState(
    seat,
    ({ groups }) =>
      groups.find(({ group_id }) => isGroup(chatKey) && group_id === idOf(chatKey))?.member_count,
  );
  const isOpen = useSeatState(seat, ({ link }) => link.is === "open");
  const isLoaded = useSeatState(seat, ({ chats }) => chats.get(chatKey)?.isLoaded ?? false);
  useEffect(() => {
    if (isOpen && !isLoaded) void seat.loadNewest(chatKey);
  }, [seat, chatKey, isOpen, isLoaded]);
  return (
    <section className="chat" aria-label={say(chatOf(name, owner))}>
      <header className="chat-head">
        <BackToConversations account={seat.account} />
        <h2 className="cut">{name}</h2>
        {memberCount !== undefined && <span className="faint">({memberCount})</span>}
        <span className="grow" />
        {isGroup(chatKey) && <PanelButton account={seat.account} />}
      </header>
      <Log seat={seat} chatKey={chatKey} />
      <Composer seat={seat} chatKey={chatKey} name={name} />
    </section>
  );
}
