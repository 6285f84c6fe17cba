import { expect, test } from "bun:test";

import type { Client } from "../../support/client.ts";
import { admin, alice, bob, bot, group, members, start, stranger } from "../../support/server.ts";

const inGroup = { group_id: group };

async function askToJoin(client: Client): Promise<string> {
  return (await client.ask<{ flag: string }>(".sandbox.ask_join", inGroup)).flag;
}

test("a request to join is for the owner and admins, and once decided for nobody", async () => {
  await using server = await start();
  const deciders = [await server.as(bot), await server.as(admin)];
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const newcomer = await server.as(stranger);
  const flag = await askToJoin(newcomer);
  for (const decider of deciders) {
    expect(await decider.next("request")).toMatchObject({ flag, user_id: stranger });
  }
  await she.ask("get_status");
  expect(she.take()).toEqual([]);
  const approve = { flag, sub_type: "add" };
  expect(await she.call("set_group_add_request", approve)).toMatchObject({ retcode: 103 });
  expect(await newcomer.call("set_group_add_request", approve)).toMatchObject({ retcode: 103 });
  await me.ask("set_group_add_request", approve);
  expect(await newcomer.next("notice")).toMatchObject({
    notice_type: "group_increase",
    sub_type: "approve",
    operator_id: bot,
  });
  for (const approving of [true, false]) {
    const again = { ...approve, approve: approving };
    expect(await me.call("set_group_add_request", again)).toMatchObject({ retcode: 102 });
  }
  expect(await newcomer.ask("get_group_list")).toMatchObject([
    { ...inGroup, member_count: members.length + 1 },
  ]);
});

test("a refused request leaves everything as it was, and its flag is used up", async () => {
  await using server = await start();
  const [me, newcomer] = [await server.as(bot), await server.as(stranger)];
  const { flag } = await newcomer.ask(".sandbox.ask_friend", { user_id: bot });
  const flagOfJoin = await askToJoin(newcomer);
  const refuseFriend = { flag, approve: false, remark: "pal" };
  const refuseJoin = { flag: flagOfJoin, type: "add", approve: "no", reason: "no room" };
  await me.ask("set_friend_add_request", refuseFriend);
  await me.ask("set_group_add_request", refuseJoin);
  expect(await newcomer.ask<unknown>("get_friend_list")).toEqual([]);
  expect(await newcomer.ask<unknown>("get_group_list")).toEqual([]);
  expect(await me.call("set_friend_add_request", { flag })).toMatchObject({ retcode: 102 });
  expect(await me.call("set_group_add_request", refuseJoin)).toMatchObject({ retcode: 102 });
});

test("a remark shows in the friend list of whoever approved, and nowhere else", async () => {
  await using server = await start();
  const [me, newcomer] = [await server.as(bot), await server.as(stranger)];
  const { flag } = await newcomer.ask(".sandbox.ask_friend", { user_id: bot });
  await me.ask("set_friend_add_request", { flag, remark: "pal" });
  expect(await me.ask<unknown[]>("get_friend_list")).toContainEqual({
    user_id: stranger,
    nickname: "Dave",
    remark: "pal",
  });
  expect(await newcomer.ask<unknown>("get_friend_list")).toEqual([
    { user_id: bot, nickname: "Bot", remark: "" },
  ]);
});

test("of two requests for the same only one can be approved", async () => {
  await using server = await start();
  const [me, newcomer] = [await server.as(bot), await server.as(stranger)];
  const joins = [await askToJoin(newcomer), await askToJoin(newcomer)];
  const friends: unknown[] = [];
  for (let n = 0; n < 2; n++)
    friends.push((await newcomer.ask(".sandbox.ask_friend", { user_id: bot }))["flag"]);
  const retcodes = async (action: string, flags: unknown[]) =>
    Promise.all(
      flags.map(async (flag) => (await me.call(action, { flag, sub_type: "add" }))["retcode"]),
    );
  expect(await retcodes("set_group_add_request", joins)).toEqual([0, 103]);
  expect(await retcodes("set_friend_add_request", friends)).toEqual([0, 103]);
  await newcomer.ask("get_status");
  const told = newcomer.take().map(({ notice_type }) => notice_type);
  expect(told).toEqual(["group_increase", "friend_add"]);
});

test.each([
  { reject_add_request: true, retcode: 103 },
  { reject_add_request: false, retcode: 0 },
])("after a kick with $reject_add_request asking to join is answered $retcode", async (row) => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const { reject_add_request, retcode } = row;
  await me.ask("set_group_kick", { ...inGroup, user_id: alice, reject_add_request });
  expect(await she.next("group_decrease")).toMatchObject({ sub_type: "kick_me", operator_id: bot });
  expect(await she.call(".sandbox.ask_join", inGroup)).toMatchObject({ retcode });
});

test("a full group takes nobody, neither who asks nor who is invited", async () => {
  await using server = await start();
  const [me, newcomer] = [await server.as(bot), await server.as(stranger)];
  await me.ask(".sandbox.update_group", { ...inGroup, max_member_count: members.length });
  const add = { flag: await askToJoin(newcomer), sub_type: "add" };
  const { flag } = await me.ask(".sandbox.invite", { ...inGroup, user_id: stranger });
  const invite = { flag, sub_type: "invite" };
  const full = { retcode: 103, message: expect.stringContaining("full") };
  expect(await me.call("set_group_add_request", add)).toMatchObject(full);
  expect(await newcomer.call("set_group_add_request", invite)).toMatchObject(full);
  await me.ask("set_group_kick", { ...inGroup, user_id: bob });
  expect(await newcomer.call("set_group_add_request", invite)).toMatchObject({ retcode: 0 });
});

test("an invitation is for the invited, and tells who invited", async () => {
  await using server = await start();
  const [she, newcomer] = [await server.as(alice), await server.as(stranger)];
  const { flag } = await she.ask(".sandbox.invite", { ...inGroup, user_id: stranger });
  expect(await newcomer.next("request")).toMatchObject({ sub_type: "invite", user_id: alice });
  const answer = { flag, sub_type: "invite" };
  expect(await she.call("set_group_add_request", answer)).toMatchObject({ retcode: 103 });
  await newcomer.ask("set_group_add_request", answer);
  expect(await she.next("group_increase")).toMatchObject({
    sub_type: "invite",
    operator_id: alice,
    user_id: stranger,
  });
});

test("a request ends with the group it was for", async () => {
  await using server = await start();
  const [me, newcomer] = [await server.as(bot), await server.as(stranger)];
  const flag = await askToJoin(newcomer);
  await me.ask(".sandbox.delete_group", inGroup);
  const answer = { flag, sub_type: "add" };
  expect(await me.call("set_group_add_request", answer)).toMatchObject({ retcode: 102 });
});

test("who was deleted is nobody to the others, and can do nothing more", async () => {
  await using server = await start();
  const [me, he] = [await server.as(bot), await server.as(stranger)];
  await me.ask(".sandbox.delete_user", { user_id: stranger });
  expect(await me.call("get_stranger_info", { user_id: stranger })).toMatchObject({ retcode: 102 });
  const calls: [action: string, params: object][] = [
    ["get_login_info", {}],
    [".sandbox.ask_friend", { user_id: bot }],
    [".sandbox.befriend", { user_id: bot }],
    [".sandbox.ask_join", inGroup],
    [".sandbox.create_group", {}],
  ];
  for (const [action, params] of calls) {
    const reply = await he.call(action, params);
    expect({ action, reply }).toMatchObject({ action, reply: { retcode: 102 } });
  }
  expect(await server.as(stranger).catch(String)).toContain("Refused");
});
