/** Peers that do not read are cut off, and those that read are not, however large what they read is. */
import { expect, test } from "bun:test";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";

import { Peer } from "../resilience/peer.ts";
import { alice, bot, group, start } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";

const small = "limits.send_buffer_bytes=65536";

/** Says long things to the bot, `count` of them. */
async function say(server: TestServer, count: number, length = 500_000): Promise<void> {
  const she = await server.connect(`/api?self_id=${alice}`);
  for (let n = 0; n < count; n++) {
    await she.ask("send_private_msg", { user_id: bot, message: `${n} ${"x".repeat(length)}` });
  }
}

/** The numbers of the messages that come. */
async function hear(peer: Peer, count: number): Promise<number[]> {
  const numbers: number[] = [];
  while (numbers.length < count) {
    const frame = await peer.next();
    if (!frame) break;
    const { raw_message } = JSON.parse(String(frame.payload)) as { raw_message: string };
    numbers.push(Number.parseInt(raw_message, 10));
  }
  return numbers;
}

test("a peer that reads after a while gets all of it, though it is far more than may stay unread", async () => {
  await using server = await start(small);
  using peer = await Peer.open(server.url, "/event");
  await peer.next();
  peer.socket.pause();
  await say(server, 40);
  peer.socket.resume();
  expect(await hear(peer, 40)).toEqual(Array.from({ length: 40 }, (_, n) => n));
});

test("a peer that reads nothing for limits.stall_timeout is cut off, and counted", async () => {
  await using server = await start(small, "limits.stall_timeout=100");
  using peer = await Peer.open(server.url, "/event");
  await peer.next();
  peer.socket.pause();
  await say(server, 20);
  const me = await server.connect("/api");
  const stalled = async () =>
    (await me.ask<{ stat: { stalled: number } }>("get_status")).stat.stalled;
  while ((await stalled()) === 0);
  peer.socket.resume();
  expect((await hear(peer, 20)).length).toBeLessThan(20);
});

test("where too much is unread in all, whoever left most of it makes room", async () => {
  await using server = await start("limits.unread_bytes=8000000", "limits.stall_timeout=600000");
  using more = await Peer.open(server.url, "/event");
  await more.next();
  more.socket.pause();
  await say(server, 20);
  using less = await Peer.open(server.url, "/event");
  await less.next();
  less.socket.pause();
  const me = await server.connect("/api");
  const connections = async () =>
    (await me.ask<{ stat: { stalled: number } }>("get_status")).stat.stalled;
  await say(server, 4);
  while ((await connections()) === 0) await say(server, 1);
  less.socket.resume();
  expect(await hear(less, 4)).toEqual([0, 1, 2, 3]);
});

test("a reply that is too large is refused, with its echo, by every way", async () => {
  await using server = await start("limits.reply_bytes=65536");
  const she = await server.as(alice);
  for (let n = 0; n < 5; n++)
    await she.ask("send_group_msg", { group_id: group, message: "图".repeat(8000) });
  const params = { group_id: group, count: 5 };
  const refused = { retcode: 1413, message: expect.stringContaining("limits.reply_bytes") };
  expect(await she.call("get_group_msg_history", params)).toMatchObject(refused);
  const url = new URL(`/get_group_msg_history?group_id=${group}&count=5`, server.httpUrl);
  expect(await (await fetch(url)).json()).toMatchObject(refused);
  expect(await she.call("get_group_msg_history", { ...params, count: 1 })).toMatchObject({
    retcode: 0,
  });
});

test("a bot that was dialled and does not read is cut off too", async () => {
  const sockets: { pause(): void }[] = [];
  const bots = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (request) => {
      const key = /sec-websocket-key: (.+)\r/i.exec(String(request))?.[1] ?? "";
      const accept = new Bun.CryptoHasher("sha1")
        .update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
        .digest("base64");
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
      socket.pause();
      sockets.push(socket);
    });
  });
  bots.listen(0, "127.0.0.1");
  await once(bots, "listening");
  const { port } = bots.address() as AddressInfo;
  {
    await using server = await start(
      `ws_reverse.target=[{url="ws://127.0.0.1:${port}/"}]`,
      "limits.stall_timeout=100",
      small,
    );
    const me = await server.connect("/api");
    const stat = async () =>
      (await me.ask<{ stat: { stalled: number; connections: number } }>("get_status")).stat;
    while ((await stat()).connections < 2);
    await say(server, 30);
    while ((await stat()).stalled === 0);
  }
  bots.close();
});
