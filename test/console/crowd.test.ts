/** What one does who floods, tries paths, shows tokens or does not read harms nobody else who is seen or looks. */
import { expect, test } from "bun:test";

import type { Network, Telling } from "../../src/console/telling.ts";
import { Opcode, Peer } from "../resilience/peer.ts";
import type { Client } from "../support/client.ts";
import { statusOf } from "../support/http.ts";
import { alice, bot, group, start } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";

const on = "console.enable=true";
const secret = 'auth.access_token="secret"';

function open(server: TestServer): Promise<Client> {
  return server.connect("/console/stream", { query: { access_token: "secret" } });
}

/** What a page that opens now is told of who is there. */
async function networkOf(server: TestServer): Promise<Network> {
  const stream = await open(server);
  for (;;) {
    const telling = JSON.parse(await stream.nextText()) as Telling;
    if (telling.type === "network") return telling;
  }
}

test("one that tries any number of paths hides nobody who has a wrong token", async () => {
  await using server = await start(on, secret);
  await statusOf(server.url, "/?access_token=wrong");
  for (let n = 0; n < 120; n++) await statusOf(server.url, `/path/${n}`);
  const { refused } = await networkOf(server);
  expect(refused).toHaveLength(50);
  expect(refused).toContainEqual(expect.objectContaining({ why: "wrongToken" }));
  expect(refused.at(-1)).toMatchObject({ path: "/path/119" });
});

test("one whose software changes its name with every call hides no other client", async () => {
  const clients = 'client=[{name="quiet",access_token="q"},{name="loud",access_token="l"}]';
  await using server = await start(on, secret, clients);
  const call = (token: string, software: string) =>
    fetch(new URL("/get_status", server.httpUrl), {
      headers: { authorization: `Bearer ${token}`, "user-agent": software },
    });
  await call("q", "bot/1");
  for (let n = 0; n < 120; n++) await call("l", `bot/${n}`);
  const { callers } = await networkOf(server);
  expect(callers).toHaveLength(50);
  expect(callers).toContainEqual(expect.objectContaining({ client: "quiet", calls: 1 }));
  expect(callers.at(-1)).toMatchObject({ client: "loud", software: "bot/119" });
});

test.each([
  ["/api&access_token=hidden", "/api&access_token=…"],
  ["/api%3Faccess_token%3Dhidden/", "/api%3Faccess_token%3D…"],
  ["/onebot/access_token=hidden/ws", "/onebot/access_token=…/ws"],
  ["/Bearer%20hidden", "/Bearer%20…"],
])("a token within the path %s is told to nobody", async (path, told) => {
  await using server = await start(on, secret);
  expect(await statusOf(server.url, path)).toBeOneOf([401, 404]);
  const { refused } = await networkOf(server);
  expect(refused).toEqual([expect.objectContaining({ path: told })]);
  expect(JSON.stringify(refused)).not.toContain("hidden");
});

test("a token within a body is no param, and is not kept", async () => {
  await using server = await start(on, secret);
  const response = await fetch(new URL("/get_status", server.httpUrl), {
    method: "POST",
    headers: { authorization: "Bearer secret", "content-type": "application/json" },
    body: JSON.stringify({ access_token: "hidden" }),
  });
  expect(response.status).toBe(200);
  const stream = await open(server);
  stream.send({ type: "frames", isLive: false });
  for (;;) {
    const telling = JSON.parse(await stream.nextText()) as Telling;
    if (telling.type !== "frames") continue;
    expect(telling.frames[0]).toMatchObject({ kind: "call", name: "get_status" });
    expect(JSON.stringify(telling)).not.toContain("hidden");
    return;
  }
});

test("a path of any length is kept by its beginning", async () => {
  await using server = await start(on, secret);
  await fetch(new URL(`/${"a".repeat(8000)}`, server.httpUrl), {
    headers: { authorization: "Bearer secret" },
  });
  await statusOf(server.url, `/path/${"b".repeat(8000)}`);
  const { refused } = await networkOf(server);
  expect(JSON.stringify(refused).length).toBeLessThan(1000);
  const stream = await open(server);
  stream.send({ type: "frames", isLive: false });
  for (;;) {
    const telling = JSON.parse(await stream.nextText()) as Telling;
    if (telling.type !== "frames") continue;
    for (const { parties, name } of telling.frames)
      expect(JSON.stringify([parties, name]).length).toBeLessThan(500);
    return;
  }
});

test.each([
  ["no JSON", "{"],
  ["of no kind", '{"type":"else"}'],
  ["with more than it may hold", '{"type":"actions","more":1}'],
  ["too deep", "[".repeat(5000)],
  ["longer than any", `{"type":"actions"${" ".repeat(20_000)}}`],
])("a wish that is %s ends the stream, and nobody else's", async (_, wish) => {
  await using server = await start(on, secret);
  const other = await open(server);
  const stream = await open(server);
  stream.send(wish);
  expect(await stream.closed).toMatchObject({ code: 1008 });
  other.send({ type: "actions" });
  while (!(await other.nextText()).startsWith('{"type":"actions"'));
});

/** Says so much that no page that does not read can take it; the second frame is as long as one that is kept. */
async function say(server: TestServer, sentences: number): Promise<void> {
  const she = await server.connect("/api", { query: { self_id: String(alice) } });
  await she.call("nothing", { text: "图".repeat(20_000) });
  const params = { group_id: group, message: "图".repeat(2000) };
  for (let n = 0; n < sentences; n++) she.send({ action: "send_group_msg", params });
  await she.ask("send_group_msg", params);
}

test.each<[string, number, number, object[]]>([
  ["read nothing", 2500, 100, [{ type: "frames", isLive: true }]],
  [
    "go on asking without reading",
    0,
    600_000,
    Array.from({ length: 900 }, () => ({ type: "frame", id: 2 })),
  ],
])(
  "pages that %s make room for one that does",
  async (_, sentences, stallTimeout, wishes) => {
    await using server = await start(on, `limits.stall_timeout=${stallTimeout}`);
    await server.as(bot);
    await say(server, sentences);
    using pages = new DisposableStack();
    const frames = wishes.map((wish) => ({ opcode: Opcode.text, payload: JSON.stringify(wish) }));
    for (let n = 0; n < 16; n++) {
      const page = pages.use(await Peer.open(server.url, "/console/stream"));
      page.socket.pause();
      page.send(...frames);
    }
    while ((await statusOf(server.url, "/console/stream")) !== 101);
  },
  30_000,
);
