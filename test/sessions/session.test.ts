import { expect, test } from "bun:test";

import { alice, bot, start } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";

const keeper = { headers: { authorization: "Bearer keep" } };

function startKept(session = "true", ...more: string[]): Promise<TestServer> {
  const client = `{ name = "keeper", access_token = "keep", accounts = [${bot}], session = ${session} }`;
  return start('auth.access_token="own"', `client=[${client}]`, ...more);
}

async function asAlice(server: TestServer) {
  return server.as(alice, { query: { access_token: "own" } });
}

function texts(events: readonly Record<string, unknown>[]): unknown[] {
  return events.flatMap(({ post_type, raw_message }) =>
    post_type === "message" ? [raw_message] : [],
  );
}

test("a client with a session gets what happened while it was away, in order, after lifecycle/connect", async () => {
  await using server = await startKept();
  const she = await asAlice(server);
  await she.ask("send_private_msg", { user_id: bot, message: "one" });
  await she.ask("send_private_msg", { user_id: bot, message: "two" });
  const back = await server.connect("/", keeper);
  expect(await back.next()).toMatchObject({ meta_event_type: "lifecycle", sub_type: "connect" });
  expect(await back.next()).toMatchObject({ raw_message: "one" });
  expect(await back.next()).toMatchObject({ raw_message: "two" });
  await she.ask("send_private_msg", { user_id: bot, message: "three" });
  expect(await back.next()).toMatchObject({ raw_message: "three" });
});

test("what was read but not settled is told again to one that was killed, and not to one that closed in order", async () => {
  await using server = await startKept("{ settle = 60000 }");
  const she = await asAlice(server);
  const first = await server.connect("/", keeper);
  await first.next("meta_event");
  await she.ask("send_private_msg", { user_id: bot, message: "one" });
  await first.next("message");
  first.socket.terminate();
  const second = await server.connect("/", keeper);
  expect(texts([await second.next("message")])).toEqual(["one"]);
  // A PING follows within a second; its PONG says that it was read.
  await Bun.sleep(1200);
  second.close();
  await second.closed;
  const third = await server.connect("/", keeper);
  await she.ask("send_private_msg", { user_id: bot, message: "two" });
  expect(texts([await third.next("message")])).toEqual(["two"]);
});

test("what was settled is not told again, whatever end the connection takes", async () => {
  await using server = await startKept("{ settle = 0 }");
  const she = await asAlice(server);
  const first = await server.connect("/", keeper);
  await first.next("meta_event");
  await she.ask("send_private_msg", { user_id: bot, message: "one" });
  await first.next("message");
  await Bun.sleep(1200);
  first.socket.terminate();
  const second = await server.connect("/", keeper);
  await she.ask("send_private_msg", { user_id: bot, message: "two" });
  expect(texts([await second.next("message")])).toEqual(["two"]);
});

test("a newer connection takes over, the older is closed with 4001, and those who keep doing so are refused", async () => {
  await using server = await startKept();
  let older = await server.connect("/", keeper);
  for (let times = 0; times < 5; times++) {
    const newer = await server.connect("/", keeper);
    expect(await older.closed).toMatchObject({ code: 4001 });
    older = newer;
  }
  expect(server.connect("/", keeper)).rejects.toThrow("Refused");
});

test("a reset drops what waited: no event of an old world reaches the next test", async () => {
  await using server = await startKept();
  const she = await asAlice(server);
  await she.ask("send_private_msg", { user_id: bot, message: "old" });
  await she.ask(".sandbox.reset");
  await she.ask("send_private_msg", { user_id: bot, message: "new" });
  const back = await server.connect("/", keeper);
  expect(texts([await back.next("message")])).toEqual(["new"]);
});
