/** Dialect around messages: forwarding, history, what is done to a message, pokes. */
import * as v from "valibot";

import type { PublicAction } from "./action.ts";
import { addressed } from "./address.ts";
import { Int, MessageRef, ReceivedMessage, StoredMessage } from "./entity.ts";
import { fields } from "./fields.ts";
import { Flag, Id, MessageId, Name, wholeNumber } from "./scalar.ts";
import { Nodes, cardEntries } from "./segment.ts";

const nothing = v.null();
const inGroup = { group_id: Id };
const person = { user_id: Id };
const message = { message_id: MessageId };

/** Forward nodes; some servers call them `messages`, some `message`. */
const forwarded = { messages: Nodes, ...cardEntries };
const forwardAliases = { messages: "message" } as const;
const ForwardRef = v.strictObject({
  ...MessageRef.entries,
  forward_id: v.string(),
  res_id: v.string(),
});

const history = {
  message_seq: v.exactOptional(wholeNumber(0, 2 ** 31 - 1)),
  count: v.optional(wholeNumber(1, 1000), 20),
  reverse_order: v.exactOptional(Flag),
};
const historyAliases = { message_seq: "message_id", reverse_order: "reverseOrder" } as const;
const History = v.strictObject({
  messages: v.array(v.looseObject({ ...StoredMessage.entries, post_type: v.literal("message") })),
});

const Essence = v.strictObject({
  sender_id: Int,
  sender_nick: v.string(),
  sender_time: Int,
  operator_id: Int,
  operator_nick: v.string(),
  operator_time: Int,
  message_id: Int,
  msg_seq: Int,
  msg_random: Int,
  content: ReceivedMessage,
});

export const chatDialect = {
  send_group_forward_msg: {
    summary: { en: "Send a forwarded conversation to a group", zh: "发送合并转发（群）" },
    params: fields({ ...inGroup, ...forwarded }, forwardAliases),
    result: ForwardRef,
  },
  send_private_forward_msg: {
    summary: { en: "Send a forwarded conversation to a person", zh: "发送合并转发（好友）" },
    params: fields({ ...person, ...forwarded }, forwardAliases),
    result: ForwardRef,
  },
  send_forward_msg: {
    summary: { en: "Send a forwarded conversation", zh: "发送合并转发" },
    params: addressed(forwarded, forwardAliases),
    result: ForwardRef,
  },
  get_group_msg_history: {
    summary: { en: "What was said in a group", zh: "获取群消息历史记录" },
    params: fields({ ...inGroup, ...history }, historyAliases),
    result: History,
  },
  get_friend_msg_history: {
    summary: { en: "What was said with somebody", zh: "获取好友消息历史记录" },
    params: fields({ ...person, ...history }, historyAliases),
    result: History,
  },
  set_essence_msg: {
    summary: { en: "Choose a message as essence", zh: "设置精华消息" },
    params: fields(message),
    result: nothing,
  },
  delete_essence_msg: {
    summary: { en: "Choose a message as essence no longer", zh: "移出精华消息" },
    params: fields(message),
    result: nothing,
  },
  get_essence_msg_list: {
    summary: { en: "The essence messages of a group", zh: "获取精华消息列表" },
    params: fields(inGroup),
    result: v.array(Essence),
  },
  set_msg_emoji_like: {
    summary: { en: "React to a message with an emoji, or take it back", zh: "设置消息表情回应" },
    params: fields(
      { ...message, emoji_id: Name, set: v.optional(Flag, true) },
      { emoji_id: "emojiId" },
    ),
    result: nothing,
  },
  mark_msg_as_read: {
    summary: { en: "Mark a message as read", zh: "标记消息已读" },
    params: fields(message),
    result: nothing,
  },
  group_poke: {
    summary: { en: "Poke somebody in a group", zh: "群聊戳一戳" },
    params: fields({ ...inGroup, ...person }, { user_id: "target_id" }),
    result: nothing,
  },
  friend_poke: {
    summary: { en: "Poke a friend", zh: "私聊戳一戳" },
    params: fields(person, { user_id: "target_id" }),
    result: nothing,
  },
  send_poke: {
    summary: { en: "Poke somebody, in a group or in private", zh: "戳一戳" },
    params: fields({ ...person, group_id: v.exactOptional(Id) }, { user_id: "target_id" }),
    result: nothing,
  },
} as const satisfies Record<string, PublicAction>;
