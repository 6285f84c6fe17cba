import { describe, expect, test } from "bun:test";
import { once } from "node:events";
import { connect } from "node:net";

import { handshake } from "../support/http.ts";
import { alice, bot, group, start } from "../support/server.ts";

describe("the end", () => {
  test("stopping closes every client with 1001", async () => {
    const ending = await start();
    const clients = [
      await ending.as(bot),
      await ending.connect("/api"),
      await ending.connect("/event"),
    ];
    await ending[Symbol.asyncDispose]();
    for (const client of clients) expect((await client.closed).code).toBe(1001);
  });

  test("calls under way when it stops are answered", async () => {
    const ending = await start();
    const me = await ending.as(bot);
    const reply = me.call("send_group_msg", { group_id: group, message: "last words" });
    await me.call("get_status");
    await ending[Symbol.asyncDispose]();
    expect(await reply).toMatchObject({ status: "ok" });
  });
});

test("a call that waits for something is answered when the server stops", async () => {
  const ending = await start();
  const me = await ending.as(bot);
  const reply = me.call(".sandbox.wait", { event: { user_id: 1 }, timeout_ms: 600_000 });
  await me.ask("get_status");
  await ending[Symbol.asyncDispose]();
  expect(await reply).toMatchObject({ retcode: 103 });
});

test("a client that stops reading is closed, and nobody else waits", async () => {
  await using limited = await start("limits.send_buffer_bytes=65536", "limits.reply_bytes=65536");
  const stalled = connect(Number(limited.url.port), limited.url.hostname);
  stalled.write(handshake("/event"));
  await once(stalled, "data");
  stalled.pause();
  const [me, she] = [await limited.as(bot), await limited.as(alice)];
  const message = "x".repeat(100_000);
  for (let sent = 0; sent < 100; sent++) {
    await she.ask("send_private_msg", { user_id: bot, message });
    expect(await me.next("message")).toMatchObject({ raw_message: message });
  }
  stalled.resume();
  await once(stalled, "close");
});
