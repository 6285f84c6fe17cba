import { expect, test } from "bun:test";

import { alice, bot, group, start } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";

interface Told {
  readonly connections: readonly (Record<string, unknown> & { id: number; account: number })[];
}

async function connectionsOf(server: TestServer): Promise<Told["connections"]> {
  const me = await server.connect("/api");
  return (await me.ask<Told>(".sandbox.connections")).connections;
}

test("a connection tells its client's software, by a name of its own or by what dialled", async () => {
  await using server = await start();
  await server.as(bot, { headers: { "User-Agent": "ZeroBot/1.6.3" } });
  await server.as(alice, { headers: { "User-Agent": "ws/8", "X-Client-Name": "my bot" } });
  const softwares = (await connectionsOf(server)).map(({ software }) => software);
  expect(softwares.slice(0, 2)).toEqual(["ZeroBot/1.6.3", "my bot"]);
});

test("a connection counts its calls, events and failures, and keeps the last error", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const she = await server.as(alice);
  const { message_id } = await she.ask("send_group_msg", { group_id: group, message: "hello" });
  await me.next("message");
  await me.ask("get_msg", { message_id });
  await me.call("send_private_msg", { user_id: 1, message: "hello" });
  const [mine, hers] = await connectionsOf(server);
  expect(mine).toMatchObject({
    events: 1,
    calls: 2,
    failures: 1,
    median_ms: expect.any(Number),
    last_error: { action: "send_private_msg", retcode: 102, message: expect.stringContaining("1") },
  });
  expect(hers).toMatchObject({ calls: 1, failures: 0, last_error: null });
});

test("what is no call is a failure too", async () => {
  await using server = await start();
  const me = await server.as(bot);
  me.socket.send("nonsense");
  await me.nextText();
  const [mine] = await connectionsOf(server);
  expect(mine).toMatchObject({ calls: 1, failures: 1, last_error: { action: "", retcode: 1400 } });
});

test("a server that sends its events is found out, and so are calls where nothing is executed", async () => {
  await using server = await start();
  const other = await server.as(bot);
  other.send({ post_type: "meta_event", meta_event_type: "lifecycle", self_id: 1, time: 1 });
  await other.nextText();
  const listener = await server.connect("/event");
  listener.send({ action: "get_status" });
  const bystander = await server.as(alice);
  await bystander.ask("get_status");
  const mistakes = (await connectionsOf(server)).map(({ mistake }) => mistake);
  expect(mistakes.slice(0, 3)).toEqual(["sendsEvents", "callsOnEvent", null]);
});

test("a connection can be ended by its id, and its peer is told why", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const [mine] = await connectionsOf(server);
  const she = await server.as(alice);
  await she.ask(".sandbox.disconnect", { id: mine?.id });
  expect(await me.closed).toMatchObject({ code: 1000, reason: "Closed by .sandbox.disconnect" });
  expect(await she.call(".sandbox.disconnect", { id: mine?.id })).toMatchObject({
    retcode: 102,
    message: `There is no connection ${mine?.id}`,
  });
});

test("whoever ends their own connection is answered first", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const [mine] = await connectionsOf(server);
  expect(await me.call(".sandbox.disconnect", { id: mine?.id })).toMatchObject({ status: "ok" });
  expect(await me.closed).toMatchObject({ code: 1000 });
});
