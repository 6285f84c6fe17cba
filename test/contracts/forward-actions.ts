/** The situations of forwarded conversations. */
import { expect } from "bun:test";

import { alice, bob, bot, stranger } from "../support/server.ts";
import { inGroup, nobody, nowhere, told } from "./platform.ts";
import type { Prepare, Row } from "./platform.ts";

const node = { type: "node", data: { name: "Carol", uin: 5, content: "hi" } };
const messages = [
  node,
  { type: "node", data: { user_id: alice, nickname: "A", content: [node, node] } },
];
const reference = {
  message_id: expect.any(Number),
  forward_id: expect.any(String),
  res_id: expect.any(String),
};
const notNodes = { messages: "just text" };

const forwarded: Prepare = async (as) => {
  const { forward_id } = await (
    await as(bot)
  ).ask("send_group_forward_msg", { ...inGroup, messages });
  return { id: forward_id };
};

const event = {
  post_type: "message",
  user_id: bot,
  message: [{ type: "forward", data: { id: expect.any(String) } }],
};

export const forwardActions: Record<string, Row | Row[]> = {
  send_group_forward_msg: {
    params: { ...inGroup, messages },
    result: reference,
    events: told([alice, bob, 20004], event),
    invalid: notNodes,
    unknown: nowhere,
    forbidden: { as: stranger },
  },
  send_private_forward_msg: {
    params: { user_id: alice, messages },
    result: reference,
    events: told([alice], event),
    invalid: notNodes,
    unknown: nobody,
    forbidden: { params: { user_id: stranger } },
  },
  send_forward_msg: [
    {
      when: "by group_id",
      params: { ...inGroup, messages },
      result: reference,
      events: told([alice, bob, 20004], event),
      invalid: { messages: [] },
      unknown: { messages: [{ type: "node", data: { id: "77777" } }] },
      forbidden: { as: stranger },
    },
    {
      when: "by user_id",
      params: { user_id: alice, messages },
      events: told([alice], event),
      invalid: { user_id: null },
    },
  ],
  get_forward_msg: {
    prepare: forwarded,
    result: {
      message: [
        {
          type: "node",
          data: {
            user_id: "5",
            nickname: "Carol",
            content: [{ type: "text", data: { text: "hi" } }],
          },
        },
        { type: "node", data: { user_id: String(alice), content: [{ type: "forward" }] } },
      ],
      messages: [{ sender: { user_id: 5, nickname: "Carol" }, time: expect.any(Number) }, {}],
    },
    invalid: { id: [] },
    unknown: { id: "nothing" },
  },
};
