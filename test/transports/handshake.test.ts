import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import { exchange, handshake, statusOf } from "../support/http.ts";
import { alice, bot, start } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";

let open: TestServer;
let wildcard: TestServer;
let closed: TestServer;
const token = "s3cret+/=&%";
const headerToken = "secret";

beforeAll(async () => {
  const known = [
    "ws.allowed_origins=['https://console.example']",
    "ws.allowed_hosts=['onebot.example']",
  ];
  open = await start(...known);
  wildcard = await start(...known, "ws.host=0.0.0.0");
  closed = await start(`auth.access_token="${headerToken}"`);
});
afterAll(async () => {
  await open[Symbol.asyncDispose]();
  await wildcard[Symbol.asyncDispose]();
  await closed[Symbol.asyncDispose]();
});

describe("paths", () => {
  test.each([
    ["/", 101],
    ["/api", 101],
    ["/api/", 101],
    ["/event", 101],
    ["/event/", 101],
    ["//api", 101],
    ["//event//", 101],
    ["/?foo=bar", 101],
    ["/api?", 101],
    ["/apis", 404],
    ["/API", 404],
    ["/event/x", 404],
    ["/%61pi", 404],
    ["/media/00/x", 404],
  ])("%s is answered with %d", async (path, status) => {
    expect(await statusOf(open.url, path)).toBe(status);
  });

  test("who is asked for a token is told so in the header, before an upgrade too", async () => {
    const answer = await exchange(closed.url, handshake("/"));
    expect(answer.toLowerCase()).toContain("www-authenticate: bearer");
  });

  test.each(["/", "/api", "/event/"])("a plain GET of %s is told to upgrade", async (path) => {
    const response = await fetch(new URL(path, open.url.href.replace("ws:", "http:")));
    expect(response.status).toBe(426);
    expect(response.headers.get("upgrade")).toBe("websocket");
  });

  test.each(["a b", "", ":80", "[::1"])(
    "the malformed Host %j is answered with 400",
    async (host) => {
      expect(await statusOf(open.url, "/", { Host: host })).toBe(400);
    },
  );
});

describe("tokens", () => {
  test.each([
    [{}, 401],
    [{ Authorization: "" }, 401],
    [{ Authorization: "Bearer " }, 401],
    [{ Authorization: `Bearer ${headerToken}` }, 101],
    [{ Authorization: `bearer  ${headerToken}` }, 101],
    [{ Authorization: `Token ${headerToken}` }, 101],
    [{ Authorization: headerToken }, 101],
    [{ Authorization: "Bearer wrong" }, 403],
    [{ Authorization: `Basic ${headerToken}` }, 403],
    [{ Authorization: `Bearer ${headerToken}x` }, 403],
  ])("the headers %j are answered with %d", async (headers, status) => {
    for (const path of ["/", "/api", "/event"]) {
      expect(await statusOf(closed.url, path, headers)).toBe(status);
    }
  });

  test.each([
    [`?access_token=${headerToken}`, 101],
    ["?access_token=", 401],
    ["?access_token=wrong", 403],
  ])("the query %s is answered with %d", async (query, status) => {
    expect(await statusOf(closed.url, `/${query}`)).toBe(status);
  });

  test("any token passes where none is asked for", async () => {
    expect(await statusOf(open.url, "/", { Authorization: "Token undefined" })).toBe(101);
  });

  test("a token of signs works in the query", async () => {
    await using server = await start(`auth.access_token="${token}"`);
    expect(await statusOf(server.url, `/?access_token=${encodeURIComponent(token)}`)).toBe(101);
  });

  test("a call in the same packet as a refused handshake is never executed", async () => {
    const frame = maskedText(
      '{"action":"set_group_name","params":{"group_id":10010,"group_name":"taken"}}',
    );
    const answer = await exchange(closed.url, handshake("/api") + frame, /required/);
    expect(answer).toStartWith("HTTP/1.1 401");
    const client = await closed.connect("/api", { query: { access_token: headerToken } });
    expect(await client.ask("get_group_info", { group_id: 10010 })).not.toMatchObject({
      group_name: "taken",
    });
  });
});

describe("accounts", () => {
  test("the connection is the default account, unless query or header names another", async () => {
    const whoAmI = async (options: Parameters<TestServer["connect"]>[1]) =>
      (await (await open.connect("/api", options)).ask("get_login_info"))["user_id"];
    expect(await whoAmI({})).toBe(bot);
    expect(await whoAmI({ query: { self_id: String(alice) } })).toBe(alice);
    expect(await whoAmI({ headers: { "X-Self-ID": String(alice) } })).toBe(alice);
  });

  test.each([
    ["99", 404],
    ["abc", 400],
    ["-1", 400],
    ["1e4", 400],
    ["9007199254740993", 400],
  ])("self_id=%s is answered with %d", async (id, status) => {
    expect(await statusOf(open.url, `/?self_id=${id}`)).toBe(status);
  });

  test("an unknown message_format is refused with 400", async () => {
    expect(await statusOf(open.url, "/?message_format=xml")).toBe(400);
  });
});

describe("web pages", () => {
  test.each([
    [{ Origin: "https://evil.example" }, 403],
    [{ Origin: "http://192.0.2.1:6700" }, 403],
    [{ Origin: "null" }, 403],
    [{ Origin: "https://console.example" }, 101],
    [{ Origin: "http://127.0.0.1" }, 101],
    [{ Origin: "http://localhost:5173" }, 101],
    [{ Origin: "http://127.0.0.1.evil.example" }, 403],
    [{ Origin: "[object Object]" }, 101],
    [{ Origin: "ws://127.0.0.1" }, 101],
    [{ Host: "evil.example" }, 403],
    [{ Host: "localhost:1" }, 101],
    [{ Host: "[::1]:6700" }, 101],
    [{ Host: "192.0.2.7:6700" }, 101],
    [{ Host: "localhost." }, 403],
    [{ Host: "onebot.example" }, 101],
    [{ Host: "onebot.example:1234" }, 101],
    [{ Host: "evil.example", Origin: "http://evil.example" }, 403],
    [{ Host: "127.0.0.1.evil.example" }, 403],
    [{ Origin: "file://" }, 403],
    [{ Origin: "file:///home/page.html" }, 403],
    [{ Referer: "https://evil.example/page" }, 403],
    [{ Referer: "http://127.0.0.1:5173/page" }, 101],
    [{ "Sec-Fetch-Site": "cross-site" }, 403],
    [{ "Sec-Fetch-Site": "cross-site", Origin: "http://localhost:3000" }, 403],
    [{ "Sec-Fetch-Site": "cross-site", Origin: "chrome-extension://x" }, 403],
    [{ "Sec-Fetch-Site": "cross-site", Origin: "ws://evil.example" }, 403],
    [{ "Sec-Fetch-Site": "cross-site", Origin: "//evil.example" }, 403],
    [{ "Sec-Fetch-Site": "cross-site", Origin: "https://console.example" }, 101],
    [{ "Sec-Fetch-Site": "same-origin", Origin: "http://127.0.0.1" }, 101],
  ])("without a token, %j is answered with %d", async (headers, status) => {
    expect(await statusOf(open.url, "/", headers)).toBe(status);
    const everywhere = new URL(`ws://127.0.0.1:${wildcard.url.port}`);
    expect(await statusOf(everywhere, "/", headers)).toBe(status);
  });

  test("with a token, the token decides", async () => {
    const headers = { Origin: "https://evil.example", Authorization: `Bearer ${headerToken}` };
    expect(await statusOf(closed.url, "/", headers)).toBe(101);
  });
});

test("connections past the limits are refused before the upgrade", async () => {
  await using all = await start("limits.connections=1");
  await all.connect("/");
  expect(await statusOf(all.url, "/")).toBe(503);
  await using each = await start("limits.connections_per_address=1");
  const first = await each.connect("/");
  expect(await statusOf(each.url, "/")).toBe(429);
  first.close();
  await first.closed;
  const again = await each.connect("/");
  expect(await again.ask("get_status")).toMatchObject({ online: true });
});

test("ws.enable = false listens on nothing", async () => {
  await using server = await start("ws.enable=false");
  expect(server.app.url).toBeUndefined();
});

/** A client's text frame: RFC 6455 asks for a mask, and zero is one. */
function maskedText(text: string): string {
  const length = Buffer.byteLength(text);
  return `${String.fromCharCode(0x81, 0x80 | length)}\0\0\0\0${text}`;
}
