/** The situations of sending, reading and recalling messages. */
import { expect } from "bun:test";

import { admin, alice, bob, bot, group, stranger } from "../support/server.ts";
import { everybody, inGroup, nobody, nowhere, told } from "./platform.ts";
import type { Prepare, Row } from "./platform.ts";

export const privateMessage: Prepare = async (as) => {
  const { message_id } = await (
    await as(bot)
  ).ask("send_private_msg", { user_id: alice, message: "hi" });
  return { message_id };
};

export const groupMessage =
  (author: number): Prepare =>
  async (as) => {
    const { message_id } = await (
      await as(author)
    ).ask("send_group_msg", { ...inGroup, message: "hi" });
    return { message_id };
  };

const messageFields = {
  time: expect.any(Number),
  message_id: expect.any(Number),
  font: 0,
};

export const messageActions: Record<string, Row | Row[]> = {
  send_private_msg: [
    {
      when: "to a friend",
      params: { user_id: alice, message: "hello [CQ:face,id=1]" },
      events: {
        [alice]: [
          {
            post_type: "message",
            message_type: "private",
            sub_type: "friend",
            user_id: bot,
            raw_message: "hello [CQ:face,id=1]",
            message: [
              { type: "text", data: { text: "hello " } },
              { type: "face", data: { id: "1" } },
            ],
            sender: { user_id: bot, nickname: "Bot", sex: "unknown", age: 0 },
            ...messageFields,
          },
        ],
      },
      invalid: { message: [{ type: "nonsense", data: {} }] },
      unknown: nobody,
      forbidden: { params: { user_id: stranger } },
    },
    {
      when: "to somebody in the same group",
      params: { user_id: admin, message: "hello" },
      events: {
        [admin]: [{ message_type: "private", sub_type: "group", sender: { group_id: group } }],
      },
      invalid: { message: "" },
      forbidden: { params: { user_id: bot } },
    },
    {
      when: "reported to its author",
      config: ["event.report_self_message=true"],
      params: { user_id: alice, message: "hello" },
      events: {
        ...told([alice], { post_type: "message", raw_message: "hello" }),
        ...told([bot], {
          post_type: "message_sent",
          sub_type: "friend",
          user_id: bot,
          target_id: alice,
          raw_message: "hello",
        }),
      },
    },
    {
      when: "with auto_escape",
      params: { user_id: alice, message: "[CQ:face,id=1]", auto_escape: true },
      events: { [alice]: [{ raw_message: "&#91;CQ:face,id=1&#93;" }] },
    },
  ],
  send_group_msg: [
    {
      when: "to all",
      params: { ...inGroup, message: { type: "at", data: { qq: "all" } } },
      events: told([alice, bob, admin], {
        post_type: "message",
        message_type: "group",
        sub_type: "normal",
        ...inGroup,
        user_id: bot,
        anonymous: null,
        raw_message: "[CQ:at,qq=all]",
        sender: {
          user_id: bot,
          nickname: "Bot",
          role: "owner",
          card: "",
          level: "1",
          title: "",
          area: "",
        },
        ...messageFields,
      }),
      invalid: { message: null },
      unknown: nowhere,
      forbidden: { as: stranger },
    },
    {
      when: "under a mask",
      prepare: async (as) => (await as(bot)).ask("set_group_anonymous", inGroup).then(() => ({})),
      params: { ...inGroup, message: "[CQ:anonymous]guess" },
      events: told([alice, bob, admin], {
        sub_type: "anonymous",
        user_id: 80_000_000,
        anonymous: { id: 1, name: expect.any(String), flag: expect.any(String) },
        raw_message: "guess",
      }),
    },
    {
      when: "reported to its author",
      config: ["event.report_self_message=true"],
      params: { ...inGroup, message: "hello" },
      events: {
        ...told([alice, bob, admin], { post_type: "message", raw_message: "hello" }),
        ...told([bot], {
          post_type: "message_sent",
          message_type: "group",
          ...inGroup,
          target_id: group,
          user_id: bot,
        }),
      },
    },
  ],
  send_msg: [
    {
      when: "by message_type",
      params: { message_type: "private", user_id: alice, ...inGroup, message: "hi" },
      events: told([alice], { message_type: "private" }),
      invalid: { message_type: "discuss" },
      unknown: nobody,
      forbidden: { params: { user_id: stranger } },
    },
    {
      when: "by message_type, with the other id filled in",
      params: { message_type: "group", user_id: -1, ...inGroup, message: "hi" },
      events: told([alice, bob, admin], { message_type: "group" }),
      invalid: { group_id: -1 },
    },
    {
      when: "by user_id, with the other id filled in",
      params: { user_id: alice, group_id: 0, message: "hi" },
      events: told([alice], { message_type: "private" }),
      invalid: { user_id: "" },
    },
    {
      when: "by group_id",
      params: { ...inGroup, message: "hi" },
      events: told([alice, bob, admin], { message_type: "group" }),
      invalid: { message_type: "private" },
    },
    {
      when: "by user_id",
      params: { user_id: alice, message: "hi" },
      events: told([alice], { message_type: "private" }),
      invalid: { message_type: "group" },
    },
  ],
  ".handle_quick_operation": {
    prepare: async (as) => {
      const { message_id } = await groupMessage(alice)(as);
      const context = { post_type: "message", ...inGroup, user_id: alice, message_id };
      return { context, operation: { reply: "hello" } };
    },
    events: told([alice, bob, admin], { user_id: bot, raw_message: `[CQ:at,qq=${alice}] hello` }),
    invalid: { context: {} },
    forbidden: { as: bob, params: { operation: { kick: true } } },
  },
  delete_msg: [
    {
      when: "of one's own to a friend",
      about: alice,
      prepare: privateMessage,
      events: told([alice], { post_type: "notice", notice_type: "friend_recall", user_id: bot }),
      invalid: { message_id: "x" },
      unknown: { message_id: 77_777 },
      forbidden: { as: alice },
    },
    {
      when: "of a member by the owner",
      prepare: groupMessage(alice),
      events: told(everybody, {
        notice_type: "group_recall",
        ...inGroup,
        user_id: alice,
        operator_id: bot,
      }),
      forbidden: { as: bob },
    },
    {
      when: "of the owner by himself",
      prepare: groupMessage(bot),
      events: told(everybody, { notice_type: "group_recall", user_id: bot, operator_id: bot }),
      forbidden: { as: admin },
    },
  ],
  get_msg: {
    prepare: groupMessage(alice),
    result: {
      message_type: "group",
      message: [{ type: "text", data: { text: "hi" } }],
      sender: { user_id: alice, nickname: "Alice" },
      ...inGroup,
    },
    invalid: { message_id: 2 ** 40 },
    unknown: { message_id: -5 },
  },
};
