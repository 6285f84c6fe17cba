/** 100 000 frames and requests that are nearly right: none of them changes anything about the next. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { once } from "node:events";
import { connect } from "node:net";

import { actions } from "../../src/protocol/action.ts";
import type { Client } from "../support/client.ts";
import { alice, bot, start } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";
import { mutate, numbersFrom } from "./mutation.ts";
import { Opcode, Peer, encodeFrame } from "./peer.ts";

const seed = 20_061_109;
const names = Object.keys(actions);

const params = [
  '{"group_id":10010,"message":"hello [CQ:at,qq=10001] &#91;x&#93;"}',
  '{"user_id":20002,"message":[{"type":"text","data":{"text":"hi"}},{"type":"face","data":{"id":"1"}}]}',
  '{"user_id":20002,"message":[{"type":"image","data":{"file":"base64://iVBORw0KGgo="}}]}',
  '{"group_id":10010,"user_id":20003,"duration":60,"enable":true,"card":"x","message_id":1}',
  '{"context":{"post_type":"message","message_type":"group","group_id":10010,"user_id":20002,"message_id":1},"operation":{"reply":"hi","delete":true,"ban":true}}',
  '{"messages":[{"type":"node","data":{"user_id":"1","nickname":"n","content":[{"type":"text","data":{"text":"x"}}]}}],"group_id":10010}',
  '{"flag":"1","approve":"yes","remark":"","type":"add","file":"x","domain":"","times":3,"count":20}',
];
const frames = names.flatMap((action, n) =>
  [0, 1].map(
    (more) =>
      `{"action":"${action}","params":${params[(n + more) % params.length]},"echo":{"n":[${n}]}}`,
  ),
);
const queries = [
  "group_id=10010&message=hello",
  "user_id=20002&message=%5BCQ%3Aface%2Cid%3D1%5D",
  "message_id=1&enable=true",
];
const requests = [
  ...names.map(
    (name) =>
      `GET /${name}?${queries[name.length % queries.length]} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`,
  ),
  ...params.map(
    (body) =>
      `POST /send_msg HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  ),
  "GET /api HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
];

let server: TestServer;
let other: Client;
beforeAll(async () => {
  server = await start("limits.pending_calls=100000", "api.rate_limit_interval=0");
  other = await server.as(bot);
});
afterAll(() => server[Symbol.asyncDispose]());

test.each([
  ["/api", bot, 1],
  ["/", alice, 1],
  ["/event", alice, 0],
])(
  "20 000 frames to %s",
  async (path, account, answered) => {
    const random = numbersFrom(seed + path.length);
    const client = await server.connect(path, { query: { self_id: String(account) } });
    let answers = 0;
    client.socket.addEventListener("message", ({ data }) => {
      if (String(data).includes('"retcode":') && !String(data).includes('"echo":"call-')) answers++;
    });
    for (let n = 0; n < 20_000; n++) {
      const bytes = mutate(frames[random(frames.length)] ?? "", frames, random);
      // Text that is not UTF-8 would never leave this client as it is.
      client.socket.send(random(2) === 0 ? bytes : bytes.toString());
      if (n % 500 === 499) await settle(client, path);
    }
    // Some calls take longer than those that came after them.
    for (let asked = 0; answers < 20_000 * answered && asked < 1000; asked++)
      await settle(client, path);
    expect(answers).toBe(20_000 * answered);
    client.close();
  },
  60_000,
);

test("4 000 frames whose bytes on the wire are wrong", async () => {
  const random = numbersFrom(seed);
  const wire = frames.map((payload) =>
    encodeFrame({ opcode: Opcode.text, payload }).toString("latin1"),
  );
  for (let n = 0; n < 4000; n += 5) {
    using peer = await Peer.open(server.url, ["/", "/api", "/event"][random(3)]);
    for (let sent = 0; sent < 5; sent++) {
      peer.send(
        Buffer.from(mutate(wire[random(wire.length)] ?? "", wire, random).toString(), "latin1"),
      );
    }
    peer.socket.end();
    await peer.ended;
  }
  await answersOthers();
}, 60_000);

test.each([
  [
    "query",
    (action: string, text: Buffer): [string, RequestInit] => [`/${action}?${text.toString()}`, {}],
  ],
  [
    "form",
    (action: string, body: Buffer): [string, RequestInit] => [
      `/${action}`,
      { method: "POST", body, headers: { "content-type": "application/x-www-form-urlencoded" } },
    ],
  ],
  [
    "JSON",
    (action: string, body: Buffer): [string, RequestInit] => [
      `/${action}`,
      { method: "POST", body, headers: { "content-type": "application/json" } },
    ],
  ],
])(
  "10 000 requests with a %s",
  async (kind, make) => {
    const random = numbersFrom(seed + kind.length);
    const corpus = kind === "JSON" ? params : queries;
    for (let n = 0; n < 10_000; n += 50) {
      const batch = Array.from({ length: 50 }, () => {
        const action =
          random(8) === 0
            ? mutate("send_msg", corpus, random).toString()
            : (names[random(names.length)] ?? "");
        const [path, init] = make(
          encodeURIComponent(action.toWellFormed()),
          mutate(corpus[random(corpus.length)] ?? "", corpus, random),
        );
        return status(path, init);
      });
      for (const each of await Promise.all(batch))
        expect([200, 400, 404, 405, 406, 426]).toContain(each);
    }
    await answersOthers();
  },
  60_000,
);

test("6 000 requests that are wrong themselves", async () => {
  const random = numbersFrom(seed);
  for (let n = 0; n < 6000; n += 50) {
    const batch = Array.from({ length: 50 }, () =>
      deliver(mutate(requests[random(requests.length)] ?? "", requests, random)),
    );
    await Promise.all(batch);
  }
  await answersOthers();
}, 60_000);

/** Waits until all that was sent has been dealt with. */
async function settle(client: Client, path: string): Promise<void> {
  if (path === "/event") await other.call("get_status");
  else expect(await client.call("get_status")).toMatchObject({ status: "ok" });
  client.take();
  other.take();
}

async function answersOthers(): Promise<void> {
  expect(await other.ask("get_login_info")).toMatchObject({ user_id: bot });
  expect((await fetch(new URL("/get_status", server.httpUrl))).status).toBe(200);
}

async function status(path: string, init: RequestInit): Promise<number> {
  const response = await fetch(`${server.httpUrl.origin}${path}`, init);
  await response.arrayBuffer();
  return response.status;
}

/** Sends bytes and leaves; whether they are answered is the peer's affair. */
async function deliver(bytes: Uint8Array): Promise<void> {
  const socket = connect(Number(server.httpUrl.port), server.httpUrl.hostname);
  socket.on("error", () => undefined);
  socket.resume();
  const closed = once(socket, "close");
  socket.end(bytes);
  await closed;
}
