import { expect, test } from "bun:test";
import { once } from "node:events";
import { connect } from "node:net";

import { handshake } from "../support/http.ts";
import { alice, bot, start } from "../support/server.ts";

test("a peer that answers no ping is ended, though events flow; one that answers stays", async () => {
  await using server = await start("ws.ping_interval=50");
  const silent = connect(Number(server.url.port), server.url.hostname);
  // It reads everything, but a plain socket answers no ping.
  silent.on("data", () => undefined);
  silent.write(handshake("/event"));
  await once(silent, "data");
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const closed = once(silent, "close").then(() => true);
  let isGone = false;
  void closed.then(() => (isGone = true));
  while (!isGone) {
    await she.ask("send_private_msg", { user_id: bot, message: "tick" });
    expect(await me.next("message")).toMatchObject({ raw_message: "tick" });
  }
  expect(await me.ask("get_status")).toMatchObject({ stat: { connections: 2 } });
});

test("without an interval nobody is pinged", async () => {
  await using server = await start();
  const listener = connect(Number(server.url.port), server.url.hostname);
  const frames: Buffer[] = [];
  listener.on("data", (data: Buffer) => frames.push(data));
  listener.write(handshake("/event"));
  const she = await server.as(alice);
  await once(listener, "data");
  await she.ask("send_private_msg", { user_id: bot, message: "tick" });
  await once(listener, "data");
  const ping = 0x89;
  expect(frames.every((data) => data[0] !== ping)).toBe(true);
  listener.destroy();
});
