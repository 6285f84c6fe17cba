import { expect, test } from "bun:test";

import { alice, bob, bot, group } from "../support/server.ts";
import { open } from "./browser.ts";
import { expectFaultless, field, inGroup, message, say } from "./talk.ts";

test("a reply names what it replies to; Esc drops it", async () => {
  await using seen = await open(inGroup);
  const { page } = seen;
  const nobot = await seen.server.as(bot);
  const { message_id } = await nobot.ask("send_group_msg", { group_id: group, message: "rain?" });
  await message(page, "rain?").hover();
  await page.getByRole("button", { name: "Reply" }).click();
  await page.getByText("Reply to Bot: rain?").waitFor();
  await expectFaultless(seen);
  await field(page).press("Escape");
  await page.getByText("Reply to Bot: rain?").waitFor({ state: "detached" });
  await message(page, "rain?").hover();
  await page.getByRole("button", { name: "Reply" }).click();
  await say(page, "no");
  expect(await nobot.next("message")).toMatchObject({
    raw_message: `[CQ:reply,id=${String(message_id)}]no`,
  });
});

test("one's own message is recalled by its menu, somebody else's cannot be, and the menu says why", async () => {
  await using seen = await open(inGroup);
  const { page } = seen;
  const nobot = await seen.server.as(bot);
  await nobot.ask("send_group_msg", { group_id: group, message: "mine" });
  await say(page, "oops");
  await message(page, "mine").click({ button: "right" });
  const recall = page.getByRole("menuitem", { name: "Recall" });
  await recall.getByText("Only your own messages").waitFor();
  await expectFaultless(seen);
  await page.keyboard.press("Escape");
  await message(page, "oops").click({ button: "right" });
  await recall.click();
  expect(await nobot.next("group_recall")).toMatchObject({ user_id: alice, operator_id: alice });
});

test("who replies or mentions by the menu goes on writing", async () => {
  await using seen = await open(inGroup);
  const { page } = seen;
  const nobot = await seen.server.as(bot);
  await nobot.ask("send_group_msg", { group_id: group, message: "who?" });
  await message(page, "who?").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Reply" }).click();
  await page.getByRole("menu").waitFor({ state: "detached" });
  await page.keyboard.type("me ");
  await message(page, "who?").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Mention" }).click();
  await page.getByRole("menu").waitFor({ state: "detached" });
  await page.keyboard.press("Enter");
  expect(await nobot.next("message")).toMatchObject({
    message: [{ type: "reply" }, { data: { text: "me " } }, { type: "at" }, { type: "text" }],
  });
});

test("by the keyboard alone: the menu of a message opens, copies its number and gives the focus back", async () => {
  await using seen = await open(inGroup, { permissions: ["clipboard-read", "clipboard-write"] });
  const { page } = seen;
  const nobot = await seen.server.as(bot);
  const { message_id } = await nobot.ask("send_group_msg", { group_id: group, message: "here" });
  await message(page, "here").focus();
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "Copy message_id" }).press("Enter");
  await page.getByRole("menu").waitFor({ state: "detached" });
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe(String(message_id));
  expect(await page.evaluate("document.activeElement.textContent")).toContain("here");
  await page.keyboard.press("t");
  expect(new URL(page.url()).hash).toContain(`trace=${String(message_id)}`);
});

test("a reaction is chosen and given", async () => {
  await using seen = await open(inGroup);
  const { page } = seen;
  const nobot = await seen.server.as(bot);
  await nobot.ask("send_group_msg", { group_id: group, message: "nice" });
  await message(page, "nice").hover();
  await page.getByRole("button", { name: "React" }).click();
  await page
    .getByRole("dialog", { name: "React" })
    .getByRole("button", { name: "👍" })
    .first()
    .click();
  expect(await nobot.next("group_msg_emoji_like")).toMatchObject({
    user_id: alice,
    likes: [{ emoji_id: "128077", count: 1 }],
  });
  expect(seen.complaints).toEqual([]);
});

test("a message is sent on to another conversation", async () => {
  await using seen = await open(inGroup);
  const { page } = seen;
  const asBob = await seen.server.as(bob);
  const nobot = await seen.server.as(bot);
  await nobot.ask("send_group_msg", { group_id: group, message: "pass it on" });
  await message(page, "pass it on").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Forward to…" }).click();
  await expectFaultless(seen);
  await page.getByRole("dialog").getByRole("button", { name: /Bob/ }).click();
  await asBob.next("message");
  expect(await asBob.next("message")).toMatchObject({
    message_type: "private",
    raw_message: "pass it on",
  });
});

test("a double click on an avatar pokes", async () => {
  await using seen = await open(inGroup);
  const { page } = seen;
  const nobot = await seen.server.as(bot);
  await nobot.ask("send_group_msg", { group_id: group, message: "I am here" });
  await message(page, "I am here").locator(".avatar").dblclick();
  expect(await nobot.next("poke")).toMatchObject({ user_id: alice, target_id: bot });
});

test("on a phone a message's menu comes from below, and axe finds nothing", async () => {
  await using seen = await open(inGroup, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    colorScheme: "dark",
  });
  const { page } = seen;
  await say(page, "hello");
  await message(page, "hello").dispatchEvent("contextmenu", { clientX: 200, clientY: 200 });
  const menu = page.getByRole("menu");
  await menu.getByRole("menuitem", { name: "Recall" }).waitFor();
  const box = await menu.boundingBox();
  expect(box && [box.x, box.width, Math.round(box.y + box.height)]).toEqual([0, 390, 844]);
  await expectFaultless(seen);
});
