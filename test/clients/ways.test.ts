/** What clients are told, by every way. */
import { expect, test } from "bun:test";

import { startBot } from "../support/bot.ts";
import type { Client, Json } from "../support/client.ts";
import { alice, aliceGroup, bot, group, start } from "../support/server.ts";

const configured = [
  `{name="one",access_token="1",groups=[${group}]}`,
  `{name="pokes",access_token="2",events=["notice.notify.poke"]}`,
  `{name="string",access_token="3",groups=[${group}],message_format="string"}`,
  `{name="own",access_token="4",self_messages=true,events=["message.group"]}`,
].join(",");

test("by every way a client gets what is its own, in its order, and lifecycle and heartbeats", async () => {
  const [dialled, posted] = [startBot(), startBot()];
  await using _ = dialled;
  await using __ = posted;
  await using server = await start(
    `client=[${configured}]`,
    "auth.access_token=o",
    `ws_reverse.target=[{url="ws://127.0.0.1:${dialled.port}/",client="one"}]`,
    `http_post.target=[{url="http://127.0.0.1:${posted.port}/",client="string"}]`,
  );
  const as = (access_token: string, self_id = bot) =>
    server.as(self_id, { query: { access_token } });
  const her = await as("o", alice);
  const mine = await as("o");
  const clients = [await as("1"), await as("2"), await as("3"), await as("4")];
  for (const message of ["a", "b"]) {
    await her.ask("send_group_msg", { group_id: aliceGroup, message: `not ${message}` });
    await her.ask("send_group_msg", { group_id: group, message });
  }
  await mine.ask("send_group_msg", { group_id: group, message: "mine" });
  await her.ask("send_poke", { user_id: bot });
  await her.ask("send_group_msg", { group_id: group, message: "end" });
  await her.ask("send_group_msg", {
    group_id: group,
    message: [{ type: "poke", data: { qq: String(bot) } }],
  });
  const got = async (client: Client, until: string) => {
    const events: unknown[] = [];
    while (events.at(-1) !== until) {
      const event = await client.next();
      events.push(event["raw_message"] ?? event["sub_type"]);
    }
    return events;
  };
  const [one, pokes, string, own] = clients;
  if (!one || !pokes || !string || !own) throw new Error("not all connected");
  expect(await got(one, "end")).toEqual(["a", "b", "poke", "end"]);
  expect(await got(pokes, "poke")).toEqual(["poke"]);
  expect(await got(own, "end")).toEqual(["not a", "a", "not b", "b", "mine", "end"]);
  expect(await string.next("group")).toMatchObject({ message: "a", message_format: "string" });
  expect(await got(mine, "end")).toEqual(["not a", "a", "not b", "b", "poke", "end"]);

  const collect = async (take: () => Promise<string>) => {
    const events: Json[] = [];
    while (events.at(-1)?.["raw_message"] !== "end") events.push(JSON.parse(await take()) as Json);
    return events.map((event) => event["message"] ?? event["sub_type"]);
  };
  const texts = (words: string[]) => words.map((text) => [{ type: "text", data: { text } }]);
  const reversed = await collect(() => dialled.frames.next());
  expect(reversed).toEqual(["connect", ...texts(["a", "b"]), "poke", ...texts(["end"])]);
  const bodies = await collect(async () => (await posted.posts.next()).body);
  expect(bodies).toEqual(["enable", "a", "b", "poke", "end"]);
  const handshake = await dialled.handshakes.next();
  expect(handshake.get("authorization")).toBe("Bearer 1");
});

test("metrics, connections, links, posts and the record name the client", async () => {
  await using dialled = startBot();
  await using posted = startBot();
  await using server = await start(
    `client=[${configured}]`,
    "auth.access_token=o",
    "admin.enable=true",
    "admin.port=0",
    `ws_reverse.target=[{url="ws://127.0.0.1:${dialled.port}/",client="one"}]`,
    `http_post.target=[{url="http://127.0.0.1:${posted.port}/",client="string"}]`,
  );
  const owner = await server.as(alice, { query: { access_token: "o" } });
  const one = await server.as(bot, { query: { access_token: "1" } });
  await dialled.frames.next();
  const { cursor } = await owner.ask<{ cursor: number }>(".sandbox.wait");
  await one.ask("get_login_info");
  const { entry } = await owner.ask<{ entry: Json }>(".sandbox.wait", { cursor, call: {} });
  expect(entry).toMatchObject({ call: { action: "get_login_info", client: "one" } });
  await owner.ask("send_group_msg", { group_id: group, message: "hi" });
  const heard = await owner.ask<{ entry: Json }>(".sandbox.wait", { cursor, event: {} });
  const names = (heard.entry["receivers"] as { client: string }[]).map(({ client }) => client);
  expect(names.toSorted()).toEqual(["one", "one", "string"]);
  const seen = await owner.ask<{ connections: Json[] }>(".sandbox.connections");
  expect(seen.connections.map(({ client }) => client)).toContain("one");
  while (!(await posted.posts.next()).body.includes('"hi"')) continue;
  const metrics = async () => (await fetch(new URL("metrics", server.app.adminUrl))).text();
  let text = await metrics();
  while (!text.includes('onebot_posts_total{client="string"')) text = await metrics();
  expect(text).toContain('onebot_calls_total{client="one",action="get_login_info",retcode="0"} 1');
  expect(text).toContain('onebot_connections{client="one",path="Universal"} 1');
});

test(".sandbox.why says of each client whether it gets an event, and by which rule", async () => {
  await using server = await start(`client=[${configured}]`, "auth.access_token=o");
  const owner = await server.as(bot, { query: { access_token: "o" } });
  const event = {
    post_type: "notice",
    notice_type: "group_ban",
    sub_type: "ban",
    self_id: bot,
    group_id: aliceGroup,
  };
  const { name, clients } = await owner.ask<{ name: string; clients: Json[] }>(".sandbox.why", {
    event,
  });
  expect(name).toBe("notice.group_ban.ban");
  expect(clients.map(({ client, gets }) => [client, gets])).toEqual([
    ["default", true],
    ["one", false],
    ["pokes", false],
    ["string", false],
    ["own", false],
  ]);
  expect(clients[1]?.["because"]).toEqual({
    en: `its groups do not name ${aliceGroup}`,
    zh: `其 groups 没有列出 ${aliceGroup}`,
  });
  expect(await owner.call(".sandbox.why", { event: {} })).toMatchObject({
    retcode: 100,
    message: expect.stringContaining("params.event.post_type"),
  });
});
