/** The end of the program: what is under way is finished, within a bound (SIGTERM). */
import { afterAll, beforeAll, expect, test } from "bun:test";

import { connect } from "../support/client.ts";
import type { Client } from "../support/client.ts";
import { makeFolder } from "../support/folder.ts";
import type { Folder } from "../support/folder.ts";
import { serve } from "../support/program.ts";
import type { Serving } from "../support/program.ts";
import { alice, bot } from "../support/server.ts";
import { Peer } from "./peer.ts";

const sets = ['data_dir=":memory:"', "http.enable=true", "http.port=0"];

let folder: Folder;
beforeAll(async () => {
  folder = await makeFolder();
});
afterAll(() => folder[Symbol.asyncDispose]());

test("with 100 WebSockets and 10 calls under way: all answered, all told 1001, exit 0", async () => {
  await using server = await serve(folder.path, ...sets);
  const clients = await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      connect(new URL(["/", "/api", "/event"][n % 3] ?? "/", server.url)),
    ),
  );
  const callers = clients.filter((_, n) => n % 3 !== 2).slice(0, 10);
  await delay(callers[0], { action: "get_login_info", delay_ms: 1000 });
  const replies = [
    ...callers.map((client) => client.call("get_login_info")),
    callOverHttp(server, "get_login_info"),
  ];
  await heard(callers);
  await callOverHttp(server, "get_status");
  const asked = performance.now();
  server.process.kill("SIGTERM");
  expect(await Promise.all(replies)).toEqual(
    replies.map(() => expect.objectContaining({ status: "ok", retcode: 0 })),
  );
  const codes = await Promise.all(clients.map(async ({ closed }) => (await closed).code));
  expect(codes).toEqual(clients.map(() => 1001));
  expect(await server.process.exited).toBe(0);
  expect(performance.now() - asked).toBeLessThan(5000);
});

test("no new connection is taken while it stops", async () => {
  await using server = await serve(folder.path, ...sets);
  const me = await connect(new URL("/api", server.url));
  await delay(me, { action: "get_login_info", delay_ms: 1000 });
  const reply = me.call("get_login_info");
  await heard([me]);
  server.process.kill("SIGTERM");
  await untilRefused(server);
  expect(await reply).toMatchObject({ status: "ok" });
  expect(await server.process.exited).toBe(0);
});

test("a call that hangs and a client that stalls hold it up no longer than limits.stop_timeout", async () => {
  await using server = await serve(folder.path, ...sets, "limits.stop_timeout=1500");
  const [me, she] = [
    await connect(server.url),
    await connect(new URL(`/api?self_id=${alice}`, server.url)),
  ];
  using stalled = await Peer.open(server.url, "/event");
  stalled.socket.pause();
  const message = "x".repeat(1_000_000);
  for (let sent = 0; sent < 10; sent++)
    await she.ask("send_private_msg", { user_id: bot, message });
  await delay(me, { action: "get_login_info", delay_ms: 600_000 });
  const reply = me.call("get_login_info").catch((error: unknown) => String(error));
  const answer = callOverHttp(server).catch(() => "none");
  await heard([me]);
  await callOverHttp(server, "get_status");
  const asked = performance.now();
  server.process.kill("SIGTERM");
  expect(await server.process.exited).toBe(0);
  const took = performance.now() - asked;
  expect(took).toBeGreaterThan(1400);
  expect(took).toBeLessThan(3000);
  expect(await reply).toContain("1001");
  expect(await answer).toBe("none");
});

test("a second signal ends it at once", async () => {
  await using server = await serve(folder.path, ...sets, "limits.stop_timeout=600000");
  const me = await connect(server.url);
  await delay(me, { action: "get_login_info", delay_ms: 600_000 });
  const reply = me.call("get_login_info").catch((error: unknown) => String(error));
  await heard([me]);
  server.process.kill("SIGTERM");
  await untilRefused(server);
  const asked = performance.now();
  server.process.kill("SIGTERM");
  expect(await server.process.exited).toBe(143);
  expect(performance.now() - asked).toBeLessThan(500);
  expect(await reply).toStartWith("Error: Closed");
});

async function callOverHttp({ url }: Serving, action = "get_login_info"): Promise<unknown> {
  return (await fetch(`http://${url.host}/${action}`)).json();
}

async function delay(client: Client | undefined, fault: Record<string, unknown>): Promise<void> {
  await client?.ask(".sandbox.fault", fault);
}

/** Fulfilled when the server has read all that these clients sent before. */
async function heard(clients: readonly Client[]): Promise<void> {
  await Promise.all(clients.map((client) => client.ask("get_status")));
}

/** Fulfilled when the server takes no connections any more. */
async function untilRefused({ url }: Serving): Promise<void> {
  for (;;) {
    const peer = await Peer.open(url).catch(() => undefined);
    if (!peer) return;
    peer[Symbol.dispose]();
    await Bun.sleep(5);
  }
}
