/** Dialect around messages: forwarding, history, what is done to a message, pokes. */
import * as v from "valibot";

import type { ActionSchema } from "./action.ts";
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

const likeCount = wholeNumber(0, 1000);

/** As NapCat has it. */
const Recent = v.strictObject({
  lastestMsg: v.looseObject({ ...StoredMessage.entries, post_type: v.literal("message") }),
  peerUin: v.string(),
  remark: v.string(),
  msgTime: v.string(),
  /** 1 with a person, 2 in a group. */
  chatType: Int,
  msgId: v.string(),
  sendNickName: v.string(),
  sendMemberName: v.string(),
  peerName: v.string(),
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
    summary: { en: "Mark a message or a conversation as read", zh: "标记消息已读" },
    params: fields({
      message_id: v.exactOptional(MessageId),
      user_id: v.exactOptional(Id),
      group_id: v.exactOptional(Id),
    }),
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
  forward_group_single_msg: {
    summary: { en: "Send a message on to a group", zh: "转发单条消息到群" },
    params: fields({ ...inGroup, ...message }),
    result: nothing,
  },
  forward_friend_single_msg: {
    summary: { en: "Send a message on to a person", zh: "转发单条消息到私聊" },
    params: fields({ ...person, ...message }),
    result: nothing,
  },
  fetch_emoji_like: {
    summary: { en: "Who reacted to a message with an emoji, page by page", zh: "获取表情回应详情" },
    params: fields(
      {
        ...message,
        emoji_id: Name,
        count: v.optional(likeCount, 20),
        cookie: v.optional(Name, "0"),
      },
      { emoji_id: "emojiId" },
    ),
    result: v.strictObject({
      emojiLikesList: v.array(
        v.strictObject({ tinyId: v.string(), nickName: v.string(), headUrl: v.string() }),
      ),
      cookie: v.string(),
      isFirstPage: v.boolean(),
      isLastPage: v.boolean(),
      result: Int,
      errMsg: v.string(),
    }),
  },
  get_emoji_likes: {
    summary: { en: "Who reacted to a message with an emoji", zh: "获取表情回应列表" },
    params: fields(
      { ...message, emoji_id: Name, count: v.optional(likeCount, 0) },
      { emoji_id: "emojiId" },
    ),
    result: v.strictObject({
      emoji_like_list: v.array(v.strictObject({ user_id: v.string(), nick_name: v.string() })),
    }),
  },
  get_recent_contact: {
    summary: { en: "The last message of each conversation", zh: "获取最近联系人" },
    params: fields({ count: v.optional(wholeNumber(1, 100), 10) }),
    result: v.array(Recent),
  },
  _mark_all_as_read: {
    summary: { en: "Mark all messages as read", zh: "标记所有消息已读" },
    params: fields({}),
    result: nothing,
  },
  set_input_status: {
    summary: { en: "Show somebody that one is typing", zh: "设置输入状态" },
    params: fields({ ...person, event_type: v.optional(wholeNumber(0, 2), 1) }),
    result: nothing,
  },
} as const satisfies Record<string, ActionSchema>;
