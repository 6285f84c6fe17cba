import { expect, test } from "bun:test";

import * as v from "valibot";

import { QuickOperation, toCalls } from "../../src/protocol/quick-operation.ts";

const text = (plain: string) => ({ type: "text", data: { text: plain } });
const inGroup = {
  post_type: "message",
  message_type: "group",
  group_id: 1,
  user_id: 2,
  message_id: 3,
};
const inPrivate = { post_type: "message", message_type: "private", user_id: 2 };
const anonymous = { id: 1, name: "x", flag: "f" };

const calls = (context: unknown, operation: unknown) => [
  ...toCalls(v.parse(QuickOperation, { context, operation })),
];

test.each([
  [inPrivate, { reply: "hi" }, "send_private_msg", { user_id: 2, message: [text("hi")] }],
  [
    inPrivate,
    { reply: "[CQ:face,id=1]", auto_escape: true },
    "send_private_msg",
    { message: [text("[CQ:face,id=1]")] },
  ],
  [
    inGroup,
    { reply: "hi" },
    "send_group_msg",
    { group_id: 1, message: [{ type: "at", data: { qq: "2" } }, text(" hi")] },
  ],
  [inGroup, { reply: "hi", at_sender: false }, "send_group_msg", { message: [text("hi")] }],
  [{ ...inGroup, anonymous }, { reply: "hi" }, "send_group_msg", { message: [text("hi")] }],
  [inGroup, { delete: true }, "delete_msg", { message_id: 3 }],
  [inGroup, { kick: true }, "set_group_kick", { group_id: 1, user_id: 2 }],
  [inGroup, { ban: true }, "set_group_ban", { group_id: 1, user_id: 2, duration: 1800 }],
  [inGroup, { ban: true, ban_duration: 60 }, "set_group_ban", { duration: 60 }],
  [
    { ...inGroup, anonymous },
    { ban: true },
    "set_group_anonymous_ban",
    { group_id: 1, anonymous: { flag: "f" }, duration: 1800 },
  ],
  [
    { post_type: "request", request_type: "friend", flag: "f" },
    { approve: true, remark: "pal" },
    "set_friend_add_request",
    { flag: "f", approve: true, remark: "pal" },
  ],
  [
    { post_type: "request", request_type: "group", sub_type: "invite", flag: "f" },
    { approve: false, reason: "no" },
    "set_group_add_request",
    { flag: "f", sub_type: "invite", approve: false, reason: "no" },
  ],
])("to %j the answer %j is a call of %s", (context, operation, action, params) => {
  expect(calls(context, operation)).toMatchObject([{ action, params }]);
});

test.each([
  [inGroup, {}],
  [inPrivate, { delete: true, kick: true, ban: true }],
  [{ ...inGroup, anonymous }, { kick: true }],
  [{ post_type: "notice" }, { reply: "hi" }],
  [{ post_type: "request", request_type: "friend", flag: "f" }, { remark: "pal" }],
])("to %j the answer %j is no call", (context, operation) => {
  expect(calls(context, operation)).toEqual([]);
});
