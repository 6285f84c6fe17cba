import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Page } from "playwright-core";

import { admin, alice, bob, bot, group, start } from "../support/server.ts";
import { findFaults } from "./axe.ts";
import { open } from "./browser.ts";
import { expectFaultless, field, inGroup, message, say, withBob } from "./talk.ts";

test("three seats talk with each other at once", async () => {
  await using seen = await open(`#/chat/${alice}-g${group}/${bob}-g${group}/${admin}-g${group}`);
  const seats = ["Alice", "Bob", "陈晨"].map((name) =>
    seen.page.getByRole("region", { name: `${name}'s seat` }),
  );
  for (const [at, seat] of seats.entries()) await say(seat, `from seat ${at}`);
  for (const seat of seats)
    for (const at of seats.keys()) await message(seat, `from seat ${at}`).waitFor();
  await expectFaultless(seen);
});

test("what is written stays while another conversation is looked at", async () => {
  await using seen = await open(inGroup);
  const { page } = seen;
  await field(page).fill("half a thought");
  await page.getByRole("button", { name: /^Bob/ }).last().click();
  expect(await field(page).inputValue()).toBe("");
  await page.goBack();
  expect(await field(page).inputValue()).toBe("half a thought");
});

test("a refusal stands below its message with the server's reason, and it can be sent again", async () => {
  await using seen = await open(withBob);
  const { page } = seen;
  const asAlice = await seen.server.as(alice);
  await seen.server.as(bot);
  await asAlice.ask(".sandbox.fault", {
    account: alice,
    action: "send_msg",
    retcode: 1400,
    count: 1,
  });
  await say(page, "are you there");
  await message(page, "are you there").getByText("1400").waitFor();
  await expectFaultless(seen);
  await page.getByRole("button", { name: "Send again" }).click();
  await message(page, "are you there").getByText("1400").waitFor({ state: "detached" });
});

test("the muted one sees for how long, and jumps to when it ends", async () => {
  await using seen = await open(inGroup);
  const { page } = seen;
  const nobot = await seen.server.as(bot);
  await field(page).fill("kept");
  await nobot.ask("set_group_ban", { group_id: group, user_id: alice, duration: 600 });
  await page.getByText(/Muted, (10:00|9:\d\d) left/).waitFor();
  expect(await field(page).count()).toBe(0);
  await expectFaultless(seen);
  await page.getByRole("button", { name: "Jump to when it ends" }).click();
  await field(page).waitFor();
  expect(await field(page).inputValue()).toBe("kept");
});

test("where everyone is muted, members are told and admins may speak", async () => {
  await using seen = await open(`#/chat/${alice}-g${group}/${admin}-g${group}`);
  const nobot = await seen.server.as(bot);
  await nobot.ask("set_group_whole_ban", { group_id: group });
  const seats = ["Alice", "陈晨"].map((name) =>
    seen.page.getByRole("region", { name: `${name}'s seat` }),
  );
  await seats[0]?.getByText(/^Everyone is muted/).waitFor();
  expect(await seats[1]?.getByRole("textbox", { name: "Message", exact: true }).count()).toBe(1);
  await expectFaultless(seen);
});

test("the bot's own seat only watches, until somebody wants to speak as it", async () => {
  await using seen = await open(`#/chat/${bot}-g${group}`);
  const { page } = seen;
  const asAlice = await seen.server.as(alice);
  await page.getByText("Watching Bot: read only").waitFor();
  expect(await field(page).count()).toBe(0);
  await expectFaultless(seen);
  await page.getByRole("button", { name: "Speak as Bot" }).click();
  await say(page, "I am no bot");
  expect(await asAlice.next("message")).toMatchObject({ user_id: bot, raw_message: "I am no bot" });
  await page.getByRole("button", { name: "Only watch again" }).click();
  await page.getByText("Watching Bot: read only").waitFor();
});

test("what is written while the server is away waits, and is sent in order when it is back", async () => {
  const directory = await mkdtemp(join(tmpdir(), "onebot-composer-"));
  const kept = [`data_dir=${JSON.stringify(directory)}`];
  try {
    await using seen = await open(inGroup, { overrides: kept });
    const { page, server } = seen;
    await say(page, "before");
    await message(page, "before").waitFor();
    await server[Symbol.asyncDispose]();
    await page.getByRole("status").getByText("Lost the server").waitFor();
    for (const words of ["one", "two", "three"]) await say(page, words);
    await message(page, "three").getByText("Will be sent when back").waitFor();
    expect(await findFaults(page)).toEqual([]);
    await using again = await start("console.enable=true", `ws.port=${server.url.port}`, ...kept);
    await page.getByText("Will be sent when back").first().waitFor({ state: "detached" });
    const asAlice = await again.as(alice);
    await waitUntilSent(page);
    const { messages } = await asAlice.ask<{ messages: { raw_message: string }[] }>(
      "get_group_msg_history",
      { group_id: group },
    );
    expect(messages.map(({ raw_message }) => raw_message)).toEqual([
      "before",
      "one",
      "two",
      "three",
    ]);
    for (const words of ["before", "one", "two", "three"])
      expect(await message(page, words).count()).toBe(1);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});

/** The message that was sent last has its number. */
async function waitUntilSent(page: Page): Promise<void> {
  await page.getByText(/Will be sent when back|Sending…/).waitFor({ state: "detached" });
}
