import { expect, test } from "bun:test";

import type { Client, Json } from "../../support/client.ts";
import { alice, bob, bot, group, start } from "../../support/server.ts";
import type { TestServer } from "../../support/server.ts";

const inGroup = { group_id: group };
const masked = (text: string) => ({ ...inGroup, message: `[CQ:anonymous]${text}` });

/** A group where masks are allowed, with Alice and the bot. */
async function meet(server: TestServer): Promise<{ me: Client; she: Client }> {
  const [me, she] = [await server.as(bot), await server.as(alice)];
  await me.ask("set_group_anonymous", inGroup);
  return { me, she };
}

test.each([
  { group: "off", segment: "[CQ:anonymous]", retcode: 103 },
  { group: "off", segment: "[CQ:anonymous,ignore=0]", retcode: 103 },
  { group: "off", segment: "[CQ:anonymous,ignore=1]", sub_type: "normal" },
  { group: "on", segment: "[CQ:anonymous]", sub_type: "anonymous" },
  { group: "on", segment: "[CQ:anonymous,ignore=1]", sub_type: "anonymous" },
  { group: "off again", segment: "[CQ:anonymous]", retcode: 103 },
])("where masks are $group, $segment is right", async ({ group: state, segment, ...expected }) => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  if (state !== "off") await me.ask("set_group_anonymous", inGroup);
  if (state === "off again") await me.ask("set_group_anonymous", { ...inGroup, enable: false });
  const reply = await she.call("send_group_msg", { ...inGroup, message: `${segment}hi` });
  if (expected.retcode !== undefined) expect(reply).toMatchObject({ retcode: expected.retcode });
  else {
    const event = await me.next("message");
    expect(event).toMatchObject({ sub_type: expected.sub_type, raw_message: "hi" });
  }
});

test("masks are for groups, and need something to say", async () => {
  await using server = await start();
  const { me, she } = await meet(server);
  const toBot = { user_id: bot, message: "[CQ:anonymous]hi" };
  expect(await she.call("send_private_msg", toBot)).toMatchObject({ retcode: 103 });
  expect(await she.call("send_group_msg", masked(""))).toMatchObject({ retcode: 100 });
  await she.ask("send_private_msg", { user_id: bot, message: "[CQ:anonymous,ignore=1]hi" });
  expect(await me.next("message")).toMatchObject({ user_id: alice, raw_message: "hi" });
});

test("nothing that others can see says who wears a mask", async () => {
  await using server = await start("event.report_self_message=true");
  const { me, she } = await meet(server);
  const { message_id } = await she.ask("send_group_msg", masked("guess"));
  await me.ask("set_essence_msg", { message_id });
  const node = { type: "node", data: { id: message_id } };
  const { forward_id } = await me.ask("send_group_forward_msg", { ...inGroup, messages: [node] });
  const seen: [string, unknown][] = [
    ["get_msg", await me.ask("get_msg", { message_id })],
    ["history", await me.ask("get_group_msg_history", { ...inGroup, count: 5 })],
    ["forward", await me.ask("get_forward_msg", { id: forward_id })],
    ["essence", await me.ask("get_essence_msg_list", inGroup)],
    ["honors", await me.ask("get_group_honor_info", { ...inGroup, type: "all" })],
  ];
  await me.ask("delete_essence_msg", { message_id });
  await she.ask("delete_msg", { message_id });
  await me.ask("get_status");
  for (const event of me.take()) seen.push([String(event["notice_type"]), event]);
  expect(seen.length).toBe(10);
  for (const [what, data] of seen) {
    const text = JSON.stringify(data);
    expect({ what, betrays: /20002|Alice/.test(text) }).toEqual({ what, betrays: false });
  }
  const info = { ...inGroup, user_id: alice };
  expect(await me.ask("get_group_member_info", info)).toMatchObject({ last_sent_time: 0 });
});

test("the same person keeps a mask, others have others", async () => {
  await using server = await start();
  const { me, she } = await meet(server);
  const he = await server.as(bob);
  const masks: (Json & { id: number; name: string; flag: string })[] = [];
  for (const speaker of [she, he, she]) {
    await speaker.ask("send_group_msg", masked("hi"));
    masks.push((await me.next("message"))["anonymous"] as (typeof masks)[number]);
  }
  expect(masks[2]).toEqual(masks[0] as Json & { id: number; name: string; flag: string });
  for (const key of ["id", "name", "flag"] as const) {
    expect(masks[1]?.[key]).not.toBe(masks[0]?.[key] as never);
  }
});

test.each(["anonymous", "anonymous_flag", "flag"])(
  "a mask banned by %s stays silent until the ban ends, its wearer does not",
  async (key) => {
    await using server = await start();
    const { me, she } = await meet(server);
    await me.ask(".sandbox.clock", { freeze: true });
    await she.ask("send_group_msg", masked("hi"));
    const { anonymous } = (await me.next("message")) as { anonymous: { flag: string } };
    const ban = { [key]: key === "anonymous" ? anonymous : anonymous.flag, duration: 60 };
    await me.ask("set_group_anonymous_ban", { ...inGroup, ...ban });
    const speak = async () => (await she.call("send_group_msg", masked("hi")))["retcode"];
    expect(await speak()).toBe(103);
    await she.ask("send_group_msg", { ...inGroup, message: "with my own face" });
    await me.ask(".sandbox.clock", { advance: 59 });
    expect(await speak()).toBe(103);
    await me.ask(".sandbox.clock", { advance: 1 });
    expect(await speak()).toBe(0);
    await me.ask("set_group_anonymous_ban", { ...inGroup, ...ban });
    await me.ask("set_group_anonymous_ban", { ...inGroup, ...ban, duration: 0 });
    expect(await speak()).toBe(0);
  },
);
