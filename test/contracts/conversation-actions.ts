/** The situations of what surrounds messages: history, essence, notices, emoji, pokes. */
import type { Json } from "../support/client.ts";
import { admin, alice, bob, bot, stranger } from "../support/server.ts";
import { groupMessage, privateMessage } from "./message-actions.ts";
import { everybody, inGroup, nobody, nowhere, told } from "./platform.ts";
import type { Prepare, Row } from "./platform.ts";

const sayTwice: Prepare = async (as) => {
  const she = await as(alice);
  await she.ask("send_group_msg", { ...inGroup, message: "one" });
  await she.ask("send_group_msg", { ...inGroup, message: "two" });
  return {};
};

export const conversationActions: Record<string, Row | Row[]> = {
  get_group_msg_history: [
    {
      when: "to the end",
      prepare: sayTwice,
      params: inGroup,
      result: {
        messages: [
          { raw_message: "one", self_id: bot, sub_type: "normal", anonymous: null, font: 0 },
          { raw_message: "two", post_type: "message", message_type: "group", user_id: alice },
        ],
      },
      invalid: { count: 0 },
      unknown: nowhere,
      forbidden: { as: stranger },
    },
    {
      when: "from a message on, towards newer ones",
      prepare: async (as) => {
        await sayTwice(as);
        const { messages } = await (
          await as(bot)
        ).ask<{ messages: Json[] }>("get_group_msg_history", { ...inGroup, count: 2 });
        return { message_seq: messages[0]?.["message_seq"] };
      },
      params: { ...inGroup, reverse_order: false, count: 5 },
      result: { messages: [{ raw_message: "one" }, { raw_message: "two" }] },
    },
    {
      when: "up to a message",
      prepare: async (as) => {
        await sayTwice(as);
        const { messages } = await (
          await as(bot)
        ).ask<{ messages: Json[] }>("get_group_msg_history", { ...inGroup, count: 2 });
        return { message_seq: messages[0]?.["message_seq"] };
      },
      params: inGroup,
      result: { messages: [{ raw_message: "one", message_format: "array" }] },
    },
    {
      when: "in reverse",
      prepare: sayTwice,
      params: { ...inGroup, reverseOrder: true },
      result: { messages: [{ raw_message: "two" }, { raw_message: "one" }] },
    },
  ],
  get_friend_msg_history: {
    prepare: privateMessage,
    params: { user_id: alice },
    result: { messages: [{ raw_message: "hi", user_id: bot, target_id: alice }] },
    invalid: { message_seq: "x" },
    unknown: nobody,
  },
  set_msg_emoji_like: {
    prepare: groupMessage(alice),
    params: { emoji_id: 76 },
    events: told(everybody, {
      notice_type: "group_msg_emoji_like",
      user_id: bot,
      likes: [{ emoji_id: "76", count: 1 }],
      is_add: true,
    }),
    invalid: { emoji_id: [] },
    unknown: { message_id: 77_777 },
  },
  mark_msg_as_read: {
    prepare: groupMessage(alice),
    invalid: { message_id: "x" },
    unknown: { message_id: 5 },
  },
  set_essence_msg: {
    as: admin,
    prepare: groupMessage(alice),
    events: told(everybody, {
      notice_type: "essence",
      sub_type: "add",
      sender_id: alice,
      operator_id: admin,
    }),
    invalid: { message_id: "x" },
    unknown: { message_id: 77_777 },
    forbidden: { as: bob },
  },
  delete_essence_msg: {
    prepare: async (as) => {
      const message = await groupMessage(alice)(as);
      await (await as(bot)).ask("set_essence_msg", message);
      return message;
    },
    events: told(everybody, {
      notice_type: "essence",
      sub_type: "delete",
      sender_id: alice,
      operator_id: bot,
    }),
    invalid: { message_id: 1.5 },
    unknown: { message_id: 77_777 },
    forbidden: { as: bob },
  },
  get_essence_msg_list: {
    prepare: async (as) => {
      await (await as(bot)).ask("set_essence_msg", await groupMessage(alice)(as));
      return {};
    },
    params: inGroup,
    result: [
      { sender_id: alice, sender_nick: "Alice", operator_id: bot, content: [{ type: "text" }] },
    ],
    invalid: { group_id: -1 },
    unknown: nowhere,
    forbidden: { as: stranger },
  },
  _send_group_notice: {
    params: { ...inGroup, content: "hear, hear" },
    invalid: { content: null },
    unknown: nowhere,
    forbidden: { as: bob },
  },
  _get_group_notice: {
    prepare: notice,
    params: inGroup,
    result: [{ sender_id: bot, message: { text: "hear, hear", images: [] } }],
    invalid: { group_id: [] },
    unknown: nowhere,
    forbidden: { as: stranger },
  },
  _del_group_notice: {
    prepare: notice,
    params: inGroup,
    invalid: { notice_id: {} },
    unknown: { notice_id: "nothing" },
    forbidden: { as: bob },
  },
  group_poke: {
    params: { ...inGroup, user_id: alice },
    events: told(everybody, { sub_type: "poke", ...inGroup, user_id: bot, target_id: alice }),
    invalid: { user_id: "x" },
    unknown: nobody,
    forbidden: { as: stranger },
  },
  friend_poke: {
    params: { user_id: alice },
    events: told([bot, alice], { sub_type: "poke", user_id: bot, target_id: alice }),
    invalid: { user_id: "x" },
    unknown: nobody,
    forbidden: { params: { user_id: stranger } },
  },
  send_poke: [
    {
      when: "in a group",
      params: { ...inGroup, user_id: alice },
      events: told(everybody, { sub_type: "poke", ...inGroup, target_id: alice }),
      unknown: nobody,
      forbidden: { as: stranger },
    },
    {
      when: "to a friend",
      params: { user_id: alice },
      events: told([bot, alice], { sub_type: "poke", target_id: alice }),
      invalid: { user_id: "x" },
    },
  ],
};

async function notice(as: Parameters<Prepare>[0]): Promise<Json> {
  await (await as(bot)).ask("_send_group_notice", { ...inGroup, content: "hear, hear" });
  const [posted] = await (await as(bot)).ask<Json[]>("_get_group_notice", inGroup);
  return { notice_id: posted?.["notice_id"] };
}
