/** Sending, recalling and reading messages (api/public). */
import type { MessageFormat } from "../../../protocol/event.ts";
import { refuse } from "../../../protocol/reply.ts";
import type { Handlers } from "../handler.ts";
import { say, toTarget } from "../speech/speech.ts";
import type { Target } from "../speech/speech.ts";
import { requireVisible, toPast, toStored } from "../speech/telling.ts";
import { anonymousUser } from "../tables/anonymity.ts";
import { isAbove } from "../tables/groups.ts";
import type { Message, Page } from "../tables/messages.ts";
import type { World } from "../world.ts";

export function messageActions(world: World) {
  const { groups, messages, people, roster, store } = world;

  return {
    send_private_msg: (params, { account }) => send(toTarget(params, "private"), params, account),

    send_group_msg: (params, { account }) => send({ group_id: params.group_id }, params, account),

    send_msg: (params, { account }) => send(toTarget(params, params.message_type), params, account),

    delete_msg: ({ message_id }, { account }) =>
      store.write(() => {
        const message = requireVisible(world, message_id, account);
        requireRecall(message, account);
        messages.recall(message_id);
        tellRecall(message, account);
      }),

    get_msg: ({ message_id }, { account, format }) =>
      toStored(world, requireVisible(world, message_id, account), format),

    get_group_msg_history({ group_id, ...page }, { account, format }) {
      groups.requireOwn(group_id, account);
      return toHistory(messages.ofGroup(group_id, toPage(page)), { ...page, format, account });
    },

    get_friend_msg_history({ user_id, ...page }, { account, format }) {
      people.require(user_id);
      const found = messages.between(account, user_id, toPage(page));
      return toHistory(found, { ...page, format, account });
    },

    set_msg_emoji_like: ({ message_id, emoji_id, set }, { account }) =>
      store.write(() => {
        const { group_id, target_id } = requireVisible(world, message_id, account);
        const count = messages.setEmoji({ id: message_id, emoji: emoji_id, user: account, set });
        if (count === undefined || group_id === null || target_id !== null) return;
        world.note(group_id, {
          notice_type: "group_msg_emoji_like",
          user_id: account,
          message_id,
          likes: [{ emoji_id, count }],
          is_add: set,
        });
      }),

    mark_msg_as_read({ message_id, user_id, group_id }, { account }) {
      if (message_id !== undefined) requireVisible(world, message_id, account);
      else if (group_id !== undefined) groups.requireOwn(group_id, account);
      else people.require(user_id ?? refuse("badParams", "params.message_id: is missing"));
    },
  } satisfies Partial<Handlers>;

  function send(
    target: Target,
    { message }: Pick<Parameters<typeof say>[1], "message">,
    account: number,
  ): Promise<{ message_id: number }> {
    return say(world, { target, message, account }).then(({ id }) => ({ message_id: id }));
  }

  function requireRecall({ id, group_id, target_id, user_id }: Message, account: number): void {
    if (user_id === account) return;
    if (target_id !== null || group_id === null)
      refuse("notPermitted", `Message ${id} is not yours`);
    const own = groups.requireOwn(group_id, account);
    const author = roster.member(group_id, user_id);
    if (own.role !== "member" && (!author || isAbove(own, author))) return;
    refuse(
      "notPermitted",
      `Message ${id} is not yours, and you do not stand above its author in group ${group_id}`,
    );
  }

  function tellRecall(
    { id: message_id, group_id, user_id, target_id, anonymous_id }: Message,
    operator_id: number,
  ): void {
    if (target_id !== null) {
      world.noteTo(target_id, {
        notice_type: "friend_recall",
        user_id,
        message_id,
      });
    } else if (group_id !== null) {
      const author = anonymous_id === null ? user_id : anonymousUser;
      const operator = operator_id === user_id ? author : operator_id;
      world.note(group_id, {
        notice_type: "group_recall",
        user_id: author,
        operator_id: operator,
        message_id,
      });
    }
  }

  function toHistory(
    page: readonly Message[],
    {
      reverse_order = false,
      format,
      account,
    }: { reverse_order?: boolean; format: MessageFormat; account: number },
  ) {
    const listed = page.map((message) => toPast(world, message, { format, account }));
    return { messages: reverse_order ? listed.toReversed() : listed };
  }
}

/**
 * A history ends at a message or, without one or with 0, at the newest, as go-cqhttp has it. Whoever says that the
 * order is not reversed means NapCat, where a history then begins at the message.
 */
function toPage({
  message_seq,
  count,
  reverse_order,
}: {
  message_seq?: number;
  count: number;
  reverse_order?: boolean;
}): Page {
  if (!message_seq) return { upTo: Number.MAX_SAFE_INTEGER, count };
  return reverse_order === false ? { from: message_seq, count } : { upTo: message_seq, count };
}
