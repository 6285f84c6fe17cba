import { expect, test } from "bun:test";

import { admin, alice, bot, group, start } from "../../support/server.ts";

const noon = 1_800_000_000;
const day = 86_400;
const inGroup = { group_id: group };
const herself = { ...inGroup, user_id: alice };

test("time stands still, moves and runs on as it is told", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const clock = (params: object) => me.ask(".sandbox.clock", params);
  const real = await clock({});
  expect(real).toEqual({ time: expect.any(Number), frozen: false, ahead: 0 });
  expect(Math.abs(Number(real["time"]) - Date.now() / 1000)).toBeLessThan(5);
  expect(await clock({ set: noon, freeze: true })).toMatchObject({ time: noon, frozen: true });
  expect(await clock({ advance: 90 })).toMatchObject({ time: noon + 90, frozen: true });
  expect(await clock({ advance: "-30" })).toMatchObject({ time: noon + 60, frozen: true });
  expect(await clock({ freeze: false })).toMatchObject({ frozen: false });
  const { time } = await clock({ advance: day });
  expect(Number(time) - noon - day).toBeWithin(60, 70);
  await me.ask(".sandbox.reset");
  expect(Math.abs(Number((await clock({}))["time"]) - Date.now() / 1000)).toBeLessThan(5);
});

test.each([
  { set: -1 },
  { set: "soon" },
  { advance: 1e10 },
  { set: 5, advance: -6 },
  { set: 8_640_000_000_000, advance: 1 },
])("%j is no time, and the clock stays as it is", async (params) => {
  await using server = await start();
  const me = await server.as(bot);
  await me.ask(".sandbox.clock", { set: noon, freeze: true });
  expect(await me.call(".sandbox.clock", { ...params, freeze: false })).toMatchObject({
    retcode: 100,
  });
  expect(await me.ask(".sandbox.clock")).toMatchObject({ time: noon, frozen: true });
});

test("events of every kind carry the sandbox's time", async () => {
  await using server = await start("heartbeat.enable=true", "heartbeat.interval=100");
  const [me, she] = [await server.as(bot), await server.as(alice)];
  await me.ask(".sandbox.clock", { set: noon, freeze: true });
  me.take();
  expect(await me.next("heartbeat")).toMatchObject({ time: noon });
  await she.ask("send_group_msg", { ...inGroup, message: "hi" });
  expect(await me.next("message")).toMatchObject({ time: noon });
  await me.ask("set_group_card", { ...herself, card: "queen" });
  expect(await me.next("notice")).toMatchObject({ time: noon });
  await (await server.as(20005)).ask(".sandbox.ask_join", inGroup);
  expect(await me.next("request")).toMatchObject({ time: noon });
  const late = await server.connect();
  expect(await late.nextText()).toContain(`"time":${noon}`);
});

test("a ban ends on time, and lift_ban is told only when somebody lifts it", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const speak = async () =>
    (await she.call("send_group_msg", { ...inGroup, message: "hi" }))["retcode"];
  await me.ask(".sandbox.clock", { set: noon, freeze: true });
  await me.ask("set_group_ban", { ...herself, duration: 60 });
  expect(await me.ask("get_group_member_info", herself)).toMatchObject({
    shut_up_timestamp: noon + 60,
  });
  await me.ask(".sandbox.clock", { advance: 59 });
  expect(await speak()).toBe(103);
  she.take();
  await me.ask(".sandbox.clock", { advance: 1 });
  expect(await speak()).toBe(0);
  await me.ask("set_group_ban", { ...herself, duration: 0 });
  await she.ask("get_status");
  expect(she.take()).toEqual([]);
  await me.ask("set_group_ban", { ...herself, duration: 60 });
  await me.ask("set_group_ban", { ...herself, duration: 0 });
  expect(await she.next("group_ban")).toMatchObject({ sub_type: "ban", duration: 60 });
  expect(await she.next("group_ban")).toMatchObject({ sub_type: "lift_ban", duration: 0 });
  expect(await speak()).toBe(0);
});

test("without a duration a ban is for half an hour, and it holds for admins too", async () => {
  await using server = await start();
  const [me, he] = [await server.as(bot), await server.as(admin)];
  await me.ask(".sandbox.clock", { freeze: true });
  await me.ask("set_group_ban", { ...inGroup, user_id: admin });
  expect(await me.next("group_ban")).toMatchObject({ duration: 1800 });
  const speak = async () =>
    (await he.call("send_group_msg", { ...inGroup, message: "hi" }))["retcode"];
  expect(await speak()).toBe(103);
  await me.ask(".sandbox.clock", { advance: 1800 });
  expect(await speak()).toBe(0);
});

test("a title is shown until it expires, or for ever", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const title = async () => {
    await she.ask("send_group_msg", { ...inGroup, message: "hi" });
    const { sender } = (await me.next("message")) as { sender: { title: string } };
    const info = await me.ask("get_group_member_info", herself);
    expect(info["title"]).toBe(sender.title);
    return { title: sender.title, until: info["title_expire_time"] };
  };
  await me.ask(".sandbox.clock", { set: noon, freeze: true });
  const give = { ...herself, special_title: "star" };
  await me.ask("set_group_special_title", { ...give, duration: day });
  expect(await title()).toEqual({ title: "star", until: noon + day });
  await me.ask(".sandbox.clock", { advance: day });
  expect(await title()).toMatchObject({ title: "" });
  await me.ask("set_group_special_title", give);
  await me.ask(".sandbox.clock", { advance: 1000 * day });
  expect(await title()).toEqual({ title: "star", until: -1 });
  await me.ask("set_group_special_title", { ...give, special_title: "" });
  expect(await title()).toMatchObject({ title: "" });
  await me.ask("set_group_special_title", { ...give, duration: 1 });
  await me.ask(".sandbox.clock", { advance: 5 });
  await me.ask(".sandbox.update_member", { ...herself, title: "queen" });
  expect(await title()).toEqual({ title: "queen", until: -1 });
});

test("a friend can be liked ten times a day, and again on the next", async () => {
  await using server = await start();
  const me = await server.as(bot);
  // Days begin at midnight in China.
  await me.ask(".sandbox.clock", { set: Date.UTC(2030, 0, 1, 15, 59, 59) / 1000, freeze: true });
  const like = async (times?: number) =>
    (await me.call("send_like", { user_id: alice, times }))["retcode"];
  expect([await like(9), await like(2), await like(), await like()]).toEqual([0, 103, 0, 103]);
  await me.ask(".sandbox.clock", { advance: 1 });
  expect([await like(10), await like()]).toEqual([0, 103]);
});
