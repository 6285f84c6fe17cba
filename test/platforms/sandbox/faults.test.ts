import { expect, test } from "bun:test";

import { Faults } from "../../../src/platforms/sandbox/faults.ts";
import type { BotEvent } from "../../../src/protocol/event.ts";
import type { Client, Json } from "../../support/client.ts";
import { alice, bot, group, start } from "../../support/server.ts";

const inGroup = { group_id: group };
const hi = { ...inGroup, message: "hi" };

/** Who was told what, once everything on the way has come. */
async function told(client: Client): Promise<unknown[]> {
  await client.ask("get_status");
  return client.take().map((event) => event["raw_message"] ?? event["notice_type"]);
}

test("a fault with a retcode fails the calls it names, of the account it names, as often as it says", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  await me.ask(".sandbox.fault", { account: bot, action: "send_*", retcode: 1200, count: 2 });
  const speak = async (client: Client) => (await client.call("send_group_msg", hi))["retcode"];
  expect(await speak(she)).toBe(0);
  expect((await me.call("get_group_list"))["retcode"]).toBe(0);
  expect(await me.call("send_group_msg", { ...inGroup })).toMatchObject({ retcode: 100 });
  expect(await me.call("send_group_msg", hi)).toMatchObject({
    status: "failed",
    retcode: 1200,
    data: null,
    message: expect.stringContaining("Fault 1"),
  });
  expect([await speak(me), await speak(me)]).toEqual([1200, 0]);
  expect(await me.ask("get_group_msg_history", inGroup)).toMatchObject({ messages: [{}, {}] });
});

test("a delayed reply comes when it is due, and others overtake it", async () => {
  await using server = await start();
  const me = await server.as(bot);
  await me.ask(".sandbox.fault", { action: "get_login_info", delay_ms: 100 });
  const before = performance.now();
  me.send({ action: "get_login_info", echo: "slow" });
  me.send({ action: "get_status", echo: "quick" });
  expect(await me.nextText()).toContain('"quick"');
  expect(await me.nextText()).toContain('"slow"');
  expect(performance.now() - before).toBeGreaterThanOrEqual(95);
});

test("a dropped reply leaves what was done, and the connection", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  await me.ask(".sandbox.fault", { action: "send_group_msg", drop: "reply" });
  me.send({ action: "send_group_msg", params: hi, echo: "lost" });
  expect(await she.next("message")).toMatchObject({ raw_message: "hi" });
  await me.ask("get_status");
  expect(me.take()).toEqual([]);
});

test("a dropped connection is gone at once, after what was done", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  await me.ask(".sandbox.fault", { action: "send_group_msg", drop: "connection", count: 1 });
  me.send({ action: "send_group_msg", params: hi, echo: "lost" });
  expect((await me.closed).code).toBe(1006);
  expect(await she.next("message")).toMatchObject({ raw_message: "hi" });
  const again = await server.as(bot);
  expect(await again.call("send_group_msg", hi)).toMatchObject({ retcode: 0 });
});

test("a dropped connection takes no reply with it that came before", async () => {
  await using server = await start();
  const me = await server.connect("/api");
  await me.ask(".sandbox.fault", { action: "set_group_card", drop: "connection" });
  me.send({ action: "send_group_msg", params: hi, echo: "kept" });
  me.send({
    action: "set_group_card",
    params: { group_id: group, user_id: bot, card: "x" },
    echo: "lost",
  });
  expect(await me.nextText()).toContain('"echo":"kept"');
  expect((await me.closed).code).toBe(1006);
});

test("an event comes twice, to the account that is named", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  await me.ask(".sandbox.fault", { account: bot, event: "message.group.*", duplicate: true });
  await (await server.as(20003)).ask("send_group_msg", hi);
  await she.ask("group_poke", { ...inGroup, user_id: bot });
  expect(await told(me)).toEqual(["hi", "hi", "notify"]);
  expect(await told(she)).toEqual(["hi", "notify"]);
});

test("held events come when their fault is cleared, in order", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const hold = async (event: string) =>
    (await me.ask<{ id: number }>(".sandbox.fault", { account: bot, event, hold: true })).id;
  const messages = await hold("message.*");
  const pokes = await hold("notice.notify.poke");
  await she.ask("send_group_msg", { ...inGroup, message: "one" });
  await she.ask("group_poke", { ...inGroup, user_id: bot });
  await she.ask("set_group_card", { ...inGroup, user_id: alice, card: "x" });
  await she.ask("send_group_msg", { ...inGroup, message: "two" });
  expect(await told(me)).toEqual(["group_card"]);
  await me.ask(".sandbox.clear_faults", { id: messages });
  expect(await told(me)).toEqual(["one", "two"]);
  await me.ask(".sandbox.clear_faults");
  expect(await told(me)).toEqual(["notify"]);
  expect(await me.ask(".sandbox.list_faults")).toEqual({ faults: [] });
  expect(await me.call(".sandbox.clear_faults", { id: pokes })).toMatchObject({ retcode: 102 });
});

test("held events are bounded in bytes: what finds no room passes", async () => {
  const told: string[] = [];
  const sink = {
    listeners: () => [bot],
    publish: (event: BotEvent) =>
      void told.push(event.post_type === "message" ? event.raw_message.slice(0, 3) : ""),
  };
  const faults = new Faults(sink);
  const publish = (name: string, size: number) =>
    faults.publish({ post_type: "message", raw_message: name.padEnd(size, ".") } as BotEvent);
  const id = faults.add({ event: "message*", hold: true, seed: 0 });
  for (const name of ["one", "two", "six"]) publish(name, 20 * 2 ** 20);
  publish("too", 20 * 2 ** 20);
  publish("sml", 1000);
  expect(told).toEqual(["too"]);
  faults.clear(id);
  expect(told).toEqual(["too", "one", "two", "six", "sml"]);
});

test("the same seed strikes the same calls, another seed others", async () => {
  const draw = async (seed: number) => {
    await using server = await start();
    const me = await server.as(bot);
    await me.ask(".sandbox.fault", {
      action: "get_status",
      retcode: 500,
      probability: "0.5",
      seed,
    });
    const lots: unknown[] = [];
    for (let n = 0; n < 64; n++) lots.push((await me.call("get_status"))["retcode"]);
    return lots.map((retcode) => (retcode === 0 ? "." : "x")).join("");
  };
  const [one, again, other] = [await draw(7), await draw(7), await draw(8)];
  expect(again).toBe(one);
  expect(other).not.toBe(one);
  expect(one.replaceAll(".", "").length).toBeWithin(16, 48);
});

test("what faults there are is told as it was asked, with what is left of it", async () => {
  await using server = await start();
  const me = await server.as(bot);
  await me.ask(".sandbox.fault", { action: "get_status", retcode: 500, count: 3 });
  await me.call("get_status");
  expect(await me.ask(".sandbox.list_faults")).toEqual({
    faults: [
      { id: 1, account: bot, action: "get_status", retcode: 500, count: 2, seed: 0, struck: 1 },
    ],
  });
});

test("a fault that names nobody strikes the bot, one for all strikes anybody", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  await she.ask(".sandbox.fault", { action: "get_*", retcode: 500 });
  expect(await she.call("get_status")).toMatchObject({ retcode: 0 });
  expect(await me.call("get_status")).toMatchObject({ retcode: 500 });
  await she.ask(".sandbox.fault", { account: "all", action: "get_*", retcode: 501 });
  expect(await she.call("get_status")).toMatchObject({ retcode: 501 });
});

test.each([
  [{ action: "set_gruop_ban", retcode: 500 }, "set_group_ban"],
  [{ event: "notice.group_bann.ban", hold: true }, "notice.group_ban.ban"],
  [{ event: "message.group", hold: true }, '"message.group"'],
])("the fault %j could never strike, and is told with what there is", async (fault, named) => {
  await using server = await start();
  const me = await server.as(bot);
  expect(await me.call(".sandbox.fault", fault)).toMatchObject({
    retcode: 100,
    message: expect.stringContaining(named),
  });
  expect(await me.ask(".sandbox.list_faults")).toEqual({ faults: [] });
});

const senseless: [why: string, params: Json][] = [
  ["neither action nor event", { retcode: 500 }],
  ["both action and event", { action: "*", event: "*", retcode: 500 }],
  ["no effect on calls", { action: "*" }],
  ["no effect on events", { event: "*" }],
  ["an effect on the other kind", { action: "*", hold: true }],
  ["a retcode that is no failure", { action: "*", retcode: 0 }],
  ["a delay that is none", { action: "*", delay_ms: -1 }],
  ["a probability above 1", { action: "*", retcode: 500, probability: 1.5 }],
  ["a probability in words", { action: "*", retcode: 500, probability: "often" }],
  ["an empty probability", { action: "*", retcode: 500, probability: " " }],
  ["something unknown to drop", { action: "*", drop: "everything" }],
];
test.each(senseless)("a fault with %s is refused", async (_, params) => {
  await using server = await start();
  const me = await server.as(bot);
  expect(await me.call(".sandbox.fault", params)).toMatchObject({ retcode: 100 });
  expect(await me.ask(".sandbox.list_faults")).toEqual({ faults: [] });
});

test("a fault that has struck as often as it may is no longer listed", async () => {
  await using server = await start();
  const me = await server.as(bot);
  await me.ask(".sandbox.fault", { action: "get_status", retcode: 500, count: 1 });
  expect(await me.call("get_status")).toMatchObject({ retcode: 500 });
  expect(await me.call("get_status")).toMatchObject({ retcode: 0 });
  expect(await me.ask(".sandbox.list_faults")).toEqual({ faults: [] });
});

test("one that holds events is listed until they are let go", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const she = await server.as(alice);
  const held = { event: "message.private.*", hold: true, count: 1 };
  const { id } = await me.ask<{ id: number }>(".sandbox.fault", held);
  await she.ask("send_private_msg", { user_id: bot, message: "first" });
  await she.ask("send_private_msg", { user_id: bot, message: "second" });
  expect(await me.next("message")).toMatchObject({ raw_message: "second" });
  expect(await me.ask(".sandbox.list_faults")).toMatchObject({ faults: [{ id, count: 0 }] });
  await me.ask(".sandbox.clear_faults", { id });
  expect(await me.next("message")).toMatchObject({ raw_message: "first" });
});
