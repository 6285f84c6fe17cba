/** Sending, recalling and reading messages (api/public). */
import type { Caller } from "../../../platform.ts";
import type { MessageFormat } from "../../../protocol/event.ts";
import { refuse } from "../../../protocol/reply.ts";
import type { Segment } from "../../../protocol/segment.ts";
import { compose } from "../compose.ts";
import { isAbove } from "../groups.ts";
import type { Handlers } from "../handler.ts";
import type { Message } from "../messages.ts";
import { senderOf, toNews, toText } from "../telling.ts";
import type { World } from "../world.ts";

export function messageActions(
  world: World,
): Handlers<"send_private_msg" | "send_group_msg" | "send_msg" | "delete_msg" | "get_msg"> {
  const { clock, groups, messages, people, store } = world;

  return {
    send_private_msg: ({ user_id, message }, { account }) => sendTo({ user_id }, message, account),

    send_group_msg: ({ group_id, message }, { account }) => sendTo({ group_id }, message, account),

    send_msg({ message_type, user_id, group_id, message }, { account }) {
      const toGroup = message_type ? message_type === "group" : group_id !== undefined;
      if (toGroup) {
        if (group_id === undefined) refuse("badParams", "params.group_id: is missing");
        return sendTo({ group_id }, message, account);
      }
      if (user_id === undefined) refuse("badParams", "params.user_id: is missing");
      return sendTo({ user_id }, message, account);
    },

    delete_msg: ({ message_id }, { account }) =>
      store.write(() => {
        const message = visible(message_id, account);
        if (message.target_id === null) requireRecall(message, account);
        else if (message.user_id !== account)
          refuse("notPermitted", `Message ${message_id} is not yours`);
        messages.recall(message_id);
        tellRecall(message, account);
      }),

    get_msg({ message_id }, { account, format }) {
      return toStored(visible(message_id, account), format);
    },
  };

  async function sendTo(
    target: { user_id: number } | { group_id: number },
    message: readonly Segment[],
    account: Caller["account"],
  ): Promise<{ message_id: number }> {
    const segments = await compose(message, world.media);
    return store.write(() => {
      const address =
        "group_id" in target
          ? toGroup(target.group_id, account)
          : toPerson(target.user_id, account);
      const sent = messages.add({ time: clock.now(), user_id: account, ...address, segments });
      tellMessage(sent);
      return { message_id: sent.id };
    });
  }

  /** Checks that somebody may speak in a group. */
  function toGroup(group_id: number, account: number): Pick<Message, "group_id" | "target_id"> {
    const own = groups.requireOwn(group_id, account);
    const now = clock.now();
    if (own.banned_until > now) {
      refuse(
        "notPermitted",
        `${account} is banned in group ${group_id} for ${own.banned_until - now} more seconds`,
      );
    }
    if (own.role === "member" && groups.require(group_id).whole_ban) {
      refuse("notPermitted", `Everybody is banned in group ${group_id}`);
    }
    groups.setMember(own, "last_sent_time", now);
    return { group_id, target_id: null };
  }

  /** Checks that somebody may be written to: friends, and strangers out of a common group. */
  function toPerson(user_id: number, account: number): Pick<Message, "group_id" | "target_id"> {
    people.require(user_id);
    if (user_id === account) refuse("notPermitted", `${account} cannot write to themselves`);
    if (people.areFriends(account, user_id)) return { target_id: user_id, group_id: null };
    const group_id =
      groups.shared(account, user_id) ??
      refuse("notPermitted", `${user_id} is no friend of ${account} and shares no group with them`);
    return { target_id: user_id, group_id };
  }

  function tellMessage(message: Message): void {
    const news = toNews(message, senderOf(world, message));
    if (message.target_id !== null) world.tell(message.target_id, news);
    else if (message.group_id !== null) {
      world.tellGroup(message.group_id, (viewer) =>
        viewer === message.user_id ? undefined : news,
      );
    }
  }

  /** A message that somebody can see; refuses any other as unknown. */
  function visible(id: number, account: number): Message {
    const message = messages.find(id);
    const seen =
      message &&
      (message.user_id === account ||
        message.target_id === account ||
        (message.target_id === null &&
          message.group_id !== null &&
          groups.hasMember(message.group_id, account)));
    if (!seen) refuse("unknownTarget", `There is no message ${id}`);
    if (message.recalled) refuse("unknownTarget", `Message ${id} was recalled`);
    return message;
  }

  function requireRecall({ id, group_id, user_id }: Message, account: number): void {
    const own = groups.requireOwn(group_id ?? 0, account);
    const author = groups.member(own.group_id, user_id);
    if (user_id === account || (own.role !== "member" && (!author || isAbove(own, author)))) return;
    refuse(
      "notPermitted",
      `Message ${id} is not yours, and ${account} does not stand above ${user_id} in group ${own.group_id}`,
    );
  }

  function tellRecall(
    { id: message_id, group_id, user_id, target_id }: Message,
    operator_id: number,
  ): void {
    if (target_id !== null) {
      world.tell(target_id, {
        post_type: "notice",
        notice_type: "friend_recall",
        user_id,
        message_id,
      });
    } else if (group_id !== null) {
      world.tellGroup(group_id, () => ({
        post_type: "notice",
        notice_type: "group_recall",
        group_id,
        user_id,
        operator_id,
        message_id,
      }));
    }
  }

  function toStored(message: Message, format: MessageFormat) {
    const { id, time, user_id, group_id, target_id, segments } = message;
    return {
      time,
      message_type: target_id === null ? ("group" as const) : ("private" as const),
      message_id: id,
      real_id: id,
      user_id,
      ...(target_id === null ? {} : { target_id }),
      ...(group_id === null ? {} : { group_id }),
      sender: senderOf(world, message),
      ...toText(segments, format),
    };
  }
}
