import { expect, test } from "bun:test";

import {
  admin,
  alice,
  aliceGroup,
  bob,
  bot,
  group,
  members,
  start,
  stranger,
} from "../../support/server.ts";

const day = 86_400;
const inGroup = { group_id: group };
const hi = { ...inGroup, message: "hi" };

test("the banned cannot speak until they are allowed to", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const banned = { retcode: 103, message: expect.stringContaining("banned") };
  await me.ask("set_group_ban", { ...inGroup, user_id: alice, duration: 60 });
  expect(await she.call("send_group_msg", hi)).toMatchObject(banned);
  await me.ask("set_group_ban", { ...inGroup, user_id: alice, duration: 0 });
  expect(await she.call("send_group_msg", hi)).toMatchObject({ retcode: 0 });
  await me.ask("set_group_whole_ban", inGroup);
  expect(await she.call("send_group_msg", hi)).toMatchObject(banned);
  for (const account of [bot, admin]) {
    const speaker = await server.as(account);
    expect(await speaker.call("send_group_msg", hi)).toMatchObject({ retcode: 0 });
  }
  await me.ask("set_group_whole_ban", { ...inGroup, enable: false });
  expect(await she.call("send_group_msg", hi)).toMatchObject({ retcode: 0 });
});

test("a recalled message is gone", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const { message_id } = await me.ask("send_group_msg", hi);
  await me.ask("delete_msg", { message_id });
  expect(await me.call("get_msg", { message_id })).toMatchObject({ retcode: 102 });
  expect(await me.call("delete_msg", { message_id })).toMatchObject({ retcode: 102 });
  expect(await me.ask("get_group_msg_history", inGroup)).toEqual({ messages: [] });
});

test("a message that others wrote to each other is unknown to a third", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const { message_id } = await she.ask("send_private_msg", { user_id: bob, message: "secret" });
  expect(await me.call("get_msg", { message_id })).toMatchObject({ retcode: 102 });
});

test("what was said in a group that was dismissed is not for the next group of its number", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const { message_id } = await she.ask("send_group_msg", hi);
  await me.ask("set_group_leave", { ...inGroup, is_dismiss: true });
  await me.ask(".sandbox.create_group", { ...inGroup, members: [bob] });
  expect(await me.ask("get_group_msg_history", inGroup)).toEqual({ messages: [] });
  expect(await me.call("get_msg", { message_id })).toMatchObject({ retcode: 102 });
  const { message_id: next } = await me.ask("send_group_msg", hi);
  expect(next).toBe(Number(message_id) + 1);
});

test("people who are no friends meet in the group that is named, or in any they share", async () => {
  await using server = await start();
  const [me, he] = [await server.as(bot), await server.as(bob)];
  await me.ask("delete_friend", { user_id: bob });
  const meet = async (params: object) => {
    await me.ask("send_private_msg", { user_id: bob, message: "hi", ...params });
    const { sub_type, sender } = await he.next("message");
    return { sub_type, group_id: (sender as { group_id?: number }).group_id };
  };
  expect(await meet({ group_id: aliceGroup })).toEqual({ sub_type: "group", group_id: aliceGroup });
  expect(await meet({})).toEqual({ sub_type: "group", group_id: group });
  expect(await meet({ group_id: 99_999 })).toEqual({ sub_type: "group", group_id: group });
});

test("a member's last_sent_time is when they last spoke in that group", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  await me.ask(".sandbox.clock", { set: 1_800_000_000, freeze: true });
  const timeOf = async (group_id: number) =>
    (await me.ask("get_group_member_info", { group_id, user_id: alice }))["last_sent_time"];
  expect(await timeOf(group)).toBe(0);
  await she.ask("send_group_msg", hi);
  expect([await timeOf(group), await timeOf(aliceGroup)]).toEqual([1_800_000_000, 0]);
});

test("on a new day the group hears who spoke most on the last, and for how many days", async () => {
  await using server = await start();
  const [me, she, he] = [await server.as(bot), await server.as(alice), await server.as(bob)];
  const honors = () => me.ask("get_group_honor_info", { ...inGroup, type: "talkative" });
  expect(await honors()).toMatchObject({ current_talkative: null, talkative_list: [] });
  for (let days = 1; days <= 2; days++) {
    for (const speaker of [she, me, she]) await speaker.ask("send_group_msg", hi);
    await me.ask(".sandbox.clock", { advance: day });
    expect(await honors()).toMatchObject({
      current_talkative: { user_id: alice, nickname: "Alice", day_count: days },
      talkative_list: [{ user_id: alice }],
    });
  }
  me.take();
  await he.ask("send_group_msg", hi);
  await he.ask("send_group_msg", hi);
  expect([await me.next(), await me.next(), await me.next()]).toMatchObject([
    { sub_type: "honor", honor_type: "talkative", user_id: alice, ...inGroup },
    { raw_message: "hi" },
    { raw_message: "hi" },
  ]);
  await me.ask(".sandbox.clock", { advance: day });
  expect(await honors()).toMatchObject({
    current_talkative: { user_id: bob, day_count: 1 },
    talkative_list: [{ user_id: bob }, { user_id: alice }],
  });
});

test("the lucky king of a red packet is one of the group", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const { target_id } = await me.ask<{ target_id: number }>(".sandbox.red_packet", inGroup);
  expect(members).toContain(target_id);
  expect(await me.next("notice")).toMatchObject({
    sub_type: "lucky_king",
    user_id: bot,
    target_id,
  });
});

test("nothing is fetched or kept for a message that may not be sent", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const message = { type: "image", data: { file: `base64://${btoa("no matter what")}` } };
  const refused = await me.call("send_private_msg", { user_id: stranger, message });
  expect(refused).toMatchObject({ retcode: 103 });
  expect(await me.ask(".sandbox.export")).toMatchObject({ media: [] });
});

test("an essence message, its emoji and its card are told as they change, and not when they don't", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const { message_id } = await she.ask("send_group_msg", hi);
  const like = { message_id, emoji_id: 76 };
  const card = { ...inGroup, user_id: alice, card: "queen" };
  const steps: [action: string, params: object, notice?: object][] = [
    ["set_essence_msg", { message_id }, { notice_type: "essence", sub_type: "add" }],
    ["set_essence_msg", { message_id }],
    ["delete_essence_msg", { message_id }, { notice_type: "essence", sub_type: "delete" }],
    ["set_msg_emoji_like", like, { is_add: true, likes: [{ emoji_id: "76", count: 1 }] }],
    ["set_msg_emoji_like", like],
    ["set_msg_emoji_like", { ...like, set: false }, { is_add: false, likes: [{ count: 0 }] }],
    ["set_group_card", card, { notice_type: "group_card", card_old: "", card_new: "queen" }],
    ["set_group_card", card],
    ["set_group_card", { ...card, card: "" }, { card_old: "queen", card_new: "" }],
  ];
  she.take();
  for (const [action, params, notice] of steps) {
    await me.ask(action, params);
    await she.ask("get_status");
    expect({ action, told: she.take() }).toMatchObject({ action, told: notice ? [notice] : [] });
  }
});
