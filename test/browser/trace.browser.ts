import { expect, test } from "bun:test";

import type { Client } from "../support/client.ts";
import { alice, bot, group } from "../support/server.ts";
import { findFaults } from "./axe.ts";
import { open } from "./browser.ts";
import type { Seen } from "./browser.ts";
import { inGroup, message, say } from "./talk.ts";

function receipt({ page }: Seen, words: string | RegExp) {
  return page.locator(".receipt").filter({ hasText: words });
}

function drawer({ page }: Seen) {
  return page.getByRole("complementary", { name: "Trace" });
}

/** A bot that mutes somebody who is not there, and sends half a frame. */
async function answerBadly(me: Client): Promise<void> {
  await me.next("message");
  await me.call("get_group_info", { group_id: group });
  await me.call("set_group_ban", { group_id: group, user_id: 20005 });
  me.send('{"action": "send_g');
  await me.ask("send_group_msg", { group_id: group, message: "pong" });
}

test("below a message stands what the bot did with it, and behind that all it called", async () => {
  await using seen = await open(inGroup);
  const me = await seen.server.as(bot);
  await say(seen.page, "ping");
  await answerBadly(me);
  await receipt(seen, "Bot: 3 calls, 1 failed, 1 refused").click();
  const trace = drawer(seen);
  await trace.getByText("message.group.normal").waitFor();
  await trace.getByText("20005 is not in group 10010").waitFor();
  await trace.getByText('{"action": "send_g').waitFor();
  await trace.getByText("Refused frame", { exact: true }).waitFor();
  await trace.getByText("Sent message").waitFor();
  expect(await trace.locator(".step code:first-child").allInnerTexts()).toEqual(
    expect.arrayContaining(["get_group_info", "set_group_ban", "send_group_msg"]),
  );
  expect(seen.page.url()).toContain("trace=");
  await seen.page.keyboard.press("Escape");
  await trace.waitFor({ state: "detached" });
  expect(seen.complaints).toEqual([]);
});

test("two bots on one message: who got it in which form, and the worst of what they did", async () => {
  await using seen = await open(inGroup);
  const me = await seen.server.as(bot);
  const other = await seen.server.as(bot, { query: { message_format: "string" } });
  await say(seen.page, "ping");
  await Promise.all([me.next("message"), other.next("message")]);
  await me.ask("send_group_msg", { group_id: group, message: "one" });
  await other.call("set_group_ban", { group_id: group, user_id: 20005 });
  await receipt(seen, "2 calls, 1 failed").click();
  const trace = drawer(seen);
  await trace.getByText("Delivered to 2").waitFor();
  await trace.getByRole("button", { name: "string" }).click();
  await trace.getByRole("button", { name: /Show all/ }).click();
  await trace.getByText('"message_format": "string"').waitFor();
});

test("a call that quotes nothing of a message is told apart", async () => {
  await using seen = await open(inGroup);
  const me = await seen.server.as(bot);
  await say(seen.page, "ping");
  await me.next("message");
  await me.ask("get_status");
  await me.ask("send_group_msg", { group_id: group, message: "pong" });
  await receipt(seen, "Bot: 1 call ·").click();
  const others = drawer(seen).getByRole("region", { name: /probably related/ });
  await others.getByText("get_status").waitFor();
  expect(await others.getByText("send_group_msg").count()).toBe(0);
});

test("what reached no bot says so, what reached one is delivered, and T opens the trace", async () => {
  await using seen = await open(inGroup);
  await say(seen.page, "hello?");
  await receipt(seen, "No bot got it").waitFor();
  const me = await seen.server.as(bot);
  await say(seen.page, "hello!");
  await me.next("message");
  await receipt(seen, "Delivered to Bot").focus();
  await seen.page.keyboard.press("t");
  await drawer(seen).getByText("Delivered to 1").waitFor();
});

test("a page that is opened after a fault still traces it, and leads on to the wire", async () => {
  await using seen = await open("#/connections");
  const me = await seen.server.as(bot);
  const she = await seen.server.as(alice);
  const { message_id } = await she.ask("send_group_msg", { group_id: group, message: "ping" });
  await answerBadly(me);
  me.close();
  await me.closed;
  await seen.page.goto(seen.at(`${inGroup}?trace=${String(message_id)}`));
  await seen.page.reload();
  await drawer(seen).getByText("20005 is not in group 10010").waitFor();
  await drawer(seen).getByRole("button", { name: "Show in Wire" }).click();
  await seen.page.getByRole("heading", { name: "message.group.normal" }).waitFor();
  await seen.page.getByRole("tab", { name: "Trace" }).click();
  await seen.page.getByText("20005 is not in group 10010").last().waitFor();
});

test("a message whose frames are gone says so", async () => {
  await using seen = await open(`${inGroup}?trace=999999`);
  await drawer(seen)
    .getByText(/pushed out by newer ones/)
    .waitFor();
});

test("up and down go to the other messages that were answered", async () => {
  await using seen = await open(inGroup);
  const me = await seen.server.as(bot);
  for (const text of ["one", "two"]) {
    await say(seen.page, text);
    await me.next("message");
    await me.ask("send_group_msg", { group_id: group, message: `${text}!` });
  }
  await message(seen.page, "two").first().locator(".receipt", { hasText: "1 call" }).click();
  await drawer(seen).getByText("Alice two").waitFor();
  await seen.page.keyboard.press("ArrowUp");
  await drawer(seen).getByText("Alice one").waitFor();
  await seen.page.keyboard.press("ArrowDown");
  await drawer(seen).getByText("Alice two").waitFor();
});

test.each([1440, 390])("axe finds nothing at %i pixels, light or dark", async (width) => {
  for (const colorScheme of ["light", "dark"] as const) {
    await using seen = await open("", { colorScheme, viewport: { width, height: 844 } });
    await seen.page.goto(seen.at(inGroup));
    const me = await seen.server.as(bot);
    await say(seen.page, "ping");
    await answerBadly(me);
    await receipt(seen, "3 calls, 1 failed, 1 refused").waitFor();
    expect(await findFaults(seen.page)).toEqual([]);
    await receipt(seen, "3 calls, 1 failed, 1 refused").click();
    await drawer(seen).waitFor();
    expect(await findFaults(seen.page)).toEqual([]);
  }
});
