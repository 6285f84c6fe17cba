import { expect, test } from "bun:test";

import type { Page } from "playwright-core";

import { alice, group } from "../support/server.ts";
import { findFaults } from "./axe.ts";
import { open } from "./browser.ts";

async function choose(page: Page, action: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Run an action, find anyone" }).fill(action);
  await page.getByRole("option", { name: action }).first().click();
  await page.getByRole("heading", { name: action }).waitFor();
}

test("an action has a form made from its schema, filled from the chat, and runs as whoever is chosen", async () => {
  await using seen = await open(`#/chat/${alice}-g${group}`);
  const { page, server } = seen;
  await choose(page, "set_group_card");
  expect(await page.getByLabel("group_id").inputValue()).toBe(String(group));
  await page.getByLabel("user_id").fill(String(alice));
  await page.getByLabel("Card card").fill("The tester");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("region", { name: "Last result" }).getByText("0", { exact: true }).waitFor();
  const she = await server.as(alice);
  const member = await she.ask("get_group_member_info", { group_id: group, user_id: alice });
  expect(member).toMatchObject({ card: "The tester" });
  expect(seen.complaints).toEqual([]);
});

test("a field that the server finds wrong is marked, with what is wrong", async () => {
  await using seen = await open(`#/chat/${alice}-g${group}`);
  const { page } = seen;
  await choose(page, "set_group_ban");
  await page.getByLabel("user_id").fill("Bob");
  await page.keyboard.press("Control+Enter");
  await page.getByText("must be a whole number").first().waitFor();
  expect(await page.getByLabel("user_id").getAttribute("aria-invalid")).toBe("true");
  expect(await page.getByLabel("group_id").getAttribute("aria-invalid")).toBe("false");
  expect(await findFaults(page)).toEqual([]);
});

test("hidden actions are there too, and people who are made with them can be found at once", async () => {
  await using seen = await open("#/chat");
  const { page } = seen;
  await choose(page, ".sandbox.create_user");
  await page.getByLabel("nickname").fill("Frank");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("region", { name: "Last result" }).getByText("0", { exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Frank" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Run an action, find anyone" }).fill("Frank");
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Frank's seat" }).waitFor();
});

test("the palette works on a phone, list and form being two steps", async () => {
  await using seen = await open(`#/chat/${alice}`, {
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    colorScheme: "dark",
  });
  const { page } = seen;
  await page.getByRole("button", { name: "Run an action, find anyone" }).click();
  await page.getByRole("option", { name: "send_group_msg" }).click();
  await page.getByRole("button", { name: "Back to the list" }).click();
  await page.getByRole("option", { name: "send_group_msg" }).waitFor();
  expect(await findFaults(page)).toEqual([]);
});
