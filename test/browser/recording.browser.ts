import { expect, test } from "bun:test";

import { bot, group } from "../support/server.ts";
import { findFaults } from "./axe.ts";
import { open } from "./browser.ts";
import { inGroup, say } from "./talk.ts";

test("a conversation is recorded as one that plays again: people do, and the bot is expected to", async () => {
  await using seen = await open(inGroup);
  const { page, server } = seen;
  const me = await server.as(bot);
  await page.getByRole("button", { name: "Record the conversation" }).click();
  await page.getByRole("button", { name: /Stop recording · 0/ }).waitFor();
  await say(page, "ping");
  await me.next("message");
  await me.ask("send_group_msg", { group_id: group, message: "pong" });
  await page.getByRole("button", { name: /Stop recording · [1-9]/ }).click();
  const written = page.getByRole("textbox", { name: "What was recorded" });
  await written.waitFor();
  expect((await written.inputValue()).split("\n")).toEqual(
    expect.arrayContaining([expect.stringMatching(/^scene /), "Alice: ping", "Bot: pong"]),
  );
  expect(await findFaults(page)).toEqual([]);
  expect(seen.complaints).toEqual([]);
});
