import { expect, test } from "bun:test";

import { alice, bot, group } from "../support/server.ts";
import { findFaults } from "./axe.ts";
import { open } from "./browser.ts";
import type { Seen } from "./browser.ts";

/** The row of a frame that is in sight. */
function row({ page }: Seen, words: string | RegExp) {
  return page.getByRole("row").filter({ hasText: words });
}

function detail({ page }: Seen) {
  return page.getByRole("complementary", { name: "Frame", exact: true });
}

test("frames are shown as they come, and what failed stands out", async () => {
  await using seen = await open("#/wire");
  const me = await seen.server.as(bot);
  await me.call("get_status");
  await me.call("set_group_ban", { group_id: group, user_id: 1 });
  me.send('{"action": "send_g');
  await row(seen, "Refused").waitFor();
  await row(seen, /Call.*get_status/).waitFor();
  await row(seen, /Reply.*set_group_ban.*102/).waitFor();
  await seen.page.getByText("2 failed").waitFor();
  await seen.page.getByRole("button", { name: /Failed/ }).click();
  await row(seen, "get_status").first().waitFor({ state: "detached" });
  expect(await row(seen, "set_group_ban").count()).toBe(2);
  expect(seen.complaints).toEqual([]);
});

test("a page that is opened after a fault still shows it", async () => {
  await using seen = await open("#/connections");
  const me = await seen.server.as(bot);
  await me.call("set_group_ban", { group_id: group, user_id: 1 });
  me.close();
  await me.closed;
  await seen.page.goto(seen.at("#/wire?kind=failed"));
  await seen.page.reload();
  await row(seen, /Call.*set_group_ban/).click();
  await detail(seen)
    .getByText(/1 is not in group|There is no|No /)
    .first()
    .waitFor();
});

test("paused, the table stays as it is and says how many wait", async () => {
  await using seen = await open("#/wire");
  const { page } = seen;
  const me = await seen.server.as(bot);
  await me.call("get_status");
  await row(seen, /Reply.*get_status/).waitFor();
  await page.getByRole("grid").focus();
  await page.keyboard.press("Space");
  await page.getByText("Paused, 0 waiting").waitFor();
  for (let n = 0; n < 5; n++) await me.call("get_version_info");
  await page.getByText("Paused, 10 waiting").waitFor();
  expect(await row(seen, "get_version_info").count()).toBe(0);
  await page.keyboard.press("Space");
  await row(seen, "get_version_info").first().waitFor();
  await page.getByText("Live", { exact: true }).waitFor();
});

test("a filter is kept in the address: text, kind, action; and a call is there with its reply", async () => {
  await using seen = await open("#/wire");
  const { page } = seen;
  const me = await seen.server.as(bot);
  await me.call("get_status");
  await me.call("get_group_info", { group_id: group });
  await row(seen, /Reply.*get_group_info/).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("group_info");
  await row(seen, "get_status").first().waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await page.reload();
  await row(seen, "get_group_info").first().waitFor();
  expect(await row(seen, "get_status").count()).toBe(0);
  await page.getByRole("searchbox").fill("");
  await page.getByRole("button", { name: "Action", exact: true }).click();
  await page.getByRole("menuitemradio", { name: "get_status" }).click();
  await row(seen, "get_group_info").first().waitFor({ state: "detached" });
  expect(page.url()).toContain("action=get_status");
});

test("the console's own frames and heartbeats are hidden until they are wanted", async () => {
  await using seen = await open(`#/chat/${alice}-g${group}`, {
    overrides: ["heartbeat.enable=true", "heartbeat.interval=200"],
  });
  const { page } = seen;
  await seen.server.as(bot);
  await page.getByRole("log").or(page.getByText("No messages yet")).waitFor();
  await page.getByRole("link", { name: "Wire" }).first().click();
  await row(seen, "meta_event.lifecycle.connect").first().waitFor();
  expect(await row(seen, "get_friend_list").count()).toBe(0);
  expect(await row(seen, "heartbeat").count()).toBe(0);
  await page.getByRole("button", { name: "Bots only" }).click();
  await page.getByRole("searchbox").fill("get_friend_list");
  await row(seen, "get_friend_list").first().waitFor();
  await page.getByRole("searchbox").fill("");
  await page.getByRole("button", { name: "Heartbeats hidden" }).click();
  await row(seen, "meta_event.heartbeat").first().waitFor();
});

test("J and K go from frame to frame, Enter opens one with its reply, Esc closes it", async () => {
  await using seen = await open("#/wire");
  const { page } = seen;
  const me = await seen.server.as(bot);
  await me.call("get_status");
  await row(seen, /Reply.*get_status/).waitFor();
  await page.keyboard.press("k");
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await detail(seen).getByRole("heading", { name: "get_status" }).waitFor();
  await detail(seen).getByText("Its reply").waitFor();
  expect(await page.locator(".frame.is-here").count()).toBe(1);
  expect(await page.locator(".frame.is-paired").innerText()).toContain("Reply");
  await page.keyboard.press("j");
  await detail(seen).getByRole("tab", { name: "Reply" }).waitFor();
  await page.keyboard.press("Escape");
  await detail(seen).waitFor({ state: "detached" });
});

test("a call is changed and sent again as somebody else; what is no JSON is marked by its line", async () => {
  await using seen = await open("#/wire");
  const { page, server } = seen;
  const me = await server.as(bot);
  const she = await server.as(alice);
  await me.call("send_group_msg", { group_id: 1, message: "again" });
  await row(seen, /Call.*send_group_msg/).click();
  await page.keyboard.press("r");
  const editor = detail(seen).getByRole("textbox", { name: "The call to send" });
  await editor.fill('{\n  "action": "send_group_msg"\n  "params": {}\n}');
  await detail(seen)
    .getByText(/Line 3 is not JSON/)
    .waitFor();
  expect(await page.locator(".json-editor .line.is-wrong").innerText()).toContain('"params"');
  const params = { group_id: group, message: "again" };
  await editor.fill(JSON.stringify({ action: "send_group_msg", params }));
  await detail(seen).getByRole("button", { name: "as Bot" }).click();
  await page.getByRole("menuitemradio", { name: "Bob" }).click();
  await editor.press("Control+Enter");
  await detail(seen).getByText("Result").waitFor();
  expect(await she.next("message")).toMatchObject({ user_id: 20003, raw_message: "again" });
  expect(seen.complaints).toEqual([]);
});

test("a frame is copied as JSON, as curl and as a command", async () => {
  await using seen = await open("#/wire", { permissions: ["clipboard-read", "clipboard-write"] });
  const { page, server } = seen;
  const me = await server.as(bot);
  await me.call("get_group_info", { group_id: group });
  await row(seen, /Call.*get_group_info/).click();
  const copied = async (name: string) => {
    await detail(seen).getByRole("button", { name, exact: true }).click();
    await detail(seen).getByText("Copied").waitFor();
    return page.evaluate<string>("navigator.clipboard.readText()");
  };
  expect(JSON.parse(await copied("JSON"))).toMatchObject({ action: "get_group_info" });
  const json = `'{"group_id":${group}}'`;
  expect(await copied("onebot call")).toBe(
    `onebot call get_group_info ${json} --as ${bot} --url ${server.url.href}`,
  );
  const curl = await copied("curl");
  expect(curl).toContain(`${server.httpUrl.href}get_group_info`);
  expect(curl).toEndWith(`-d ${json}`);
});

test("a part of the last minute is dragged over, and only its frames are shown", async () => {
  await using seen = await open("#/wire");
  const { page } = seen;
  const me = await seen.server.as(bot);
  await me.call("get_status");
  await row(seen, /Reply.*get_status/).waitFor();
  const strip = page.getByRole("slider");
  const { x, y, width } = (await strip.boundingBox()) ?? { x: 0, y: 0, width: 0 };
  await page.mouse.move(x + width * 0.1, y + 10);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.4, y + 10);
  await page.mouse.up();
  await page.getByText("No frame matches").waitFor();
  await page.getByRole("button", { name: "Show all times" }).click();
  await row(seen, /Reply.*get_status/).waitFor();
});

test("of 10 000 frames few are drawn, and the newest is in sight", async () => {
  await using seen = await open("#/wire");
  const { page } = seen;
  const me = await seen.server.as(bot);
  for (let n = 0; n < 5000; n++) me.send({ action: "get_status", echo: n });
  await me.call("get_version_info");
  await row(seen, /Reply.*get_version_info/).waitFor();
  expect(await page.getByRole("row").count()).toBeLessThan(100);
  await page.reload();
  await page.getByText(/^10,0\d\d frames/).waitFor();
  await row(seen, /Reply.*get_version_info/).waitFor();
  expect(seen.complaints).toEqual([]);
});

test.each([1440, 1024, 390])("axe finds nothing at %i pixels, light or dark", async (width) => {
  for (const colorScheme of ["light", "dark"] as const) {
    await using seen = await open("#/wire", { colorScheme, viewport: { width, height: 844 } });
    const me = await seen.server.as(bot);
    await me.call("set_group_ban", { group_id: group, user_id: 1 });
    await row(seen, "set_group_ban").first().waitFor();
    expect(await findFaults(seen.page)).toEqual([]);
    await row(seen, "set_group_ban").first().click();
    await detail(seen).waitFor();
    expect(await findFaults(seen.page)).toEqual([]);
  }
});
