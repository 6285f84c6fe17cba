import { expect, test } from "bun:test";

import { bot, group, start } from "../support/server.ts";
import { findFaults } from "./axe.ts";
import { open } from "./browser.ts";

test("a server that is lost is told with a countdown, one that was restarted has its seats taken up again", async () => {
  await using seen = await open(`#/chat/*20002-g${group}/20003-g${group}`);
  const { page, server } = seen;
  const { port } = server.url;
  const it = await server.as(bot);
  await it.ask("send_group_msg", { group_id: group, message: "before" });
  await page.getByRole("log").first().getByText("before").waitFor();

  await server[Symbol.asyncDispose]();
  await page.getByText("Lost the server").first().waitFor();
  await page.getByText(/again in \d s/).waitFor();
  expect(await findFaults(page)).toEqual([]);

  await using next = await start("console.enable=true", `ws.port=${port}`);
  await page.getByText("The server was restarted; seats and chats are taken up again").waitFor();
  expect(await findFaults(page)).toEqual([]);
  // The world is another one, and what was said in the old one was not said here.
  await page.getByRole("log").first().getByText("before").waitFor({ state: "detached" });
  const again = await next.as(bot);
  await page.getByText("Bot connected").waitFor();
  await again.ask("send_group_msg", { group_id: group, message: "after" });
  await page.getByText("after", { exact: true }).nth(1).waitFor();
  await page.getByRole("textbox", { name: "Message", exact: true }).first().fill("from here");
  await page.keyboard.press("Enter");
  expect(await again.next("message")).toMatchObject({ user_id: 20002, raw_message: "from here" });
});

test("one need not wait for the next try", async () => {
  await using seen = await open("#/connections");
  const { page, server } = seen;
  await page.getByText("No bot connected").waitFor();
  await server[Symbol.asyncDispose]();
  await page.getByRole("button", { name: "Reconnect now" }).waitFor();
  await using _ = await start("console.enable=true", `ws.port=${server.url.port}`);
  await page
    .getByRole("button", { name: "Reconnect now" })
    .click({ timeout: 5000 })
    .catch(() => {});
  await page.getByText("The server was restarted").waitFor();
});

test("where too many consoles are open, the server's words are told, and one that is closed makes room", async () => {
  await using seen = await open("#/connections");
  const { page, server } = seen;
  await page.getByText("No bot connected").waitFor();
  const others = await Promise.all(
    Array.from({ length: 15 }, () => server.connect("/console/stream")),
  );
  const another = await page.context().newPage();
  await another.goto(seen.at("#/connections"));
  await another.getByText("The server refuses this console").waitFor();
  await another.getByText("16 consoles are open already: close one").waitFor();
  expect(await findFaults(another)).toEqual([]);
  others[0]?.close();
  await another.getByText("No bot connected").waitFor();
});

test("a foreign name for this machine gets no page", async () => {
  await using seen = await open();
  const { page, server } = seen;
  const answer = await page.goto(`http://evil.example:${server.url.port}/`);
  expect(answer?.status()).toBe(403);
  expect(await answer?.text()).toContain("The Host evil.example is not known here");
});

test("a bot that leaves is told at once", async () => {
  await using seen = await open("#/world");
  const { page, server } = seen;
  const it = await server.as(bot, { headers: { "User-Agent": "ZeroBot/1.6.3" } });
  await page.getByRole("link", { name: /Bot connected ZeroBot 1\.6\.3/ }).waitFor();
  it.close();
  await page.getByRole("link", { name: /Bot went away/ }).click();
  await page.getByText("Bot (10001) is not connected").waitFor();
});
