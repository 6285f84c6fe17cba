import { expect, test } from "bun:test";

import { alice, aliceGroup, bot, group } from "../support/server.ts";
import { open } from "./browser.ts";
import { say } from "./scene.ts";

const chat = `#/chat/${alice}-g${group}`;

test("older messages come as one scrolls up, and what is read stays where it is", async () => {
  await using seen = await open(chat);
  const { page, server } = seen;
  const nobot = await server.as(bot);
  for (let n = 0; n < 130; n++) await say(nobot, `line ${n}.`);
  await page.reload();
  const log = page.getByRole("log");
  await log.getByText("line 129.").waitFor();
  const first = log.getByText("line 0.", { exact: true });
  while ((await first.count()) === 0) {
    await log.hover();
    await page.mouse.wheel(0, -900);
    await page.evaluate("new Promise(requestAnimationFrame)");
  }
  await page.getByRole("button", { name: "To the newest" }).waitFor();
  const top = await log.evaluate("element => element.scrollTop");
  await say(nobot, "a new one");
  await page.getByRole("button", { name: "1 new message" }).waitFor();
  expect(await log.evaluate("element => element.scrollTop")).toBe(top);
  await log.focus();
  await page.keyboard.press("End");
  await log.getByText("a new one").waitFor();
  await log.getByText("New messages").waitFor();
  await page.getByRole("button", { name: "To the newest" }).waitFor({ state: "detached" });
  expect(seen.complaints).toEqual([]);
});

test("the line above what is new stays until the conversation is left", async () => {
  await using seen = await open(`#/chat/${alice}-g${aliceGroup}`);
  const { page, server } = seen;
  const nobot = await server.as(bot);
  await page.getByRole("button", { name: "Bot test group" }).waitFor();
  await say(nobot, "one");
  await say(nobot, "two");
  await page
    .getByRole("button", { name: /Bot test group/ })
    .locator(".count", { hasText: "2" })
    .first()
    .waitFor();
  await page.getByRole("button", { name: /Bot test group/ }).click();
  const log = page.getByRole("log");
  const texts = async () => (await log.innerText()).split("\n");
  await log.getByText("New messages").waitFor();
  await say(nobot, "three");
  await log.getByText("three").waitFor();
  const said = await texts();
  expect(said.indexOf("New messages")).toBeLessThan(said.indexOf("one"));
  expect(said).toContain("Today");
  await page.getByRole("button", { name: /Alice's group/ }).click();
  await page.getByRole("button", { name: /Bot test group/ }).click();
  await log.getByText("three").waitFor();
  expect(await log.getByText("New messages").count()).toBe(0);
});

test("a pause of more than five minutes tells the time, another day its name", async () => {
  await using seen = await open(chat);
  const { page, server } = seen;
  const nobot = await server.as(bot);
  const now = Math.floor(Date.now() / 1000);
  const noon = new Date().setHours(12, 0, 0, 0) / 1000;
  for (const [time, text] of [
    [noon - 86_400, "yesterday's"],
    [noon, "the noon's"],
    [noon + 400, "a little later"],
    [noon + 401, "at once"],
  ] as const) {
    await nobot.ask(".sandbox.clock", { set: time });
    await say(nobot, text);
  }
  await page.clock.setFixedTime(Math.max(noon + 500, now) * 1000);
  await page.reload();
  const log = page.getByRole("log");
  await log.getByText("at once").waitFor();
  const said = (await log.innerText()).split("\n").filter((line) => line !== "Bot");
  expect(said.filter((line) => /^(Today|Yesterday|12:06)$/.test(line))).toEqual([
    "Yesterday",
    "Today",
    "12:06",
    "12:06",
  ]);
});

test("the arrows go from message to message", async () => {
  await using seen = await open(chat);
  const { page, server } = seen;
  const nobot = await server.as(bot);
  for (let n = 0; n < 40; n++) await say(nobot, `line ${n}.`);
  const log = page.getByRole("log");
  await log.getByText("line 39.").waitFor();
  await log.focus();
  const focused = (text: string) => page.locator("article:focus").getByText(text, { exact: true });
  await page.keyboard.press("ArrowUp");
  await focused("line 39.").waitFor();
  for (let n = 0; n < 35; n++) await page.keyboard.press("ArrowUp");
  await focused("line 4.").waitFor();
  await page.keyboard.press("ArrowDown");
  await focused("line 5.").waitFor();
});
