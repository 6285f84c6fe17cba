/** Conversations as a whole: which there are, what is said on, who is typing (dialect). */
import { refuse } from "../../../protocol/reply.ts";
import type { Handlers } from "../handler.ts";
import { sayAgain } from "../speech/speech.ts";
import type { Target } from "../speech/speech.ts";
import { requireVisible, toPast } from "../speech/telling.ts";
import type { Message } from "../tables/messages.ts";
import type { World } from "../world.ts";

export function conversationActions(world: World) {
  const { messages, people, roster, store } = world;

  return {
    get_recent_contact({ count }, { account, format }) {
      const own = roster.groupsOf(account).map(({ id }) => id);
      const remarks = new Map(people.friends(account).map((friend) => [friend.user_id, friend]));
      return messages.recent(account, own, count).map((message) => {
        const { peer, name, chatType } = peerOf(message, account);
        const lastestMsg = toPast(world, message, { format, account });
        const { sender } = lastestMsg;
        return {
          lastestMsg,
          peerUin: String(peer),
          remark: chatType === 1 ? (remarks.get(peer)?.remark ?? "") : "",
          msgTime: String(message.time),
          chatType,
          msgId: String(message.id),
          sendNickName: sender.nickname,
          sendMemberName: "card" in sender ? sender.card : "",
          peerName: name,
        };
      });
    },

    _mark_all_as_read: () => undefined,

    forward_group_single_msg: ({ group_id, message_id }, { account }) =>
      forward({ group_id }, message_id, account),

    forward_friend_single_msg: ({ user_id, message_id }, { account }) =>
      forward({ user_id }, message_id, account),

    set_input_status: ({ user_id, event_type }, { account }) =>
      store.write(() => {
        people.require(user_id);
        if (!people.areFriends(account, user_id))
          refuse("notPermitted", `${user_id} is no friend of ${account}`);
        world.noteTo(user_id, {
          notice_type: "notify",
          sub_type: "input_status",
          user_id: account,
          group_id: 0,
          event_type,
          status_text: statuses[event_type] ?? "",
        });
      }),
  } satisfies Partial<Handlers>;

  async function forward(target: Target, message_id: number, account: number): Promise<void> {
    await sayAgain(world, { target, said: requireVisible(world, message_id, account), account });
  }

  /** Whom a message connects somebody with. */
  function peerOf({ user_id, target_id, group_id }: Message, account: number) {
    if (target_id === null && group_id !== null)
      return { peer: group_id, name: roster.group(group_id)?.name ?? "", chatType: 2 };
    const peer = (user_id === account ? target_id : user_id) ?? account;
    return { peer, name: people.find(peer)?.nickname ?? "", chatType: 1 };
  }
}

/** What QQ shows, by event_type. */
const statuses: Readonly<Record<number, string>> = { 0: "对方正在说话...", 1: "对方正在输入..." };
