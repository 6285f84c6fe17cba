import { expect, test } from "bun:test";

import { exchange } from "./support/http.ts";
import { alice, bot, group, start } from "./support/server.ts";
import type { TestServer } from "./support/server.ts";

const on = ["admin.enable=true", "admin.port=0"];

async function scrape({ app }: TestServer): Promise<Map<string, number>> {
  const text = await (await fetch(new URL("/metrics", app.adminUrl?.href))).text();
  const samples = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    samples.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.split(" ").at(-1))]),
  );
}

test("/healthz answers, and anything else is 404", async () => {
  await using server = await start(...on);
  const status = async (path: string) =>
    (await fetch(new URL(path, server.app.adminUrl?.href))).status;
  expect(await status("/healthz")).toBe(200);
  expect(await status("/")).toBe(404);
});

test("/metrics counts connections, calls, events, deliveries, refusals and closes", async () => {
  await using server = await start(...on);
  const [me, she] = [await server.as(bot), await server.as(alice)];
  await she.ask("send_group_msg", { group_id: group, message: "hello" });
  await me.next("message");
  await she.call("no_such_action_x");
  await me.call("get_msg", {});
  await server.connect("/?self_id=99").catch(() => undefined);
  she.close();
  await she.closed;
  await me.ask("get_status");
  const metrics = await scrape(server);
  expect(Object.fromEntries(metrics)).toMatchObject({
    'onebot_connections{client="default",path="/"}': 1,
    'onebot_closes_total{client="default",path="/",reason="1005"}': 1,
    'onebot_refusals_total{path="/",status="404"}': 1,
    'onebot_calls_total{client="default",action="send_group_msg",retcode="0"}': 1,
    'onebot_calls_total{client="default",action="unknown",retcode="1404"}': 1,
    'onebot_calls_total{client="default",action="get_msg",retcode="100"}': 1,
    'onebot_events_total{type="group"}': 1,
    [`onebot_deliveries_total{account="${bot}"}`]: 1,
    'onebot_call_duration_seconds_count{action="get_status"}': 1,
    onebot_calls_running: 0,
    onebot_calls_queued: 0,
    onebot_reverse_links: 0,
  });
});

test("get_status tells a little of it, and never the token", async () => {
  await using server = await start("auth.access_token=secret");
  const me = await server.as(bot, { query: { access_token: "secret" } });
  const status = await me.ask("get_status");
  expect(status).toMatchObject({
    online: true,
    good: true,
    stat: { connections: 1, calls: 0, stalled: 0 },
  });
  expect(JSON.stringify(status)).not.toContain("secret");
});

test.each(["/metrics", "/healthz"])(
  "%s is not for pages under a name of their own",
  async (path) => {
    await using server = await start(...on, "admin.allowed_hosts=['onebot']");
    const { href = "" } = server.app.adminUrl ?? {};
    const ask = (host: string) =>
      exchange(new URL(href), `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    expect(await ask("evil.example")).toContain(" 403 ");
    expect(await ask("onebot:6701")).toContain(" 200 ");
  },
);

test("it is off unless it is switched on", async () => {
  await using server = await start();
  expect(server.app.adminUrl).toBeUndefined();
});
