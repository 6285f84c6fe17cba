/** What the hidden actions tell that show the whole world. */
import { expect, test } from "bun:test";

import type { WorldPart } from "../../../src/platform.ts";
import type { Client } from "../../support/client.ts";
import {
  admin,
  alice,
  aliceGroup,
  bob,
  bot,
  group,
  members,
  people,
  start,
  stranger,
} from "../../support/server.ts";
import type { TestServer } from "../../support/server.ts";

const noon = 1_800_000_000;
const inGroup = { group_id: group };

interface Overview {
  users: { user_id: number; friends: number[] }[];
  groups: { group_id: number; members: { user_id: number }[]; muted_count: number }[];
}

test("the overview tells people and groups with what they are to each other", async () => {
  await using server = await start();
  const me = await server.as(bot);
  await me.ask(".sandbox.clock", { set: noon, freeze: true });
  await me.ask("set_group_ban", { ...inGroup, user_id: bob, duration: 60 });
  await me.ask("set_group_whole_ban", { group_id: group });
  await me.ask("set_group_special_title", { ...inGroup, user_id: alice, special_title: "star" });
  await me.ask("send_group_msg", { ...inGroup, message: "hi" });
  const { users, groups } = await me.ask<Overview>(".sandbox.overview");
  expect(users.map(({ user_id }) => user_id)).toEqual(people);
  expect(users).toContainEqual(
    expect.objectContaining({ user_id: stranger, friend_count: 0, friends: [] }),
  );
  expect(groups).toMatchObject([
    {
      group_id: group,
      owner_id: bot,
      member_count: members.length,
      muted_count: 1,
      all_shut: true,
      anonymous: false,
      message_count: 1,
    },
    { group_id: aliceGroup, owner_id: alice, all_shut: false, message_count: 0 },
  ]);
  expect(groups[0]?.members.slice(0, 4)).toMatchObject([
    { user_id: bot, role: "owner" },
    { user_id: admin, role: "admin" },
    { user_id: alice, title: "star" },
    { user_id: bob, shut_up_timestamp: noon + 60 },
  ]);
  const one = await me.ask<Overview>(".sandbox.overview", { group_id: aliceGroup });
  expect(one.groups.map(({ group_id }) => group_id)).toEqual([aliceGroup]);
  await me.ask(".sandbox.clock", { advance: 60 });
  const later = await me.ask<Overview>(".sandbox.overview");
  expect(later.groups[0]?.muted_count).toBe(0);
});

test.each([
  ["陈", [admin]],
  ["2000", [alice, bob, admin, stranger]],
  ["ALICE", [alice]],
  ["%", []],
])("the overview finds %j by name or number", async (find, found) => {
  await using server = await start();
  const me = await server.as(bot);
  const { users } = await me.ask<Overview>(".sandbox.overview", { find, count: 4 });
  expect(users.map(({ user_id }) => user_id)).toEqual(found);
});

test("of somebody with many friends only the first are listed, and all are counted", async () => {
  await using server = await start();
  const me = await server.as(bot);
  for (let n = 0; n < 20; n++) {
    const { user_id } = await me.ask(".sandbox.create_user");
    const reply = await me.call(".sandbox.befriend", { user_id });
    expect(reply).toMatchObject({ retcode: 0 });
  }
  const { users } = await me.ask<Overview>(".sandbox.overview", { find: "Bot" });
  expect(users).toMatchObject([{ user_id: bot, friend_count: 22 }]);
  expect(users[0]?.friends).toHaveLength(12);
});

test("requests tell who may decide, and then who did and why", async () => {
  await using server = await start();
  const [me, he] = [await server.as(bot), await server.as(stranger)];
  const { flag } = await he.ask(".sandbox.ask_join", { ...inGroup, comment: "please" });
  await he.ask(".sandbox.ask_friend", { user_id: alice });
  await me.ask("set_group_add_request", { flag, sub_type: "add", approve: false, reason: "full" });
  expect(await me.ask(".sandbox.list_requests")).toMatchObject({
    pending_count: 1,
    requests: [
      { kind: "friend", user_id: stranger, target_id: alice, deciders: [alice] },
      { flag, kind: "add", state: "refused", reason: "full", decided_by: bot },
    ],
  });
});

test("a snapshot tells when it was taken, and how much was said by then", async () => {
  await using server = await start();
  const me = await server.as(bot);
  await me.ask("send_group_msg", { ...inGroup, message: '"saved":{"time":1,"messages":9}' });
  await me.ask(".sandbox.snapshot", { name: "one" });
  const { snapshots } = await me.ask<{ snapshots: { time: number }[] }>(".sandbox.list_snapshots");
  expect(snapshots).toMatchObject([{ name: "one", message_count: 1 }]);
  expect(Math.abs((snapshots[0]?.time ?? 0) - Date.now() / 1000)).toBeLessThan(5);
});

test("the clock tells how far it is from the machine's", async () => {
  await using server = await start();
  const me = await server.as(bot);
  expect(await me.ask(".sandbox.clock")).toMatchObject({ ahead: 0 });
  expect(await me.ask(".sandbox.clock", { advance: "1d" })).toMatchObject({ ahead: 86_400 });
  expect(await me.ask(".sandbox.clock", { set: "now" })).toMatchObject({ ahead: 0 });
});

test("a fault tells how often it struck, and what it holds", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  await me.ask(".sandbox.fault", { event: "message.*", hold: true });
  for (const message of ["one", "two"]) await she.ask("send_group_msg", { ...inGroup, message });
  expect(await me.ask(".sandbox.list_faults")).toMatchObject({
    faults: [{ id: 1, struck: 2, held: 2 }],
  });
});

const changes: [parts: WorldPart[], action: string, params: object][] = [
  [["people"], ".sandbox.create_user", {}],
  [["people"], ".sandbox.update_user", { user_id: alice, nickname: "Ally" }],
  [["people", "groups", "requests"], ".sandbox.delete_user", { user_id: bob }],
  [["groups"], ".sandbox.update_member", { ...inGroup, user_id: alice, card: "x" }],
  [["groups"], "set_group_ban", { ...inGroup, user_id: alice }],
  [["groups"], ".sandbox.create_group", {}],
  [["people"], "delete_friend", { user_id: alice }],
  [["requests"], ".sandbox.ask_friend", { user_id: stranger }],
  [["clock"], ".sandbox.clock", { freeze: true }],
  [["faults"], ".sandbox.fault", { action: "get_*", retcode: 500 }],
  [["snapshots"], ".sandbox.snapshot", { name: "one" }],
  [["people", "groups", "messages", "requests", "clock"], ".sandbox.reset", {}],
];
test.each(changes)(
  "the console is told that %j changed by %s %j",
  async (parts, action, params) => {
    await using server = await start("console.enable=true");
    const me = await server.as(bot);
    const stream = await openStream(server);
    await me.ask(action, params);
    expect(await nextChange(stream)).toEqual(parts);
  },
);

test("what only tells, is refused or is merely said changes nothing", async () => {
  await using server = await start("console.enable=true");
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const stream = await openStream(server);
  await she.ask("send_group_msg", { ...inGroup, message: "hi" });
  for (const name of ["clock", "overview", "list_requests", "list_faults", "list_snapshots"])
    await me.ask(`.sandbox.${name}`);
  await me.call(".sandbox.delete_user", { user_id: bot });
  await me.ask(".sandbox.create_user");
  expect(await nextChange(stream)).toEqual(["people"]);
});

test("the console is told of each strike of a fault", async () => {
  await using server = await start("console.enable=true");
  const me = await server.as(bot);
  await me.ask(".sandbox.fault", { action: "get_status", retcode: 500, count: 1 });
  const stream = await openStream(server);
  await me.call("get_status");
  expect(await nextChange(stream)).toEqual(["faults"]);
});

async function openStream(server: TestServer): Promise<Client> {
  const stream = await server.connect("/console/stream");
  await stream.nextText();
  return stream;
}

async function nextChange(stream: Client): Promise<WorldPart[]> {
  for (;;) {
    const told = JSON.parse(await stream.nextText()) as { type: string; parts?: WorldPart[] };
    if (told.type === "changed") return told.parts ?? [];
  }
}
