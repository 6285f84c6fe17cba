/** Who says something: name, standing, title, and when. */
import { say } from "../../../words/language.ts";
import type { MessageItem } from "../chat/item.ts";
import { clockTime, fullTime } from "../chat/time.ts";
import { useServer } from "../server.ts";
import { card } from "../words/card.ts";
import { chat as words } from "../words/chat.ts";

export function Who({ item: { sender, time, isAnonymous } }: { item: MessageItem }) {
  const isBot = useServer(({ hello }) => hello?.account === sender.user_id);
  const isMember = "role" in sender && !isAnonymous;
  return (
    <div className="who">
      <span className="nick cut" title={`${sender.nickname} ${sender.user_id}`}>
        {isAnonymous && `${say(card.anonymous)} · `}
        {shownName(sender)}
      </span>
      {isBot && <span className="badge is-bot">{say(words.bot)}</span>}
      {isMember && sender.title && <span className="badge is-title cut">{sender.title}</span>}
      {isMember && sender.role !== "member" && (
        <span className={`badge is-${sender.role}`}>{say(words[sender.role])}</span>
      )}
      {time > 0 && <time title={fullTime(time)}>{clockTime(time)}</time>}
    </div>
  );
}

/** A member's card goes before the name. */
export function shownName(sender: MessageItem["sender"]): string {
  return ("card" in sender && sender.card) || sender.nickname || String(sender.user_id);
}
