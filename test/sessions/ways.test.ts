import { expect, test } from "bun:test";

import { Inbox, startBot } from "../support/bot.ts";
import type { Posted } from "../support/bot.ts";
import type { Json } from "../support/client.ts";
import { makeFolder } from "../support/folder.ts";
import { run } from "../support/program.ts";
import { aliceGroup, group } from "../support/server.ts";
import { keeper, speaker, startKept, texts, until } from "./kept.ts";

test("connections that share a session split its groups, and when one goes another goes on for it", async () => {
  await using server = await startKept('{ settle = 60000, share = "group_id" }');
  const { she } = await speaker(server);
  const [one, other] = [await server.connect("/", keeper), await server.connect("/", keeper)];
  await Promise.all([one.next("meta_event"), other.next("meta_event")]);
  const messages = [group, aliceGroup].flatMap((group_id) =>
    Array.from({ length: 5 }, (_, at) => ({ group_id, message: `${group_id}/${at}` })),
  );
  for (const params of messages) await she.ask("send_group_msg", params);
  const came: Record<"one" | "other", Json[]> = { one: [], other: [] };
  while (came.one.length + came.other.length < messages.length) {
    await Bun.sleep(10);
    came.one.push(...one.take());
    came.other.push(...other.take());
  }
  const groups = (events: readonly Json[]) => new Set(events.map(({ group_id }) => group_id));
  expect(groups(came.one).isDisjointFrom(groups(came.other))).toBe(true);
  expect(came.one.length + came.other.length).toBe(messages.length);
  one.socket.terminate();
  const again = await texts(other, came.one.length);
  expect(again).toEqual(came.one.map((event) => event["raw_message"]));
});

test("a bot that is dialled settles by its PONGs, too", async () => {
  await using receiver = startBot();
  const target = `{ url = "ws://127.0.0.1:${receiver.port}/", role = "Universal", client = "keeper" }`;
  await using server = await startKept(
    "{ settle = 0 }",
    `ws_reverse.target=[${target}]`,
    "ws_reverse.reconnect_interval=10",
  );
  const { say } = await speaker(server);
  const next = async () => JSON.parse(await receiver.frames.next()) as Json;
  expect(await next()).toMatchObject({ sub_type: "connect" });
  await say("one");
  expect(await next()).toMatchObject({ raw_message: "one" });
  await until(server, { client: "keeper", waiting: 0, connections: 1 });
  for (const socket of receiver.sockets) socket.terminate();
  expect(await next()).toMatchObject({ sub_type: "connect" });
  await say("two");
  expect(await next()).toMatchObject({ raw_message: "two" });
});

test("a bot that is posted to gets every event in order, each until it answers with 2xx", async () => {
  let status = 503;
  const taken = new Inbox<Posted["body"]>();
  await using receiver = startBot({
    answer(event) {
      if (status === 200 && event["post_type"] === "message")
        taken.push(String(event["raw_message"]));
      return new Response("", { status });
    },
  });
  const target = `{ url = "http://127.0.0.1:${receiver.port}/", client = "keeper" }`;
  await using server = await startKept(
    "true",
    `http_post.target=[${target}]`,
    "http_post.retry_interval=100",
  );
  const { say } = await speaker(server);
  const messages = Array.from({ length: 40 }, (_, at) => `${at}`);
  for (const message of messages.slice(0, 20)) await say(message);
  status = 404;
  for (const message of messages.slice(20)) await say(message);
  await until(server, { client: `keeper http://127.0.0.1:${receiver.port}/`, waiting: 40 });
  status = 200;
  const first = new Set<string>();
  while (first.size < 40) first.add(await taken.next());
  expect([...first]).toEqual(messages);
  await until(server, { client: `keeper http://127.0.0.1:${receiver.port}/`, waiting: 0 });
});

test("the owner drops what waits for a client, and nobody else does", async () => {
  await using server = await startKept();
  const { she, say } = await speaker(server);
  await say("one");
  const refused = await (await server.connect("/api", keeper)).call(".session.list");
  expect(refused).toMatchObject({ status: "failed" });
  expect(await she.ask(".session.drop", { client: "keeper" })).toEqual({ sessions: 1 });
  expect(await she.call(".session.drop", { client: "nobody" })).toMatchObject({
    message: "There is no session of nobody; there are keeper",
  });
  await say("two");
  expect(await texts(await server.connect("/", keeper), 1)).toEqual(["two"]);
});

test("onebot sessions lists what waits, and drops it", async () => {
  await using folder = await makeFolder();
  await using server = await startKept();
  const { say } = await speaker(server);
  await say("one");
  const to = ["--url", server.url.href, "--token", "own"];
  const listed = await run(["sessions", ...to], folder.path);
  expect({ ...listed, stdout: listed.stdout.replace(/\d+ s$/m, "- s") }).toMatchObject({
    code: 0,
    stdout: "keeper on 10001: away, 1 event waits, for - s\n",
  });
  const dropped = await run(["sessions", "drop", "keeper", "10001", ...to], folder.path);
  expect(dropped).toMatchObject({ code: 0, stdout: "Nothing waits any more in 1 session\n" });
  expect(await run(["sessions", "drop", ...to], folder.path)).toMatchObject({ code: 2 });
});
