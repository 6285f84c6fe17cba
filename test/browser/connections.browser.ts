import { expect, test } from "bun:test";

import { statusOf } from "../support/http.ts";
import { alice, bot, group } from "../support/server.ts";
import { findFaults } from "./axe.ts";
import { open } from "./browser.ts";

const zeroBot = { headers: { "User-Agent": "ZeroBot/1.6.3" } };

test("who is connected is listed: bots by their names, seats apart, and who was refused with the way on", async () => {
  await using seen = await open(`#/connections/${alice}-g${group}`);
  const { page, server } = seen;
  const it = await server.as(bot, zeroBot);
  await it.call("send_private_msg", { user_id: 1, message: "hello" });
  await statusOf(server.url, "/?self_id=30001");

  const bots = page.getByRole("table", { name: "Bots" });
  const row = bots.getByRole("row", { name: /ZeroBot 1\.6\.3/ });
  await row.getByText("send_private_msg").waitFor();
  await row.getByText("102").waitFor();
  expect(await bots.getByRole("row").count()).toBe(2);
  const others = page.getByRole("table", { name: "Seats and tools" });
  await others.getByRole("row", { name: /Alice Console, this tab/ }).waitFor();
  await page.getByText("No account 30001").waitFor();
  await page.getByText("ZeroBot 1.6.3 on / from 127.0.0.1").waitFor();
});

test("a connection can be closed", async () => {
  await using seen = await open("#/connections");
  const { page, server } = seen;
  const it = await server.as(bot, zeroBot);
  await page.getByRole("button", { name: "Close ZeroBot 1.6.3" }).click();
  expect(await it.closed).toMatchObject({ code: 1000 });
  await page.getByText("No bot has connected yet").first().waitFor();
  await page.getByText("Bot went away").waitFor();
});

test("where the world cannot be steered, nothing can be closed", async () => {
  await using seen = await open("#/connections", { overrides: ["sandbox.control=false"] });
  await seen.server.as(bot, zeroBot);
  await seen.page.getByRole("row", { name: /ZeroBot/ }).waitFor();
  expect(await seen.page.getByRole("button", { name: "Close ZeroBot 1.6.3" }).count()).toBe(0);
});

test("a bot that only calls is told to hear nothing, a call on /event to be executed nowhere", async () => {
  await using seen = await open("#/connections");
  const { page, server } = seen;
  await server.connect("/api");
  await page.getByText("On /api alone").waitFor();
  const listener = await server.connect("/event");
  await page.getByText("On /api alone").waitFor({ state: "detached" });
  listener.send({ action: "get_status" });
  await page.getByText("It calls on /event").waitFor();
});

test("calls by HTTP and addresses that are posted to stand in the list too", async () => {
  using nobody = Bun.serve({ port: 0, fetch: () => new Response(null, { status: 503 }) });
  await using seen = await open("#/connections", {
    overrides: [`http_post.url="${nobody.url.href}"`, "http_post.retries=0"],
  });
  const { page, server } = seen;
  await fetch(new URL("/get_status", server.httpUrl), { headers: { "user-agent": "curl/8.5" } });
  await page.getByRole("row", { name: /curl 8\.5/ }).waitFor();
  await page
    .getByRole("row", { name: /HTTP POST/ })
    .getByText("it answers 503")
    .waitFor();
});

test.each([
  ["zh-CN", "light", 1440],
  ["zh-CN", "dark", 390],
  ["en-US", "dark", 1100],
] as const)(
  "axe finds nothing in a full list: %s, %s, %i wide",
  async (locale, colorScheme, width) => {
    await using seen = await open(`#/connections/${alice}`, {
      locale,
      colorScheme,
      viewport: { width, height: 844 },
      overrides: ['ws_reverse.url="ws://127.0.0.1:1/ws"', "ws_reverse.use_universal_client=true"],
    });
    const { page, server } = seen;
    const it = await server.as(bot, zeroBot);
    await it.call("send_private_msg", { user_id: 1, message: "hello" });
    const other = await server.connect("/");
    other.send({ post_type: "meta_event" });
    await statusOf(server.url, "/onebot/v11/ws");
    await page.getByText("127.0.0.1:1", { exact: true }).first().waitFor();
    await page.getByText("/onebot/v11/ws").first().waitFor();
    expect(await findFaults(page)).toEqual([]);
    expect(seen.complaints).toEqual([]);
  },
);
