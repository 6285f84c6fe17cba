/** What becomes of requests that are refused: they are counted, and pages that may read answers read why. */
import { afterAll, beforeAll, expect, test } from "bun:test";

import { exchange, handshake } from "../support/http.ts";
import { start } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";

const origin = "https://console.example";
const allowed = `http.allowed_origins=['${origin}']`;

let server: TestServer;
beforeAll(async () => {
  const admin = ["admin.enable=true", "admin.port=0"];
  server = await start("auth.access_token=secret", allowed, "limits.connections=1", ...admin);
});
afterAll(() => server[Symbol.asyncDispose]());

const token = { Authorization: "Bearer secret" };

test.each([
  ["/get_status", {}, 401],
  ["/get_status", { headers: { Authorization: "Bearer wrong" } }, 403],
  ["/get_status?self_id=99", { headers: token }, 404],
  ["/get_status", { headers: token, method: "POST", body: "x" }, 406],
  ["/get_status", { headers: token, method: "PUT" }, 404],
  [
    "/get_status",
    { method: "POST", headers: { ...token, "Content-Type": "application/json" }, body: "{" },
    400,
  ],
] as [string, RequestInit, number][])(
  "a page of an allowed origin can read why %s with %j is refused",
  async (path, init, status) => {
    const response = await fetch(new URL(path, server.httpUrl), {
      ...init,
      headers: new Headers([...new Headers(init.headers), ["Origin", origin]]),
    });
    expect(response.status).toBe(status);
    expect(response.headers.get("access-control-allow-origin")).toBe(origin);
    expect(await response.text()).not.toBe("");
  },
);

async function refusals(): Promise<Record<string, number>> {
  const text = await (await fetch(new URL("/metrics", server.app.adminUrl?.href))).text();
  const lines = text.matchAll(/^onebot_refusals_total\{path="(.+)",status="(\d+)"\} (\d+)$/gm);
  return Object.fromEntries(
    Array.from(lines, ([, path, status, count]) => [`${path} ${status}`, Number(count)]),
  );
}

const plain = (path: string, host = "127.0.0.1") =>
  `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer secret\r\n\r\n`;

test.each([
  ["a plain GET of a WebSocket path", plain("/api"), "/api 426"],
  ["a path where nothing is", plain("/onebot/v11/ws"), "elsewhere 404"],
  ["a Host that cannot be read", plain("/api", "a b"), "elsewhere 400"],
  [
    "a handshake of another version",
    handshake("/event", { "Sec-WebSocket-Key": "", ...token }),
    "/event 400",
  ],
  ["a file that is not there", plain("/media/00/x"), "/media 404"],
])("%s is counted", async (_, request, counted) => {
  const before = (await refusals())[counted] ?? 0;
  expect(await exchange(server.url, request)).toContain(` ${counted.split(" ")[1]} `);
  expect((await refusals())[counted]).toBe(before + 1);
});
