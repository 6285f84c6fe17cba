/** What a notice changes in a conversation, beside standing in it. */
import { append, change } from "../chat/chat.ts";
import type { Chat } from "../chat/chat.ts";
import type { NoticeEvent } from "../chat/item.ts";

let lastKey = 0;

export function applyNotice(chat: Chat, event: NoticeEvent): Chat {
  const { notice_type } = event;
  if (notice_type === "group_recall" || notice_type === "friend_recall") {
    const recalledBy = "operator_id" in event ? event.operator_id : event.user_id;
    return change(
      chat,
      ({ id }) => id === event.message_id,
      (item) => ({ ...item, recalledBy }),
    );
  }
  if (notice_type === "group_msg_emoji_like") {
    return change(
      chat,
      ({ id }) => id === event.message_id,
      (item) => ({
        ...item,
        reactions: toReactions(item.reactions, event),
        ...(event.user_id === event.self_id && {
          ownReactions: toOwnReactions(item.ownReactions, event),
        }),
      }),
    );
  }
  return append(chat, { kind: "notice", key: `n${++lastKey}`, time: event.time, event });
}

type EmojiLike = Extract<NoticeEvent, { notice_type: "group_msg_emoji_like" }>;

function toOwnReactions(
  before: readonly string[] = [],
  { likes, is_add }: EmojiLike,
): readonly string[] {
  const changed = likes.map(({ emoji_id }) => emoji_id);
  const others = before.filter((emoji) => !changed.includes(emoji));
  return is_add ? [...others, ...changed] : others;
}

function toReactions(
  before: Readonly<Record<string, number>> = {},
  { likes, is_add }: EmojiLike,
): Readonly<Record<string, number>> {
  const counts = { ...before };
  for (const { emoji_id, count } of likes)
    counts[emoji_id] = is_add ? Math.max(count, 1) : (counts[emoji_id] ?? 1) - 1;
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
