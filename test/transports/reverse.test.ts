import { expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";

import { Inbox, startBot } from "../support/bot.ts";
import type { Bot } from "../support/bot.ts";
import type { Json } from "../support/client.ts";
import { alice, bot, start } from "../support/server.ts";

const quick = "ws_reverse.reconnect_interval=10";
const universal = ({ port }: Bot) => [
  `ws_reverse.url=ws://127.0.0.1:${port}/onebot`,
  "ws_reverse.use_universal_client=true",
  quick,
];
const frame = async (receiver: Bot) => JSON.parse(await receiver.frames.next()) as Json;

test("a handshake carries who we are, our role, and the token", async () => {
  await using receiver = startBot();
  await using _server = await start(...universal(receiver), "auth.access_token=secret");
  const headers = await receiver.handshakes.next();
  expect(headers.get("x-self-id")).toBe(String(bot));
  expect(headers.get("x-client-role")).toBe("Universal");
  expect(headers.get("authorization")).toBe("Bearer secret");
  expect(headers.get("user-agent")).toStartWith("OneBot/11 ");
});

test("by default API and Event are dialled apart, each at its own address", async () => {
  await using api = startBot();
  await using events = startBot();
  await using _server = await start(
    `ws_reverse.url=ws://127.0.0.1:${api.port}/`,
    `ws_reverse.event_url=ws://127.0.0.1:${events.port}/`,
  );
  expect((await api.handshakes.next()).get("x-client-role")).toBe("API");
  expect((await events.handshakes.next()).get("x-client-role")).toBe("Event");
  expect(await frame(events)).toMatchObject({ sub_type: "connect" });
});

test("a universal connection carries calls and events; answers of the bot are passed over", async () => {
  await using receiver = startBot();
  await using server = await start(...universal(receiver));
  expect(await frame(receiver)).toMatchObject({ sub_type: "connect" });
  receiver.send({ status: "ok", retcode: 0, data: null });
  receiver.send({ action: "get_login_info", echo: 1.5 });
  expect(await frame(receiver)).toMatchObject({ data: { user_id: bot }, echo: 1.5 });
  receiver.send("not json");
  expect(await frame(receiver)).toMatchObject({ retcode: 1400 });
  await (await server.as(alice)).ask("send_private_msg", { user_id: bot, message: "hello" });
  expect(await frame(receiver)).toMatchObject({ raw_message: "hello" });
});

test("a lost connection is dialled again, however it was lost, and there is one at a time", async () => {
  await using receiver = startBot();
  await using _server = await start(...universal(receiver));
  for (const lose of ["close", "terminate"] as const) {
    expect(await frame(receiver)).toMatchObject({ sub_type: "connect" });
    expect(receiver.sockets.size).toBe(1);
    for (const socket of receiver.sockets) socket[lose]();
  }
  expect(await frame(receiver)).toMatchObject({ sub_type: "connect" });
  expect(receiver.sockets.size).toBe(1);
});

test("a refused handshake is tried again until it is accepted", async () => {
  const refusals = [401, 403, 404, 500];
  await using receiver = startBot({ refuse: () => refusals.shift() });
  await using _server = await start(...universal(receiver));
  expect(await frame(receiver)).toMatchObject({ sub_type: "connect" });
  expect(refusals).toEqual([]);
});

test("a bot that starts later is found", async () => {
  const early = startBot();
  const { port } = early;
  await early[Symbol.asyncDispose]();
  await using _server = await start(...universal(early));
  await using late = startBot({ port });
  expect(await frame(late)).toMatchObject({ sub_type: "connect" });
});

test("heartbeats do not pile up while the bot is away", async () => {
  const away = startBot();
  const { port } = away;
  await away[Symbol.asyncDispose]();
  await using server = await start(
    ...universal(away),
    "heartbeat.enable=true",
    "heartbeat.interval=100",
  );
  const me = await server.as(bot);
  for (let beats = 0; beats < 3; beats++) await me.next("heartbeat");
  await using back = startBot({ port });
  const first = await frame(back);
  expect(first).toMatchObject({ sub_type: "connect" });
  expect(await frame(back)).toMatchObject({ meta_event_type: "heartbeat", interval: 100 });
  expect(back.frames.size).toBe(0);
});

test("stopping closes the connection with 1001, and a redial that waits is dropped", async () => {
  await using receiver = startBot();
  const server = await start(...universal(receiver));
  await frame(receiver);
  await server[Symbol.asyncDispose]();
  const waiting = await start(
    "ws_reverse.url=ws://127.0.0.1:1/",
    "ws_reverse.reconnect_interval=600000",
  );
  await waiting[Symbol.asyncDispose]();
});

test("several bots are dialled, each with its account, token and format", async () => {
  await using first = startBot();
  await using second = startBot();
  const at = ({ port }: Bot, more = "") => `{url="ws://127.0.0.1:${port}/"${more}}`;
  const other = `,account=${alice},token="hers",format="string"`;
  await using server = await start(`ws_reverse.target=[${at(first)},${at(second, other)}]`);
  expect((await first.handshakes.next()).get("x-self-id")).toBe(String(bot));
  const headers = await second.handshakes.next();
  expect(headers.get("x-self-id")).toBe(String(alice));
  expect(headers.get("authorization")).toBe("Bearer hers");
  await frame(second);
  await (
    await server.as(bot)
  ).ask("send_private_msg", { user_id: alice, message: "[CQ:face,id=1]" });
  expect(await frame(second)).toMatchObject({ self_id: alice, message: "[CQ:face,id=1]" });
});

test("a bot that is gone without a word is dialled again, with pings", async () => {
  const dials = new Inbox<Socket>();
  const deaf = createServer((socket) => {
    socket.once("data", (request) => {
      const key = /sec-websocket-key: (.+)\r/i.exec(String(request))?.[1] ?? "";
      const accept = createHash("sha1")
        .update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
        .digest("base64");
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
      dials.push(socket);
    });
    socket.on("error", () => undefined);
  });
  deaf.listen(0, "127.0.0.1");
  await once(deaf, "listening");
  const { port } = deaf.address() as AddressInfo;
  const server = await start(
    `ws_reverse.target=[{url="ws://127.0.0.1:${port}/"}]`,
    quick,
    "ws.ping_interval=30",
  );
  await dials.next();
  await dials.next();
  await server[Symbol.asyncDispose]();
  deaf.close();
});

test("a link has one name, among those who hear and among those who call", async () => {
  await using receiver = startBot();
  await using server = await start(...universal(receiver));
  await frame(receiver);
  const she = await server.as(alice);
  const { message_id } = await she.ask("send_private_msg", { user_id: bot, message: "hello" });
  await frame(receiver);
  receiver.send({ action: "get_msg", params: { message_id }, echo: 1 });
  await frame(receiver);
  const client = `reverse ws://127.0.0.1:${receiver.port}/onebot`;
  expect(await she.ask(".sandbox.trace", { message_id })).toMatchObject({
    entries: [
      { account: bot, receivers: [{ client, path: "Universal" }] },
      { account: alice, call: { action: "send_private_msg" } },
      { account: bot, call: { action: "get_msg", client } },
    ],
  });
});
