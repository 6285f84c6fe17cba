import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import { alice, bot, group, start } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await start();
});
afterAll(() => server[Symbol.asyncDispose]());

describe("calls", () => {
  test.each([
    "12345678901234567890",
    "9007199254740993",
    "0",
    "-0",
    "-1",
    "1.0",
    "1E2",
    "0.1",
    '"5"',
    '"\\u0041"',
    '"a\\"b\\\\"',
    "null",
    "true",
    '""',
    "[]",
    "{}",
    '{"b":1,"a":[{"echo":2},"}]"],"__proto__":3}',
    "[ 1 , 2 ]",
  ])("echo %s comes back as it was sent", async (echo) => {
    const client = await server.connect("/api");
    client.send(`{"echo": ${echo} ,"action":"get_status","params":{"echo":"inner"}}`);
    expect(await client.nextText()).toEndWith(`,"echo":${echo}}`);
    client.send(`{"action":"nope","echo":${echo}}`);
    expect(await client.nextText()).toEndWith(`,"echo":${echo}}`);
  });

  test("echo is absent where it was absent", async () => {
    const client = await server.connect("/api");
    client.send({ action: "get_status", params: null });
    expect(await client.next()).toEqual({
      status: "ok",
      retcode: 0,
      data: { online: true, good: true, stat: expect.any(Object) },
    });
  });

  test.each([
    ["{", 1400],
    ["", 1400],
    ["null", 1400],
    ["5", 1400],
    ['"abc"', 1400],
    ["[]", 1400],
    ["{}", 1400],
    ['{"action":5}', 1400],
    ['{"action":"get_status","params":[]}', 1400],
    ['{"action":"get_status","params":"x"}', 1400],
    ['{"action":"no_such_action_x"}', 1404],
    ['{"action":"constructor"}', 1404],
    ['{"action":"__proto__"}', 1404],
    ['{"action":"nope_async"}', 1404],
    ['{"action":""}', 1404],
    ['{"action":"get_msg"}', 100],
    ['{"action":"get_msg","params":{"message_id":"abc"}}', 100],
    ['{"action":"get_msg","params":{"message_id":99999999999}}', 100],
    ['{"action":"send_private_msg","params":{"user_id":9007199254740993,"message":"x"}}', 100],
    ['{"action":"get_msg","params":{"message_id":123456}}', 102],
    ['{"action":"set_group_leave","params":{"group_id":10010}}', 103],
  ])("%s is answered with %d", async (frame, retcode) => {
    const client = await server.connect("/api");
    client.send(frame);
    const reply = await client.next();
    expect(reply).toMatchObject({ status: "failed", retcode, data: null });
    expect(reply["message"]).toBeString();
    expect(reply["wording"]).toBe(reply["message"]);
  });

  test("a refusal names the parameter, what it should be and what it was", async () => {
    const client = await server.connect("/api");
    expect(await client.call("set_group_ban", { group_id: "abc" })).toMatchObject({
      message:
        'params.group_id: must be a whole number from 1 to 9007199254740991, not "abc"; params.user_id: is missing',
    });
  });

  test("a refused frame that is JSON keeps its echo", async () => {
    const client = await server.connect("/api");
    client.send('{"action":5,"echo":"mine"}');
    expect(await client.next()).toMatchObject({ retcode: 1400, echo: "mine" });
  });

  test("binary frames are calls too, if they are UTF-8", async () => {
    const client = await server.connect("/api");
    client.socket.send(new TextEncoder().encode('{"action":"get_login_info","echo":1}'));
    expect(await client.next()).toMatchObject({ status: "ok", echo: 1 });
    client.socket.send(new Uint8Array([0xff, 0xfe]));
    expect(await client.next()).toMatchObject({ retcode: 1400 });
  });

  test("params are read generously", async () => {
    const client = await server.connect("/api");
    const params = {
      group_id: String(group),
      user_id: `${alice}`,
      no_cache: "yes",
      self_id: 5,
      junk: {},
    };
    expect(await client.ask("get_group_member_info", params)).toMatchObject({ user_id: alice });
    await client.ask("set_group_ban", { group_id: group, user_id: alice, duration: null });
    await client.ask("set_group_ban", { group_id: group, user_id: alice, duration: "0" });
  });

  test("a frame past a bound is refused with its echo", async () => {
    const client = await server.connect("/api");
    client.send(
      `{"action":"get_status","params":{"x":${"[".repeat(100)}${"]".repeat(100)}},"echo":"mine"}`,
    );
    expect(await client.next()).toMatchObject({ retcode: 1400, echo: "mine" });
  });

  test("many mistakes are told by the first few and their number", async () => {
    const client = await server.connect("/api");
    const message = Array.from({ length: 1000 }, () => 0);
    const reply = await client.call("send_group_msg", { group_id: group, message });
    expect(reply).toMatchObject({
      retcode: 100,
      message: expect.stringContaining("; and 995 more"),
    });
  });

  test("numbers too large to be exact are refused wherever they stand", async () => {
    const client = await server.connect("/api");
    const at = '{"type":"at","data":{"qq":9007199254740993}}';
    client.send(`{"action":"send_group_msg","params":{"group_id":${group},"message":[${at}]}}`);
    expect(await client.next()).toMatchObject({ retcode: 100 });
    client.send('{"action":"set_friend_add_request","params":{"flag":9007199254740993}}');
    expect(await client.next()).toMatchObject({ retcode: 100 });
  });

  test("50 000 nested brackets are refused at once", async () => {
    const client = await server.connect("/api");
    client.send(`{"action":"get_status","echo":${"[".repeat(50_000)}${"]".repeat(50_000)}}`);
    expect(await client.next()).toMatchObject({ retcode: 1400 });
  });

  test("millions of small values are refused before they are parsed", async () => {
    const client = await server.connect("/api");
    client.send(`{"action":"get_status","params":{"x":[${"{},".repeat(300_000)}0]}}`);
    expect(await client.next()).toMatchObject({ retcode: 1400 });
  });

  test("_async is answered at once and done", async () => {
    const [me, she] = [await server.as(bot), await server.as(alice)];
    expect(
      await me.call("send_group_msg_async", { group_id: group, message: "later" }),
    ).toMatchObject({
      status: "async",
      retcode: 1,
      data: null,
    });
    expect(await she.next("message")).toMatchObject({ raw_message: "later" });
  });

  test("_async of a call that fails is answered all the same", async () => {
    const me = await server.connect("/api");
    expect(await me.call("get_msg_async", {})).toMatchObject({ status: "async", retcode: 1 });
  });

  test("calls past the limit of pending ones are refused with 1429", async () => {
    await using small = await start("limits.pending_calls=2");
    const me = await small.connect("/api");
    for (let n = 0; n < 3; n++) {
      me.send({ action: "send_group_msg", params: { group_id: group, message: "x" }, echo: n });
    }
    const replies = [await me.next(), await me.next(), await me.next()];
    expect(replies.filter(({ retcode }) => retcode === 1429)).toHaveLength(1);
  });
});

describe("rate-limited calls", () => {
  test("go out in order", async () => {
    await using quick = await start("api.rate_limit_interval=1");
    const [me, she] = [await quick.as(bot), await quick.as(alice)];
    const words = ["one", "two", "three", "four"];
    for (const message of words) {
      const reply = await me.call("send_group_msg_rate_limited", { group_id: group, message });
      expect(reply).toMatchObject({ status: "async", retcode: 1 });
    }
    for (const word of words)
      expect(await she.next("message")).toMatchObject({ raw_message: word });
  });

  test("past the queue's limit are refused", async () => {
    await using slow = await start("api.rate_limit_interval=60000", "limits.rate_limited_calls=1");
    const me = await slow.connect("/api");
    const retcodes = [];
    for (let n = 0; n < 3; n++)
      retcodes.push((await me.call("get_status_rate_limited"))["retcode"]);
    expect(retcodes).toEqual([1, 1, 1429]);
  });
});

describe("events", () => {
  test.each(["/", "/event"])(
    "the first frame on %s is lifecycle/connect, to nobody else",
    async (path) => {
      const other = await server.as(bot);
      const client = await server.connect(path);
      expect(await client.next()).toEqual({
        time: expect.any(Number),
        self_id: bot,
        post_type: "meta_event",
        meta_event_type: "lifecycle",
        sub_type: "connect",
      });
      await other.ask("get_status");
      expect(other.take()).toEqual([]);
    },
  );

  test("nothing is pushed on /api", async () => {
    const [api, me, she] = [
      await server.connect("/api"),
      await server.as(bot),
      await server.as(alice),
    ];
    await she.ask("send_private_msg", { user_id: bot, message: "hello" });
    await me.next("message");
    await api.ask("get_status");
    expect(api.take()).toEqual([]);
  });

  test("/event executes nothing", async () => {
    const [event, she] = [await server.connect("/event"), await server.as(alice)];
    event.send({ action: "send_private_msg", params: { user_id: alice, message: "no" }, echo: 1 });
    event.send("null");
    await she.ask("send_private_msg", { user_id: bot, message: "still there?" });
    await event.next("lifecycle");
    expect(await event.next()).toMatchObject({ raw_message: "still there?" });
    expect(she.take()).toEqual([]);
  });

  test("each connection gets its format", async () => {
    const she = await server.as(alice);
    const asArray = await server.as(bot);
    const asString = await server.as(bot, { query: { message_format: "string" } });
    const message = [
      { type: "at", data: { qq: bot } },
      { type: "text", data: { text: " [hi] & bye" } },
    ];
    const { message_id } = await she.ask("send_group_msg", { group_id: group, message });
    const cq = `[CQ:at,qq=${bot}] &#91;hi&#93; &amp; bye`;
    const segments = [
      { type: "at", data: { qq: String(bot) } },
      { type: "text", data: { text: " [hi] & bye" } },
    ];
    expect(await asArray.next("message")).toMatchObject({ message: segments, raw_message: cq });
    expect(await asString.next("message")).toMatchObject({ message: cq, raw_message: cq });
    expect(await asArray.ask("get_msg", { message_id })).toMatchObject({ message: segments });
    expect(await asString.ask("get_msg", { message_id })).toMatchObject({ message: cq });
  });

  test("the configured format is the default", async () => {
    await using strings = await start("event.message_format=string");
    const [me, she] = [await strings.as(bot), await strings.as(alice)];
    await she.ask("send_private_msg", { user_id: bot, message: "[CQ:face,id=1]" });
    expect(await me.next("message")).toMatchObject({ message: "[CQ:face,id=1]" });
  });

  test("heartbeats reach /event and /, one an interval however many listen", async () => {
    await using beating = await start("heartbeat.enable=true", "heartbeat.interval=100");
    const [first, second, api] = [
      await beating.connect("/"),
      await beating.connect("/event"),
      await beating.connect("/api"),
    ];
    const beats = [
      await first.next("heartbeat"),
      await first.next("heartbeat"),
      await first.next("heartbeat"),
    ];
    const { stat } = await first.ask("get_status");
    const counts = Object.keys(stat as object).map((key) => [key, expect.any(Number)]);
    expect(beats[0]).toEqual({
      time: expect.any(Number),
      self_id: bot,
      post_type: "meta_event",
      meta_event_type: "heartbeat",
      status: { online: true, good: true, stat: Object.fromEntries(counts) },
      interval: 100,
    });
    await second.next("heartbeat");
    await first.ask("get_status");
    const unread = (client: typeof first) => client.take().length;
    expect(unread(first)).toBeLessThanOrEqual(1);
    expect(unread(second)).toBeLessThanOrEqual(4);
    expect(unread(api)).toBe(0);
  });
});
