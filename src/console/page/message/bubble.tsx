/** A message as it stands in a conversation. */
import { CircleX } from "lucide-react";

import { say } from "../../../words/language.ts";
import type { Item, MessageItem } from "../chat/item.ts";
import { clockTime } from "../chat/time.ts";
import { Avatar } from "../people/avatar.tsx";
import type { ChatKey } from "../route.ts";
import type { Seat } from "../seat/seat.ts";
import { chat as words } from "../words/chat.ts";
import { toLine } from "./line.ts";

export interface BubbleProps {
  readonly seat: Seat;
  readonly chatKey: ChatKey;
  readonly item: MessageItem;
  /** What stands above it. */
  readonly before: Item | undefined;
}

export function Bubble({ seat, chatKey, item, before }: BubbleProps) {
  const { sender, segments, isOwn, sending, time } = item;
  const isNext = before?.kind === "message" && before.sender.user_id === sender.user_id;
  const name = ("card" in sender && sender.card) || sender.nickname;
  return (
    <article className={`msg${isOwn ? " is-own" : ""}${isNext ? " is-next" : ""}`}>
      {!isOwn && <Avatar id={sender.user_id} name={sender.nickname} size={32} />}
      <div className="body">
        {!isOwn && !isNext && (
          <div className="who">
            <span className="nick cut">{name}</span>
            <time>{clockTime(time)}</time>
          </div>
        )}
        <div className={`bubble${sending.is === "refused" ? " is-refused" : ""}`}>
          {toLine(segments)}
        </div>
        {sending.is === "refused" && (
          <div className="refusal">
            <CircleX />
            <span>
              <b>{sending.retcode}</b> {sending.reason} ·{" "}
              <button type="button" onClick={() => void seat.sayAgain(chatKey, item)}>
                {say(words.sendAgain)}
              </button>
            </span>
          </div>
        )}
      </div>
      {isOwn && <Avatar id={sender.user_id} name={sender.nickname} size={32} />}
    </article>
  );
}
