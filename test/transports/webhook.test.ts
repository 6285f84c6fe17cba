import { expect, test } from "bun:test";
import { createHmac } from "node:crypto";

import { startBot } from "../support/bot.ts";
import type { Bot, Posted } from "../support/bot.ts";
import type { Json } from "../support/client.ts";
import { alice, bot, group, start } from "../support/server.ts";

const to = ({ port }: Bot) => `http_post.url=http://127.0.0.1:${port}/?key=hidden`;

/** The next post of a type. */
async function nextPost(receiver: Bot, type = "message"): Promise<Posted> {
  for (;;) {
    const post = await receiver.posts.next();
    if (post.body.includes(`_type":"${type}"`)) return post;
  }
}

test("a post has the standard's headers, and signs the very bytes it sends", async () => {
  await using receiver = startBot();
  await using server = await start(to(receiver), "http_post.secret=kitten");
  await (await server.as(alice)).ask("send_private_msg", { user_id: bot, message: "你好" });
  const { headers, body } = await nextPost(receiver);
  expect(headers.get("content-type")).toBe("application/json");
  expect(headers.get("x-self-id")).toBe(String(bot));
  const signature = createHmac("sha1", "kitten").update(body).digest("hex");
  expect(headers.get("x-signature")).toBe(`sha1=${signature}`);
  expect(body).toBe(JSON.stringify(JSON.parse(body)));
});

test("without a secret nothing is signed", async () => {
  await using receiver = startBot();
  await using _server = await start(to(receiver));
  const { headers } = await receiver.posts.next();
  expect(headers.has("x-signature")).toBe(false);
});

test("lifecycle enable comes first and disable last, to posts only", async () => {
  await using receiver = startBot();
  const server = await start(to(receiver));
  expect(JSON.parse((await receiver.posts.next()).body)).toMatchObject({ sub_type: "enable" });
  const me = await server.as(bot);
  await server[Symbol.asyncDispose]();
  expect(JSON.parse((await receiver.posts.next()).body)).toMatchObject({ sub_type: "disable" });
  expect(me.take()).toEqual([]);
});

test.each([
  [{ reply: "hi" }, "group", "[CQ:at,qq=20002] hi"],
  [{ reply: "hi", at_sender: false }, "group", "hi"],
  [{ reply: [{ type: "face", data: { id: 1 } }] }, "private", "[CQ:face,id=1]"],
  [{ reply: "[CQ:face,id=1]", auto_escape: true }, "private", "&#91;CQ:face,id=1&#93;"],
  [{ reply: "hi", ban_duration: "long", kick: "perhaps" }, "private", "hi"],
])("the answer %j to a %s message says %j", async (answer, kind, said) => {
  const answers = (event: Json) =>
    event["post_type"] === "message" ? Response.json(answer) : new Response();
  await using receiver = startBot({ answer: answers });
  await using server = await start(to(receiver));
  const she = await server.as(alice);
  const target = kind === "group" ? { group_id: group } : { user_id: bot };
  await she.ask("send_msg", { ...target, message: "hello" });
  expect(await she.next("message")).toMatchObject({ user_id: bot, raw_message: said });
});

test("an answer may ban, recall and kick", async () => {
  const answer = (event: Json) =>
    event["post_type"] === "message"
      ? Response.json({ delete: true, ban: true, ban_duration: 60, kick: true })
      : new Response();
  await using receiver = startBot({ answer });
  await using server = await start(to(receiver));
  const she = await server.as(alice);
  await she.ask("send_group_msg", { group_id: group, message: "rude" });
  expect(await she.next("group_recall")).toMatchObject({ user_id: alice, operator_id: bot });
  expect(await she.next("group_decrease")).toMatchObject({ sub_type: "kick_me" });
});

test("an answer may approve a request", async () => {
  const answer = (event: Json) =>
    event["post_type"] === "request"
      ? Response.json({ approve: true, remark: "pal" })
      : new Response();
  await using receiver = startBot({ answer });
  await using server = await start(to(receiver));
  const stranger = await server.as(20005);
  await stranger.ask(".sandbox.ask_friend", { user_id: bot });
  expect(await stranger.next("friend_add")).toMatchObject({ user_id: bot });
});

test.each([
  "",
  "200",
  "null",
  "[]",
  "{",
  '{"reply":',
  "x".repeat(2_000_000),
  '{"reply":{"type":"?"}}',
])("the answer %.20s is no quick operation, and harms nothing", async (text) => {
  await using receiver = startBot({ answer: () => new Response(text) });
  await using server = await start(to(receiver));
  const she = await server.as(alice);
  const me = await server.as(bot);
  await she.ask("send_private_msg", { user_id: bot, message: "hello" });
  expect(await me.next("message")).toMatchObject({ raw_message: "hello" });
  await she.ask("get_status");
  expect(she.take()).toEqual([]);
});

test("an event reaches WebSockets after its answer was dealt with, and in order", async () => {
  const done: unknown[] = [];
  const answer = async (event: Json) => {
    if (event["raw_message"] === "slow") await Bun.sleep(300);
    if (event["post_type"] === "message") done.push(event["raw_message"]);
    return new Response();
  };
  await using receiver = startBot({ answer });
  await using server = await start(to(receiver));
  const [me, she] = [await server.as(bot), await server.as(alice)];
  for (const message of ["slow", "quick"])
    await she.ask("send_private_msg", { user_id: bot, message });
  expect(await me.next("message")).toMatchObject({ raw_message: "slow" });
  expect(done).toEqual(["quick", "slow"]);
  expect(await me.next("message")).toMatchObject({ raw_message: "quick" });
});

test("other accounts do not wait", async () => {
  await using receiver = startBot({ answer: () => new Promise(() => undefined) });
  await using server = await start(to(receiver), "limits.stop_timeout=0");
  const [me, she] = [await server.as(bot), await server.as(alice)];
  await she.ask("send_private_msg", { user_id: bot, message: "held" });
  await me.ask("send_private_msg", { user_id: alice, message: "free" });
  expect(await she.next("message")).toMatchObject({ raw_message: "free" });
  expect(me.take()).toEqual([]);
});

test("after the timeout an event goes on without its answer", async () => {
  await using receiver = startBot({ answer: () => new Promise(() => undefined) });
  const settings = ["http_post.timeout=0.05", "http_post.retries=0", "limits.stop_timeout=0"];
  await using server = await start(to(receiver), ...settings);
  const [me, she] = [await server.as(bot), await server.as(alice)];
  await she.ask("send_private_msg", { user_id: bot, message: "hello" });
  expect(await me.next("message")).toMatchObject({ raw_message: "hello" });
});

test("a 5xx answer is tried again, and later events wait their turn", async () => {
  let failures = 2;
  const answer = (event: Json) =>
    event["raw_message"] === "first" && failures-- > 0
      ? new Response("", { status: 503 })
      : new Response();
  await using receiver = startBot({ answer });
  await using server = await start(to(receiver), "http_post.retry_interval=10");
  const she = await server.as(alice);
  for (const message of ["first", "second"])
    await she.ask("send_private_msg", { user_id: bot, message });
  const seen: unknown[] = [];
  while (!seen.includes("second"))
    seen.push((JSON.parse((await nextPost(receiver)).body) as Json)["raw_message"]);
  expect(seen.filter((message) => message === "first")).toHaveLength(3);
});

test("a dead address never stops the events", async () => {
  const receiver = startBot();
  await receiver[Symbol.asyncDispose]();
  await using server = await start(to(receiver), "http_post.retry_interval=1");
  const [me, she] = [await server.as(bot), await server.as(alice)];
  for (let n = 0; n < 20; n++) {
    await she.ask("send_private_msg", { user_id: bot, message: `hello ${n}` });
    expect(await me.next("message")).toMatchObject({ raw_message: `hello ${n}` });
  }
});

test("past the queue's limit the oldest is given up", async () => {
  await using receiver = startBot({ answer: () => new Promise(() => undefined) });
  await using server = await start(to(receiver), "http_post.queue=2", "limits.stop_timeout=0");
  const [me, she] = [await server.as(bot), await server.as(alice)];
  for (const message of ["one", "two", "three"])
    await she.ask("send_private_msg", { user_id: bot, message });
  expect(await me.next("message")).toMatchObject({ raw_message: "one" });
});

test("several targets get their own account, format and secret", async () => {
  await using first = startBot();
  await using second = startBot();
  const target = `{url="http://127.0.0.1:${second.port}/",account=${alice},format="string",secret="s"}`;
  await using server = await start(to(first), `http_post.target=[${target}]`);
  const me = await server.as(bot);
  await me.ask("send_private_msg", { user_id: alice, message: "[CQ:face,id=1]" });
  const { headers, body } = await nextPost(second);
  expect(headers.get("x-self-id")).toBe(String(alice));
  expect(headers.has("x-signature")).toBe(true);
  expect(JSON.parse(body)).toMatchObject({ self_id: alice, message: "[CQ:face,id=1]" });
});

test("a redirect is not followed", async () => {
  await using other = startBot();
  const away = () => Response.redirect(`http://127.0.0.1:${other.port}/`, 307);
  await using receiver = startBot({ answer: away });
  await using server = await start(to(receiver));
  const me = await server.as(bot);
  await (await server.as(alice)).ask("send_private_msg", { user_id: bot, message: "secret" });
  await me.next("message");
  expect(other.posts.size).toBe(0);
});

test("an answer may begin with a byte order mark", async () => {
  const answer = (event: Json) =>
    event["post_type"] === "message" ? new Response('\uFEFF{"reply":"pong"}') : new Response();
  await using receiver = startBot({ answer });
  await using server = await start(to(receiver));
  const she = await server.as(alice);
  await she.ask("send_private_msg", { user_id: bot, message: "ping" });
  expect(await she.next("message")).toMatchObject({ raw_message: "pong" });
});

test("past the queue's limit in bytes the oldest is given up", async () => {
  const hangs = () => new Promise<Response>(() => undefined);
  await using receiver = startBot({ answer: hangs });
  await using server = await start(
    to(receiver),
    "limits.queue_bytes=65536",
    "limits.stop_timeout=0",
  );
  const [me, she] = [await server.as(bot), await server.as(alice)];
  for (let n = 0; n < 3; n++)
    await she.ask("send_private_msg", { user_id: bot, message: `${n} ${"x".repeat(20_000)}` });
  expect(await me.next("message")).toMatchObject({ raw_message: expect.stringMatching(/^0 x/) });
});

test("an address of another bot that never answers holds up nobody", async () => {
  await using receiver = startBot({ answer: () => new Promise(() => undefined) });
  const target = `http_post.target=[{url="http://127.0.0.1:${receiver.port}/"}]`;
  await using server = await start(target, "limits.stop_timeout=0");
  const [me, she] = [await server.as(bot), await server.as(alice)];
  for (const message of ["one", "two"]) {
    await she.ask("send_private_msg", { user_id: bot, message });
    expect(await me.next("message")).toMatchObject({ raw_message: message });
  }
});
