import { afterEach, beforeEach, expect, test } from "bun:test";

import type { Client, Json } from "../../support/client.ts";
import { admin, alice, bob, bot, group, start, stranger } from "../../support/server.ts";
import type { TestServer } from "../../support/server.ts";

const inGroup = { group_id: group };
const noon = 1_800_000_000;

let server: TestServer;
let me: Client;
let she: Client;
beforeEach(async () => {
  server = await start();
  [me, she] = [await server.as(bot), await server.as(alice)];
  await me.ask(".sandbox.clock", { set: noon, freeze: true });
});
afterEach(() => server[Symbol.asyncDispose]());

test("what somebody sets of their profile others see, and the rest stays", async () => {
  const seen = () => me.ask("get_stranger_info", { user_id: alice });
  await she.ask("set_qq_profile", { nickname: "Alicia", personal_note: "busy" });
  await she.ask("set_online_status", { status: 50, ext_status: 0 });
  expect(await seen()).toMatchObject({
    nickname: "Alicia",
    sex: "female",
    age: 20,
    long_nick: "busy",
    status: 50,
  });
  await she.ask("set_self_longnick", { longNick: "" });
  await she.ask("set_qq_profile", { sex: "0" });
  expect(await seen()).toMatchObject({ nickname: "Alicia", sex: "unknown", long_nick: "" });
  const members = await me.ask<Json[]>("get_group_member_list", inGroup);
  expect(members).toContainEqual(expect.objectContaining({ user_id: alice, nickname: "Alicia" }));
});

test("a person is known since they came, and a group", async () => {
  await me.ask(".sandbox.create_user", { user_id: 4711 });
  await me.ask(".sandbox.create_group", { group_id: 4712 });
  await me.ask(".sandbox.clock", { advance: 3 * 86_400 });
  expect(await me.ask("get_stranger_info", { user_id: 4711 })).toMatchObject({
    reg_time: noon,
    login_days: 3,
  });
  expect(await me.ask("get_group_info", { group_id: 4712 })).toMatchObject({
    group_create_time: noon,
  });
});

test("remarks are one's own", async () => {
  const remarks = { group_remark: "", remark: "" };
  const seenBy = async (client: Client) => ({
    ...(await client.ask("get_group_info", inGroup)),
    ...(await client.ask("get_stranger_info", { user_id: bob })),
  });
  await me.ask("set_group_remark", { ...inGroup, remark: "my group" });
  await me.ask("set_friend_remark", { user_id: bob, remark: "pal" });
  expect(await seenBy(me)).toMatchObject({ group_remark: "my group", remark: "pal" });
  expect(await seenBy(she)).toMatchObject(remarks);
  const groups = await me.ask<Json[]>("get_group_list");
  expect(groups).toMatchObject([{ group_remark: "my group" }, { group_remark: "" }]);
});

test("one checks in once a day, and a new day begins with nobody", async () => {
  const list = () => me.ask<Json[]>("get_group_signed_list", inGroup);
  await she.ask("set_group_card", { ...inGroup, user_id: alice, card: "queen" });
  await she.ask("set_group_sign", inGroup);
  await me.ask(".sandbox.clock", { advance: 60 });
  await she.ask("send_group_sign", inGroup);
  await me.ask("set_group_sign", inGroup);
  expect(await list()).toEqual([
    { user_id: alice, nick: "queen", time: noon, rank: 1 },
    { user_id: bot, nick: "Bot", time: noon + 60, rank: 2 },
  ]);
  await me.ask(".sandbox.clock", { advance: 86_400 });
  expect(await list()).toEqual([]);
});

test("likes of earlier days count in all, not today", async () => {
  await she.ask("send_like", { user_id: bot, times: 10 });
  await me.ask(".sandbox.clock", { advance: 86_400 });
  await she.ask("send_like", { user_id: bot, times: 3 });
  expect(await me.ask("get_profile_like")).toMatchObject({
    favoriteInfo: { total_count: 0, last_time: 0, today_count: 0, userInfos: [] },
    voteInfo: { total_count: 13, new_count: 3, userInfos: [{ uin: alice, count: 13 }] },
  });
  expect(await me.ask("get_profile_like", { start: 1 })).toMatchObject({
    voteInfo: { total_count: 13, userInfos: [] },
  });
});

test("a request that was decided says by whom, and comes after those that wait", async () => {
  const [they, chen] = [await server.as(stranger), await server.as(admin)];
  const { flag } = await they.ask(".sandbox.ask_join", inGroup);
  await chen.ask("set_group_add_request", { flag, sub_type: "add", approve: false });
  await me.ask(".sandbox.clock", { advance: 60 });
  for (const comment of ["please", "pretty please"]) {
    await me.ask(".sandbox.clock", { advance: 60 });
    await they.ask(".sandbox.ask_join", { ...inGroup, comment });
  }
  const { join_requests } = await me.ask<{ join_requests: Json[] }>("get_group_system_msg");
  expect(join_requests).toMatchObject([
    { message: "pretty please", checked: false, actor: 0, time: noon + 180 },
    { message: "please", checked: false, actor: 0, time: noon + 120 },
    { message: "", checked: true, actor: admin, time: noon },
  ]);
  expect(await me.ask("get_group_system_msg", { count: 1 })).toMatchObject({
    join_requests: [{ message: "pretty please" }],
  });
});
