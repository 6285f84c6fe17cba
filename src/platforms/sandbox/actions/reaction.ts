/** Who reacted to a message (dialect). */
import type { Handlers } from "../handler.ts";
import { requireVisible } from "../speech/telling.ts";
import type { World } from "../world.ts";

export function reactionActions(world: World) {
  const { messages, portraits } = world;

  return {
    fetch_emoji_like({ message_id, emoji_id, count, cookie }, { account }) {
      requireVisible(world, message_id, account);
      const likers = messages.likers(message_id, emoji_id);
      const start = Number.parseInt(cookie, 10) || 0;
      const end = start + (count || likers.length);
      return {
        emojiLikesList: likers.slice(start, end).map(({ user_id, nickname }) => ({
          tinyId: String(user_id),
          nickName: nickname,
          headUrl: portraits.url({ kind: "user", id: user_id }),
        })),
        cookie: end < likers.length ? String(end) : "",
        isFirstPage: start === 0,
        isLastPage: end >= likers.length,
        result: 0,
        errMsg: "",
      };
    },

    get_emoji_likes({ message_id, emoji_id, count }, { account }) {
      requireVisible(world, message_id, account);
      const likers = messages.likers(message_id, emoji_id);
      return {
        emoji_like_list: likers
          .slice(0, count || likers.length)
          .map(({ user_id, nickname }) => ({ user_id: String(user_id), nick_name: nickname })),
      };
    },
  } satisfies Partial<Handlers>;
}
