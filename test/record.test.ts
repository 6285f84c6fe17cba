import { expect, test } from "bun:test";

import { hiddenActions } from "../src/platforms/sandbox/hidden/action.ts";
import { alice, bob, bot, group, start, stranger } from "./support/server.ts";

const inGroup = { group_id: group };
const hi = { ...inGroup, message: "hi" };

interface Waited {
  cursor: number;
  entry: { account: number; event?: object; call?: object };
}

test("waiting for an event ends when it comes", async () => {
  await using server = await start();
  const [me, she, he] = [await server.as(bot), await server.as(alice), await server.as(bob)];
  const event = { notice_type: "group_ban", self_id: alice };
  const waiting = she.ask<Waited>(".sandbox.wait", { event });
  await he.ask("send_group_msg", hi);
  await me.ask("set_group_ban", { ...inGroup, user_id: bob });
  expect((await waiting).entry).toMatchObject({ account: alice, event: { user_id: bob } });
});

test("waiting for a call ends when it was answered", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const call = { action: "send_group_msg", account: bot, reply: { status: "failed" } };
  const waiting = she.ask<Waited>(".sandbox.wait", { call });
  await me.ask("send_group_msg", hi);
  await me.call("send_group_msg", { ...inGroup, message: "" });
  expect((await waiting).entry).toMatchObject({
    account: bot,
    call: { action: "send_group_msg", params: { message: "" }, reply: { retcode: 100 } },
  });
});

test("what steers the world is kept beside calls, and what only looks is not", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const { cursor } = await me.ask<Waited>(".sandbox.wait");
  await me.ask(".sandbox.list");
  await me.ask(".sandbox.clock", { advance: 1 });
  const found = await me.ask<Waited>(".sandbox.wait", { cursor, steer: {}, call: {}, event: {} });
  expect(found.entry).toMatchObject({
    account: bot,
    steer: { action: ".sandbox.clock", params: { advance: 1 }, reply: { status: "ok" } },
  });
  const waiting = me.ask<Waited>(".sandbox.wait", { steer: { action: ".sandbox.fault" } });
  await me.ask(".sandbox.fault", { action: "send_msg", retcode: 104 });
  expect((await waiting).entry).toMatchObject({ steer: { action: ".sandbox.fault" } });
});

test("a cursor keeps what came in the meantime, and goes from one to the next", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const { cursor: before } = await me.ask<Waited>(".sandbox.wait");
  for (const message of ["one", "two"]) await she.ask("send_group_msg", { ...inGroup, message });
  const next = (cursor?: number) =>
    me.ask<Waited>(".sandbox.wait", {
      event: { post_type: "message", self_id: bot },
      cursor,
      timeout_ms: 0,
    });
  const first = await next(before);
  expect(first.entry).toMatchObject({ event: { raw_message: "one" } });
  const second = await next(first.cursor);
  expect(second.entry).toMatchObject({ event: { raw_message: "two" } });
  for (const cursor of [second.cursor, undefined]) {
    const nothing = { event: { self_id: bot }, cursor, timeout_ms: 0 };
    expect(await me.call(".sandbox.wait", nothing)).toMatchObject({ retcode: 103 });
  }
});

test("waiting in vain ends with its timeout", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const before = performance.now();
  const wait = { event: { notice_type: "friend_add" }, timeout_ms: 50 };
  expect(await me.call(".sandbox.wait", wait)).toMatchObject({
    retcode: 103,
    message: expect.stringContaining("50 ms"),
  });
  expect(performance.now() - before).toBeGreaterThanOrEqual(45);
});

test("the hidden actions themselves are nothing to wait for", async () => {
  await using server = await start();
  const me = await server.as(bot);
  await me.ask(".sandbox.clock");
  await me.ask("get_status");
  const first = await me.ask<Waited>(".sandbox.wait", { call: {}, cursor: 0 });
  expect(first.entry).toMatchObject({ call: { action: "get_status" } });
});

test("a trace tells what a message led to: who got it, which calls came back, and what they did", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  await me.ask("get_status");
  const { message_id } = await she.ask("send_group_msg", { ...inGroup, message: "ping" });
  await me.next("message");
  const { message_id: answer } = await me.ask("send_group_msg", { ...inGroup, message: "pong" });
  const client = "default";
  const receivers = [{ client, path: "/", address: "127.0.0.1" }];
  const { entries } = await me.ask<{ entries: object[] }>(".sandbox.trace", { message_id });
  expect(entries).toMatchObject([
    { account: bot, event: { raw_message: "ping", message_id }, receivers },
    { account: alice, call: { action: "send_group_msg", client, reply: { data: { message_id } } } },
    { account: alice, event: { raw_message: "pong", message_id: answer }, receivers },
    { account: bot, call: { action: "send_group_msg", reply: { data: { message_id: answer } } } },
  ]);
  const times = entries.map((entry) => (entry as { time_ms: number }).time_ms);
  expect(times).toEqual(times.toSorted((one, other) => one - other));
});

test("a message that nobody listens for leaves an event and the call that sent it", async () => {
  await using server = await start();
  const she = await server.connect(`/api?self_id=${alice}`);
  const { message_id } = await she.ask("send_group_msg", hi);
  const { entries } = await she.ask<{ entries: object[] }>(".sandbox.trace", { message_id });
  expect(entries).toMatchObject([
    { event: { message_id }, receivers: [] },
    { account: alice, call: { params: hi } },
  ]);
});

test("what happens in a group can be waited for though nobody listens, by whose eyes is chosen too", async () => {
  await using server = await start();
  const me = await server.connect("/api");
  const she = await server.connect(`/api?self_id=${alice}`);
  const { cursor } = await me.ask<Waited>(".sandbox.wait");
  await she.ask("send_group_msg", hi);
  const said = { event: { raw_message: "hi" }, cursor, timeout_ms: 0 };
  expect((await me.ask<Waited>(".sandbox.wait", said)).entry).toMatchObject({
    event: { user_id: alice },
  });
  const waiting = she.ask<Waited>(".sandbox.wait", {
    event: { notice_type: "group_ban", self_id: bob },
  });
  await she.ask("get_status");
  await me.ask("set_group_ban", { ...inGroup, user_id: bob });
  expect((await waiting).entry).toMatchObject({ account: bob, event: { user_id: bob } });
});

test("a bot that connects can be waited for, and one that is there already", async () => {
  await using server = await start();
  const she = await server.as(alice);
  const there = { connection: { account: bot, is: "opened" } };
  expect(await she.call(".sandbox.wait", { ...there, timeout_ms: 0 })).toMatchObject({
    retcode: 103,
  });
  const waiting = she.ask<Waited>(".sandbox.wait", there);
  await she.ask("get_status");
  const me = await server.as(bot);
  const connection = { account: bot, path: "/", client: "default", is: "opened" };
  expect((await waiting).entry).toMatchObject({ connection });
  expect((await she.ask<Waited>(".sandbox.wait", { ...there, timeout_ms: 0 })).entry).toMatchObject(
    {
      connection,
    },
  );
  const gone = she.ask<Waited>(".sandbox.wait", { connection: { account: bot, is: "closed" } });
  await she.ask("get_status");
  me.close();
  expect((await gone).entry).toMatchObject({ connection: { ...connection, is: "closed" } });
});

test("who is connected is told, with what waits for them", async () => {
  await using server = await start();
  const [me, she] = [
    await server.as(bot),
    await server.connect(`/api?self_id=${alice}&message_format=string`),
  ];
  expect(await me.ask(".sandbox.connections")).toEqual({
    connections: [
      {
        client: "default",
        account: bot,
        path: "/",
        address: "127.0.0.1",
        message_format: "array",
        id: expect.any(Number),
        is_seat: false,
        software: "",
        tab: "",
        mistake: null,
        events: 0,
        calls: 0,
        failures: 0,
        last_call_ms: 0,
        median_ms: null,
        last_error: null,
        is_dialled: false,
        since: expect.any(Number),
        unread_bytes: 0,
        pending_calls: 1,
      },
      expect.objectContaining({ account: alice, path: "/api", message_format: "string" }),
    ],
  });
  she.close();
  await she.closed;
  const { connections } = await me.ask<{ connections: object[] }>(".sandbox.connections");
  expect(connections).toHaveLength(1);
});

test("long texts are cut in the record, not in the world", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const message = "x".repeat(5000);
  const { message_id } = await me.ask("send_group_msg", { ...inGroup, message });
  expect(await she.next("message")).toMatchObject({ raw_message: message });
  const { entries } = await me.ask<{ entries: object[] }>(".sandbox.trace", { message_id });
  expect(JSON.stringify(entries)).toContain("x… (5000 characters)");
  expect(JSON.stringify(entries).length).toBeLessThan(10_000);
});

test("a long text and a long action are cut in the record too", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const { message_id } = await me.ask("send_group_msg", { ...hi, message: "y".repeat(5000) });
  const { entries } = await me.ask<{ entries: object[] }>(".sandbox.trace", { message_id });
  expect(JSON.stringify(entries)).toContain("y… (5000 characters)");
  const waiting = me.ask(".sandbox.wait", { call: { account: alice } });
  await she.call("z".repeat(5000));
  expect(JSON.stringify(await waiting)).toContain("z… (5000 characters)");
});

test("with sandbox.control off there are no hidden actions", async () => {
  await using server = await start("sandbox.control=false");
  const me = await server.as(stranger);
  for (const action of Object.keys(hiddenActions)) {
    const reply = await me.call(action, {});
    expect({ action, reply }).toMatchObject({ action, reply: { retcode: 1404 } });
  }
});

test("a frame that is no call is recorded as it came", async () => {
  await using server = await start();
  const [me, she] = [await server.connect("/api"), await server.as(alice)];
  const waiting = she.ask<Waited>(".sandbox.wait", { call: { reply: { retcode: 1400 } } });
  await she.ask("get_status");
  me.send('{"action":');
  const { entry } = await waiting;
  expect(entry).toMatchObject({ account: bot, call: { frame: '{"action":', client: "default" } });
});

test("calls past the limit of pending ones are recorded", async () => {
  await using server = await start("limits.pending_calls=1", "limits.stop_timeout=0");
  const [me, she] = [await server.connect("/api"), await server.as(alice)];
  await she.ask(".sandbox.fault", { action: "get_status", delay_ms: 600_000 });
  const waiting = she.ask<Waited>(".sandbox.wait", { call: { reply: { retcode: 1429 } } });
  me.send({ action: "get_status" });
  me.send({ action: "get_msg", params: { message_id: 1 } });
  const { entry } = await waiting;
  expect(entry).toMatchObject({ call: { action: "get_msg", params: { message_id: 1 } } });
  await she.ask(".sandbox.clear_faults");
});

test("heartbeats are not in the record", async () => {
  await using server = await start("heartbeat.enable=true", "heartbeat.interval=100");
  const me = await server.as(bot);
  await me.next("heartbeat");
  const nothing = { event: { self_id: bot }, cursor: 0, timeout_ms: 0 };
  expect(await me.call(".sandbox.wait", nothing)).toMatchObject({ retcode: 103 });
});

test("a wait ends with its connection, and each connection has a share of them", async () => {
  await using server = await start();
  const me = await server.connect("/api");
  const never = { event: { user_id: 1 }, timeout_ms: 600_000 };
  for (let n = 0; n < 64; n++) me.send({ action: ".sandbox.wait", params: never });
  expect(await me.call(".sandbox.wait", never)).toMatchObject({ retcode: 1429 });
  const she = await server.connect("/api");
  expect(await she.call(".sandbox.wait", { ...never, timeout_ms: 0 })).toMatchObject({
    retcode: 103,
  });
  me.close();
  await me.closed;
  for (let left = 16; left > 0; left--) {
    const other = await server.connect("/api");
    for (let n = 0; n < 60; n++) other.send({ action: ".sandbox.wait", params: never });
    expect(await other.call(".sandbox.wait", { ...never, timeout_ms: 0 })).toMatchObject({
      retcode: 103,
    });
  }
});

test("a wait over HTTP ends with its request", async () => {
  await using server = await start();
  const url = new URL("/.sandbox.wait", server.httpUrl);
  const never = { event: { user_id: 1 }, timeout_ms: 600_000 };
  const init = {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(never),
  };
  const me = await server.connect("/api");
  // More than there is room for, unless those that are over are over.
  for (let round = 0; round < 6; round++) {
    const gone = new AbortController();
    const waits = Array.from({ length: 200 }, () =>
      fetch(url, { ...init, signal: gone.signal }).catch(() => undefined),
    );
    await fetch(new URL("/get_status", server.httpUrl));
    gone.abort();
    await Promise.all(waits);
  }
  expect(await me.call(".sandbox.wait", { ...never, timeout_ms: 0 })).toMatchObject({
    retcode: 103,
  });
});

test("a pattern is no larger than what it can match", async () => {
  await using server = await start();
  const me = await server.connect("/api");
  const event = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`key ${n}`, n]));
  expect(await me.call(".sandbox.wait", { event, timeout_ms: 0 })).toMatchObject({ retcode: 100 });
});
