import { expect, test } from "bun:test";

import type { Entries, Network, Telling } from "../../src/console/telling.ts";
import type { Entry } from "../../src/entry.ts";
import type { Client } from "../support/client.ts";
import { statusOf } from "../support/http.ts";
import { alice, bot, start } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";

const on = "console.enable=true";
const browser = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

function pageOf({ url }: TestServer): URL {
  return new URL(url.href.replace(/^ws/, "http"));
}

test("a browser that opens the bots' address gets the page, and it may load only its own files", async () => {
  await using server = await start(on);
  const page = await fetch(pageOf(server), { headers: browser });
  expect(page.status).toBe(200);
  const policy = page.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe");
  const html = await page.text();
  expect(html).not.toMatch(/<script[^>]*>[^<]/);
  const files = [...html.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path = ""]) => path);
  expect(files).toHaveLength(3);
  for (const path of files) {
    const file = await fetch(new URL(path, pageOf(server)));
    expect({
      path,
      status: file.status,
      nosniff: file.headers.get("x-content-type-options"),
    }).toEqual({ path, status: 200, nosniff: "nosniff" });
  }
});

test("the page weighs less than a megabyte", async () => {
  await using server = await start(on);
  const html = await (await fetch(pageOf(server), { headers: browser })).text();
  const files = [...html.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path = ""]) => path);
  const sizes = files.map(async (path) => (await fetch(new URL(path, pageOf(server)))).bytes());
  const bytes = (await Promise.all(sizes)).reduce((sum, { length }) => sum + length, 0);
  expect(bytes).toBeLessThan(1_000_000);
});

test.each([
  ["what asks for no page", on, {}, 426],
  ["a browser where there is no console", "console.enable=false", browser, 426],
  ["a browser under a foreign name", on, { ...browser, host: "evil.example" }, 403],
])("on / for %s the answer is %s %s %i", async (_, setting, headers, status) => {
  await using server = await start(setting);
  expect((await fetch(pageOf(server), { headers })).status).toBe(status);
});

test("a bot's upgrade on / is as before, whatever it accepts", async () => {
  await using server = await start(on);
  expect(await statusOf(pageOf(server), "/", { Accept: "text/html" })).toBe(101);
});

test("the stream wants the token that its page does not need", async () => {
  await using server = await start(on, 'auth.access_token="secret"');
  expect((await fetch(pageOf(server), { headers: browser })).status).toBe(200);
  expect(await statusOf(pageOf(server), "/console/stream")).toBe(401);
  expect(await statusOf(pageOf(server), "/console/stream?access_token=wrong")).toBe(403);
  expect(await statusOf(pageOf(server), "/console/stream?access_token=secret")).toBe(101);
});

test("the stream refuses pages of other sites", async () => {
  await using server = await start(on);
  const origin = { Origin: "https://evil.example" };
  expect(await statusOf(pageOf(server), "/console/stream", origin)).toBe(403);
});

test("the stream begins with what the server is and who is connected, and tells who comes and who is refused", async () => {
  await using server = await start(on);
  const stream = await server.connect("/console/stream");
  expect(JSON.parse(await stream.nextText())).toMatchObject({ type: "hello", account: bot });
  expect(JSON.parse(await stream.nextText())).toMatchObject({ type: "network", connections: [] });
  await server.as(bot);
  expect(JSON.parse(await stream.nextText())).toMatchObject({
    connections: [{ account: bot, is_seat: false }],
  });
  await fetch(new URL("/onebot/v11/ws", pageOf(server)));
  expect(JSON.parse(await stream.nextText())).toMatchObject({
    refused: [{ path: "/onebot/v11/ws", status: 404 }],
  });
});

test("the stream tells what watched accounts get and call, and of no others", async () => {
  await using server = await start(on);
  const stream = await server.connect("/console/stream");
  await stream.nextText();
  await stream.nextText();
  stream.send({ type: "watch", accounts: [alice] });
  const she = await server.connect(`/api?self_id=${alice}`);
  await she.ask("send_private_msg", { user_id: bot, message: "hello" });
  const told: Entry[] = [];
  while (!told.some(({ call }) => call)) {
    const telling = JSON.parse(await stream.nextText()) as Partial<Entries>;
    told.push(...(telling.entries ?? []));
  }
  expect(told).toContainEqual(
    expect.objectContaining({
      account: alice,
      call: expect.objectContaining({ action: "send_private_msg" }),
    }),
  );
  expect(new Set(told.map(({ account }) => account))).toEqual(new Set([alice]));
});

test("a person at the console is no bot: neither waited for, nor among those who got an event", async () => {
  await using server = await start(on);
  const seat = await server.as(bot, { query: { seat: "1" } });
  const she = await server.as(alice);
  const waiting = she.call(".sandbox.wait", {
    connection: { account: bot, is: "opened" },
    timeout_ms: 50,
  });
  expect(await waiting).toMatchObject({ retcode: 103 });
  const { message_id } = await she.ask("send_private_msg", { user_id: bot, message: "hello" });
  await seat.next("message");
  const { entries } = await she.ask<{ entries: object[] }>(".sandbox.trace", { message_id });
  expect(entries).toContainEqual(expect.objectContaining({ account: bot, receivers: [] }));
});

/** The next telling of the network that holds what is looked for. */
async function nextNetwork(stream: Client, holds: (network: Network) => boolean): Promise<Network> {
  for (;;) {
    const telling = JSON.parse(await stream.nextText()) as Telling;
    if (telling.type === "network" && holds(telling)) return telling;
  }
}

test("the stream tells why somebody was refused, in a word that has a remedy", async () => {
  await using server = await start(on, 'auth.access_token="secret"');
  const stream = await server.connect("/console/stream?access_token=secret");
  const page = pageOf(server);
  await fetch(new URL("/onebot/v11/ws", page));
  await statusOf(page, "/");
  await statusOf(page, "/?access_token=guess");
  await statusOf(page, "/?access_token=secret&self_id=30001");
  await fetch(new URL("/?access_token=secret", page));
  const { refused } = await nextNetwork(stream, (network) => network.refused.length === 5);
  expect(refused.map(({ why, status }) => `${status} ${why}`)).toEqual([
    "404 path",
    "401 noToken",
    "403 wrongToken",
    "404 account",
    "426 plain",
  ]);
});

test("the stream tells who calls by HTTP, where events are posted, and which bot cannot be dialled", async () => {
  using nobody = Bun.serve({ port: 0, fetch: () => new Response(null, { status: 503 }) });
  const { host } = nobody.url;
  await using server = await start(
    on,
    `http_post.url="http://${host}/"`,
    "http_post.retries=0",
    `ws_reverse.url="ws://${host}/bot"`,
    "ws_reverse.use_universal_client=true",
    "ws_reverse.reconnect_interval=60000",
  );
  const stream = await server.connect("/console/stream");
  await fetch(new URL("/get_nothing", server.httpUrl), { headers: { "user-agent": "curl/8" } });
  const network = await nextNetwork(
    stream,
    ({ callers, posts, links }) =>
      callers.length > 0 && posts.some(({ lost }) => lost > 0) && links.some(({ why }) => why),
  );
  expect(network.callers).toMatchObject([
    { software: "curl/8", account: bot, address: "127.0.0.1", calls: 1, failures: 1 },
  ]);
  expect(network.posts).toMatchObject([
    { url: `http://${host}/`, lost: 1, is_down: true, last_error: { message: "it answers 503" } },
  ]);
  expect(network.links).toMatchObject([
    { url: `ws://${host}/bot`, why: "refused", status: 503, failures: 1 },
  ]);
  expect(network.links[0]?.next_try_ms).toBeGreaterThan(network.time_ms);
});
