/** What stands below a bubble: when it was said, what became of it, who reacted. */
import { CircleX, Clock, LoaderCircle } from "lucide-react";

import { say } from "../../../words/language.ts";
import type { MessageItem } from "../chat/item.ts";
import { clockTime, fullTime } from "../chat/time.ts";
import { useIsWatched } from "../composer/speaking.ts";
import { Receipt } from "../trace/receipt.tsx";
import { signOf } from "../words/face.ts";
import { log as words, reaction } from "../words/log.ts";
import { reason, toReason } from "../words/reason.ts";
import { useSetting } from "./setting.ts";

export interface FootProps {
  readonly item: MessageItem;
  /** Whether the next one is by the same: the time then stands there. */
  readonly isLast: boolean;
}

export function Foot({ item, isLast }: FootProps) {
  const { isOwn, sending, time } = item;
  const hasTime = isOwn && isLast && sending.is === "sent";
  return (
    <>
      <Reactions item={item} />
      {hasTime ? (
        <div className="foot">
          <time title={fullTime(time)}>{clockTime(time)}</time>
          <Receipt message={item.id} />
        </div>
      ) : (
        <Receipt message={item.id} />
      )}
      <Fate item={item} />
    </>
  );
}

function Fate({ item }: { item: MessageItem }) {
  const { seat, chatKey } = useSetting();
  const { sending } = item;
  switch (sending.is) {
    case "sent":
      return null;
    case "sending":
      return (
        <div className="foot is-late">
          <LoaderCircle className="spin" />
          {say(words.sending)}
        </div>
      );
    case "waiting":
      return (
        <div className="foot">
          <Clock />
          {say(words.waiting)}
        </div>
      );
    case "refused":
      return (
        <div className="refusal" role="alert">
          <CircleX />
          <span>
            {sending.retcode !== 0 && <b>{sending.retcode} </b>}
            <span title={sending.reason}>
              {say(sending.isLost ? reason.lost : toReason(sending.reason))}
            </span>{" "}
            ·{" "}
            <button type="button" onClick={() => void seat.sayAgain(chatKey, item)}>
              {say(words.sendAgain)}
            </button>
          </span>
        </div>
      );
    default:
      return sending satisfies never;
  }
}

function Reactions({ item: { id, reactions, ownReactions } }: { item: MessageItem }) {
  const { seat } = useSetting();
  const isWatched = useIsWatched(seat.account);
  const counts = Object.entries(reactions ?? {});
  if (counts.length === 0) return null;
  return (
    <div className="reactions" role="group" aria-label={say(words.reactions)}>
      {counts.map(([emoji, count]) => {
        const isMine = ownReactions?.includes(emoji) ?? false;
        const sign = signOf(emoji);
        return (
          <button
            key={emoji}
            type="button"
            className={`react${isMine ? " is-mine" : ""}`}
            aria-pressed={isMine}
            disabled={isWatched}
            aria-label={say(reaction(sign, count))}
            onClick={() =>
              void seat.call("set_msg_emoji_like", {
                message_id: id,
                emoji_id: emoji,
                set: !isMine,
              })
            }
          >
            {sign} <b>{count}</b>
          </button>
        );
      })}
    </div>
  );
}
