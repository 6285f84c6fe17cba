/** The conversations of a seat: newest first, with what was said last and what is new. */
import { useState } from "react";

import { say } from "../../../words/language.ts";
import { toLine } from "../message/line.ts";
import { Avatar } from "../people/avatar.tsx";
import { useName } from "../people/name.ts";
import { openSeat } from "../route.ts";
import type { ChatKey } from "../route.ts";
import type { Seat } from "../seat/seat.ts";
import { useSeatState } from "../seat/seats.ts";
import { conversationsOf, seat as words } from "../words/seat.ts";
import { shell } from "../words/shell.ts";
import { idOf, isGroup } from "./chat.ts";
import type { Chat } from "./chat.ts";
import { clockTime } from "./time.ts";

export function Conversations({ seat, current }: { seat: Seat; current: ChatKey | undefined }) {
  const chats = useSeatState(seat, (state) => state.chats);
  const owner = useName(seat.account);
  const [wanted, setWanted] = useState("");
  const found = [...chats.values()]
    .filter(({ name, key }) => `${name} ${key}`.toLowerCase().includes(wanted.toLowerCase()))
    .sort((one, other) => (other.last?.time ?? 0) - (one.last?.time ?? 0));
  return (
    <nav className="convs" aria-label={say(conversationsOf(owner))}>
      <input
        className="field is-small conv-search"
        type="search"
        value={wanted}
        placeholder={say(shell.search)}
        aria-label={say(words.searchConversations)}
        onChange={({ target }) => setWanted(target.value)}
      />
      {found.map((chat) => (
        <Conversation key={chat.key} seat={seat} chat={chat} isCurrent={chat.key === current} />
      ))}
    </nav>
  );
}

interface ConversationProps {
  readonly seat: Seat;
  readonly chat: Chat;
  readonly isCurrent: boolean;
}

function Conversation({ seat, chat, isCurrent }: ConversationProps) {
  const { key, name, last, unread, isNamed } = chat;
  return (
    <button
      type="button"
      className="conv"
      aria-current={isCurrent ? "true" : undefined}
      title={name}
      onClick={() => openSeat(seat.account, key)}
    >
      <span className="pic">
        <Avatar id={idOf(key)} name={name} size={36} isGroup={isGroup(key)} />
        {unread > 0 && <span className={`count${isNamed ? " is-at" : ""}`}>{unread}</span>}
      </span>
      <span className="words">
        <span className="line">
          <span className="name cut">{name}</span>
          {last && <time>{clockTime(last.time)}</time>}
        </span>
        <span className="line">
          <span className="last cut">
            {isNamed && <b className="bad">{say(words.named)} </b>}
            {last &&
              `${isGroup(key) && !last.isOwn ? `${last.sender.nickname}: ` : ""}${toLine(last.segments)}`}
          </span>
        </span>
      </span>
    </button>
  );
}
