import { expect, test } from "bun:test";

import { makeFolder } from "../support/folder.ts";
import { bot, group, start } from "../support/server.ts";
import { keeper, speaker, startKept, texts, until } from "./kept.ts";

test("a client with a session gets what happened while it was away, in order, after lifecycle/connect", async () => {
  await using server = await startKept();
  const { say } = await speaker(server);
  await say("one");
  await say("two");
  const back = await server.connect("/", keeper);
  expect(await back.next()).toMatchObject({ meta_event_type: "lifecycle", sub_type: "connect" });
  expect(await back.next()).toMatchObject({ raw_message: "one" });
  expect(await back.next()).toMatchObject({ raw_message: "two" });
  await say("three");
  expect(await back.next()).toMatchObject({ raw_message: "three" });
});

test("what waited has the format of the connection, as what comes while it is there", async () => {
  await using server = await startKept();
  const { she, say } = await speaker(server);
  const message = [{ type: "face", data: { id: "1" } }];
  await she.ask("send_private_msg", { user_id: bot, message });
  const query = { message_format: "string" };
  const back = await server.connect("/", { ...keeper, query });
  expect(await back.next("message")).toMatchObject({ message: "[CQ:face,id=1]" });
  await say("[CQ:face,id=2]");
  expect(await back.next("message")).toMatchObject({ message: "[CQ:face,id=2]" });
});

test("what was read but not settled is told again to one that was killed, and not to one that closed in order", async () => {
  await using server = await startKept("{ settle = 60000 }");
  const { say } = await speaker(server);
  const first = await server.connect("/", keeper);
  await first.next("meta_event");
  await say("one");
  await first.next("message");
  first.socket.terminate();
  const second = await server.connect("/", keeper);
  expect(await texts(second, 1)).toEqual(["one"]);
  // A PING follows within half a second; its PONG says that it was read.
  await Bun.sleep(1200);
  second.close();
  await second.closed;
  const third = await server.connect("/", keeper);
  await say("two");
  expect(await texts(third, 1)).toEqual(["two"]);
});

test("with trust_close = false, an end in order says nothing of what was read", async () => {
  await using server = await startKept("{ settle = 60000, trust_close = false }");
  const { say } = await speaker(server);
  const first = await server.connect("/", keeper);
  await say("one");
  expect(await texts(first, 1)).toEqual(["one"]);
  await Bun.sleep(1200);
  first.close();
  await first.closed;
  expect(await texts(await server.connect("/", keeper), 1)).toEqual(["one"]);
});

test("what was settled is not told again, whatever end the connection takes", async () => {
  await using server = await startKept("{ settle = 0 }");
  const { say } = await speaker(server);
  const first = await server.connect("/", keeper);
  await say("one");
  await texts(first, 1);
  await until(server, { client: "keeper", waiting: 0 });
  first.socket.terminate();
  const second = await server.connect("/", keeper);
  await say("two");
  expect(await texts(second, 1)).toEqual(["two"]);
});

test("what is in no PONG is not settled by one, and what the client says is", async () => {
  await using server = await startKept("{ settle = 0, seq = true }");
  const { say } = await speaker(server);
  const first = await server.connect("/", keeper);
  await say("one");
  await say("two");
  const { seq } = await first.next("message");
  await first.next("message");
  await Bun.sleep(1200);
  await first.ask(".session.ack", { seq });
  first.close();
  await first.closed;
  const second = await server.connect("/", keeper);
  expect(await texts(second, 1)).toEqual(["two"]);
});

test("one without session.seq cannot say so", async () => {
  await using server = await startKept();
  const client = await server.connect("/", keeper);
  expect(await client.call(".session.ack", { seq: 1 })).toMatchObject({
    status: "failed",
    message: "keeper has no session in which it says what it has dealt with (session.seq)",
  });
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
  older.close();
  await older.closed;
  await until(server, { client: "keeper", connections: 0 });
  (await server.connect("/", keeper)).close();
});

test("connections to /api do not take a session over", async () => {
  await using server = await startKept();
  const { say } = await speaker(server);
  const events = await server.connect("/event", keeper);
  const api = await server.connect("/api", keeper);
  await api.ask("get_status");
  await say("one");
  expect(await texts(events, 1)).toEqual(["one"]);
});

test("a reset drops what waited: no event of an old world reaches the next test", async () => {
  await using server = await startKept();
  const { she, say } = await speaker(server);
  await say("old");
  await she.ask(".sandbox.reset");
  await say("new");
  expect(await texts(await server.connect("/", keeper), 1)).toEqual(["new"]);
});

test("what waits survives the server, and what was settled is not told again", async () => {
  await using folder = await makeFolder();
  const data = `data_dir=${JSON.stringify(folder.path)}`;
  {
    await using server = await startKept("{ settle = 0 }", data);
    const { say } = await speaker(server);
    const first = await server.connect("/", keeper);
    await say("one");
    await texts(first, 1);
    await until(server, { client: "keeper", waiting: 0 });
    first.socket.terminate();
    await first.closed;
    await say("two");
  }
  await using server = await startKept("{ settle = 0 }", data);
  expect(await texts(await server.connect("/", keeper), 1)).toEqual(["two"]);
});

test("what is too old is not told, but counted, and the handshake says how much", async () => {
  await using server = await startKept("{ max_age = 100 }");
  const { say } = await speaker(server);
  await say("one");
  await say("two");
  await Bun.sleep(150);
  await say("three");
  const { promise, resolve } = Promise.withResolvers<string>();
  const target = server.url;
  const socket = await Bun.connect({
    hostname: target.hostname,
    port: Number(target.port),
    socket: { data: (_, bytes) => resolve(bytes.toString()) },
  });
  socket.write(
    "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer keep\r\n\r\n",
  );
  const answer = await promise;
  socket.terminate();
  expect(answer.toLowerCase()).toContain("x-onebot-missed: 2\r\n");
  await until(server, { client: "keeper", missed: 2, waiting: 1 });
});

test("what is cut away as too many wait is counted, and the rest is told", async () => {
  await using server = await startKept("true", "journal.max_events=100");
  const { say } = await speaker(server);
  for (let sent = 0; sent < 150; sent++) await say(`${sent}`);
  await until(server, { client: "keeper", missed: 50, waiting: 100 });
  const back = await server.connect("/", keeper);
  expect(await texts(back, 100)).toEqual(Array.from({ length: 100 }, (_, at) => `${at + 50}`));
});

test("events that do not pass its filter neither wait for a client nor are missed", async () => {
  const client = `{ name = "keeper", access_token = "keep", accounts = [${bot}], events = ["message.group"], session = { max_age = 100 } }`;
  await using server = await start('auth.access_token="own"', `client=[${client}]`);
  const { she, say } = await speaker(server);
  await say("private");
  await she.ask("send_group_msg", { group_id: group, message: "group" });
  await until(server, { client: "keeper", missed: 1, waiting: 0 });
});
