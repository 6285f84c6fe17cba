import { expect, test } from "bun:test";

import type { Client, Json } from "../../support/client.ts";
import { alice, bob, bot, group, start, stranger } from "../../support/server.ts";

type Step = (me: Client, she: Client) => Promise<unknown>;

const inGroup = { group_id: group };
const speak: Step = (_, she) => she.ask("send_group_msg", { ...inGroup, message: "hi" });
const info = { ...inGroup, user_id: alice };

/** An event brought about, the keys a thinned context keeps, the operation, and what then is told to whom. */
const rows: {
  name: string;
  bring: Step;
  keep: string[];
  operation: Json;
  told: Json;
}[] = [
  {
    name: "replies to a friend",
    bring: (_, she) => she.ask("send_private_msg", { user_id: bot, message: "hi" }),
    keep: ["post_type", "message_type", "user_id"],
    operation: { reply: "[CQ:face,id=1]", auto_escape: true },
    told: { message_type: "private", raw_message: "&#91;CQ:face,id=1&#93;" },
  },
  {
    name: "replies in a group, mentioning who asked",
    bring: speak,
    keep: ["post_type", "message_type", "group_id", "user_id"],
    operation: { reply: "hello" },
    told: { message_type: "group", raw_message: `[CQ:at,qq=${alice}] hello` },
  },
  {
    name: "replies in a group without mentioning",
    bring: speak,
    keep: ["post_type", "group_id", "user_id"],
    operation: { reply: "hello", at_sender: false },
    told: { message_type: "group", raw_message: "hello" },
  },
  {
    name: "replies in a group where the context does not say to whom",
    bring: speak,
    keep: ["post_type", "message_type", "group_id"],
    operation: { reply: "hello" },
    told: { raw_message: "hello" },
  },
  {
    name: "recalls",
    bring: speak,
    keep: ["post_type", "message_type", "group_id", "message_id"],
    operation: { delete: true },
    told: { notice_type: "group_recall", user_id: alice, operator_id: bot },
  },
  {
    name: "bans for half an hour",
    bring: speak,
    keep: ["post_type", "message_type", "group_id", "user_id"],
    operation: { ban: true },
    told: { notice_type: "group_ban", sub_type: "ban", duration: 1800, user_id: alice },
  },
  {
    name: "bans for as long as it says",
    bring: speak,
    keep: ["post_type", "message_type", "group_id", "user_id"],
    operation: { ban: 1, ban_duration: "60" },
    told: { notice_type: "group_ban", duration: 60 },
  },
  {
    name: "kicks",
    bring: speak,
    keep: ["post_type", "message_type", "group_id", "user_id"],
    operation: { kick: true },
    told: { notice_type: "group_decrease", sub_type: "kick_me", operator_id: bot },
  },
  {
    name: "approves a friend, with a remark",
    bring: async (me, she) => {
      await me.ask("delete_friend", { user_id: alice });
      await she.ask(".sandbox.ask_friend", { user_id: bot });
    },
    keep: ["post_type", "request_type", "flag"],
    operation: { approve: true, remark: "pal" },
    told: { notice_type: "friend_add", user_id: bot },
  },
  {
    name: "approves who wants to join",
    bring: async (me, she) => {
      await me.ask("set_group_kick", info);
      await she.ask(".sandbox.ask_join", inGroup);
    },
    keep: ["post_type", "request_type", "sub_type", "flag"],
    operation: { approve: true },
    told: { notice_type: "group_increase", sub_type: "approve", operator_id: bot },
  },
];

for (const action of [".handle_quick_operation", ".handle_quick_operation_async"]) {
  test.each(rows)(`${action} $name, though the context is thinned out`, async (row) => {
    await using server = await start();
    const [me, she] = [await server.as(bot), await server.as(alice)];
    const isRequest = row.keep.includes("request_type");
    await row.bring(me, she);
    const event = await me.next(isRequest ? "request" : "message");
    await she.ask("get_status");
    she.take();
    const context = Object.fromEntries(row.keep.map((key) => [key, event[key]]));
    const reply = await me.call(action, { context, operation: row.operation });
    expect(reply).toMatchObject({ retcode: action.endsWith("_async") ? 1 : 0, data: null });
    expect(await she.next()).toMatchObject(row.told);
  });
}

test("a mask is replied to without a mention, banned as a mask, and never kicked", async () => {
  await using server = await start();
  const [me, she, he] = [await server.as(bot), await server.as(alice), await server.as(bob)];
  await me.ask("set_group_anonymous", inGroup);
  const masked = { ...inGroup, message: "[CQ:anonymous]hi" };
  await she.ask("send_group_msg", masked);
  const context = await me.next("message");
  he.take();
  const operation = { reply: "hello", ban: true, kick: true };
  await me.ask(".handle_quick_operation", { context, operation });
  expect(await he.next("message")).toMatchObject({ raw_message: "hello" });
  expect(await she.call("send_group_msg", masked)).toMatchObject({ retcode: 103 });
  expect(await she.call("send_group_msg", { ...inGroup, message: "me" })).toMatchObject({
    retcode: 0,
  });
});

test("everything that can be done of an operation is, and what cannot is told", async () => {
  await using server = await start();
  const [he, she] = [await server.as(bob), await server.as(alice)];
  await she.ask("send_group_msg", { ...inGroup, message: "hi" });
  const context = await he.next("message");
  const operation = { reply: "hello", kick: true, delete: true };
  expect(await he.call(".handle_quick_operation", { context, operation })).toMatchObject({
    retcode: 103,
    message: expect.stringMatching(/delete_msg: .*set_group_kick: /),
  });
  expect(await she.next("message")).toMatchObject({ user_id: bob });
});

test("refusing a request by quick operation uses up its flag", async () => {
  await using server = await start();
  const [me, newcomer] = [await server.as(bot), await server.as(stranger)];
  await newcomer.ask(".sandbox.ask_join", inGroup);
  const context = await me.next("request");
  const operation = { approve: false, reason: "full" };
  await me.ask(".handle_quick_operation", { context, operation });
  expect(await me.call(".handle_quick_operation", { context, operation })).toMatchObject({
    retcode: 103,
  });
});
