import { expect, test } from "bun:test";

import { ownHidden } from "../../src/own-actions.ts";
import { hiddenActions } from "../../src/platforms/sandbox/hidden/action.ts";
import { admin, alice, bob, bot, group, stranger } from "../support/server.ts";
import { findFaults } from "./axe.ts";
import { open } from "./browser.ts";
import { panel, person } from "./panel.ts";

const noon = 1_800_000_000;
const inGroup = { group_id: group };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

test("people are made, changed and deleted, and the rail knows them at once", async () => {
  await using seen = await open("#/world");
  const { page } = seen;
  await page.getByRole("button", { name: "Add a person" }).first().click();
  await page.getByLabel("Nickname nickname").fill("Frank");
  await page.getByLabel("Age age").fill("-1");
  await page.keyboard.press("Enter");
  await page.getByText("must be").waitFor();
  expect(await findFaults(page)).toEqual([]);
  await page.getByLabel("Age age").fill("40");
  await page.keyboard.press("Enter");
  await person(page, "Frank").getByText("40").waitFor();
  await page.getByRole("button", { name: "Edit Frank" }).click();
  await page.getByLabel("Nickname nickname").fill("Fred");
  await page.keyboard.press("Enter");
  await person(page, "Fred").getByRole("button", { name: "Bring Fred into Alice's group" }).click();
  await person(page, "Fred").getByText("Member").waitFor();
  await page.getByRole("searchbox", { name: "Name or number" }).fill("fre");
  await person(page, "Alice").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "More for Fred" }).click();
  await page.getByRole("menuitem", { name: "Delete this person…" }).click();
  await page.getByText("the membership of 1 groups are lost for good").waitFor();
  expect(
    await page.getByRole("button", { name: "Cancel" }).evaluate((one) => one.matches(":focus")),
  ).toBe(true);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await person(page, "Fred").waitFor({ state: "hidden" });
  await page.getByRole("link", { name: "Chat" }).first().click();
  await page.getByRole("button", { name: "Alice 20002" }).waitFor();
  expect(await page.getByRole("button", { name: /^Fred/ }).count()).toBe(0);
  expect(seen.complaints).toEqual([]);
});

test("groups are made with their people, changed, opened with their members, and deleted", async () => {
  await using seen = await open("#/world");
  const { page, server } = seen;
  await page.getByRole("button", { name: "New group" }).click();
  await page.getByLabel("Name name").fill("Chess");
  await page.getByLabel("Group group_id").fill("7");
  await page.getByRole("group", { name: "Admins" }).getByLabel("Alice").check();
  await page.getByRole("group", { name: "Members" }).getByLabel("Dave").check();
  expect(await findFaults(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await panel(page, "Groups").getByText("3 / 200").waitFor();
  const me = await server.as(bot);
  const members = await me.ask<object[]>("get_group_member_list", { group_id: 7 });
  expect(members).toContainEqual(expect.objectContaining({ user_id: alice, role: "admin" }));
  await page.getByRole("button", { name: "Edit Chess" }).click();
  await page.getByLabel("Name name").fill("Go");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "More for Go" }).click();
  await page.getByRole("menuitem", { name: "Members and settings" }).click();
  await page.getByRole("complementary", { name: "Group panel" }).getByText("Dave").waitFor();
  await page.goBack();
  await page.goBack();
  await page.getByRole("button", { name: "More for Go" }).click();
  await page.getByRole("menuitem", { name: "Delete the group…" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await panel(page, "Groups").getByText("Go", { exact: true }).waitFor({ state: "hidden" });
});

test("a request is raised, and it is told when the bot has decided it", async () => {
  await using seen = await open("#/world");
  const { page, server } = seen;
  const me = await server.as(bot);
  await page.getByRole("button", { name: "Raise a request" }).click();
  await page.getByRole("menuitem", { name: "Ask to join a group…" }).click();
  await page.getByLabel("Who asks").selectOption(String(stranger));
  await page.getByLabel("Group group_id").fill(String(group));
  await page.getByLabel("Comment comment").fill("let me in please");
  await page.keyboard.press("Enter");
  const { flag } = await me.next("request");
  const requests = panel(page, "Requests");
  await requests.getByText("Bot and 陈晨 may decide · delivered to Bot").waitFor();
  await requests.getByText("“let me in please”").waitFor();
  expect(await findFaults(page)).toEqual([]);
  await me.ask("set_group_add_request", { flag, sub_type: "add", approve: false, reason: "full" });
  await requests.getByText(/^Bot rejected it after \d+ m?s: “full”$/).waitFor();
  await requests.getByText("Rejected", { exact: true }).waitFor();
  expect(seen.complaints).toEqual([]);
});

test("a request is decided by a person, as whoever may", async () => {
  await using seen = await open("#/world");
  const { page, server } = seen;
  const he = await server.as(stranger);
  await he.ask(".sandbox.ask_join", inGroup);
  await he.ask(".sandbox.ask_friend", { user_id: alice, comment: "hi" });
  const requests = panel(page, "Requests");
  const join = requests.getByRole("listitem").filter({ hasText: "asks to join" });
  await join.getByLabel("as").selectOption(String(admin));
  await join.getByRole("button", { name: "Approve" }).click();
  expect(await he.next("group_increase")).toMatchObject({ operator_id: admin });
  await join.getByText("Approved", { exact: true }).waitFor();
  const friend = requests.getByRole("listitem").filter({ hasText: "asks to befriend" });
  await friend.getByRole("button", { name: "More for Dave" }).click();
  await page.getByRole("menuitem", { name: "Approve with a remark…" }).click();
  await page.getByLabel("Remark remark").fill("pal");
  await page.keyboard.press("Enter");
  await friend.getByText("Approved", { exact: true }).waitFor();
  const she = await server.as(alice);
  expect(await she.ask<object[]>("get_friend_list")).toContainEqual(
    expect.objectContaining({ user_id: stranger, remark: "pal" }),
  );
});

test("the bot's try that failed is told with the request, which still waits", async () => {
  await using seen = await open("#/world");
  const { page, server } = seen;
  const [me, he] = [await server.as(bot), await server.as(stranger)];
  await he.ask(".sandbox.ask_friend", { user_id: bot });
  const { flag } = await me.next("request");
  await me.call("set_group_add_request", { flag, sub_type: "add" });
  await panel(page, "Requests")
    .getByText(/Bot tried: There is no add request/)
    .waitFor();
});

test("the world is run by the keyboard alone", async () => {
  await using seen = await open("#/world");
  const { page, server } = seen;
  const me = await server.as(bot);
  await panel(page, "Clock").getByRole("button", { name: "Freeze" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("Clock frozen at").waitFor();
  await page.getByRole("button", { name: "Raise a request" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Ask to join a group…" }).waitFor();
  await page.getByLabel("Group group_id").and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.type("hello");
  await page.keyboard.press("Enter");
  expect(await me.next("request")).toMatchObject({ comment: "hello" });
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await panel(page, "Requests").getByRole("button", { name: "Approve" }).focus();
  await page.keyboard.press("Space");
  await panel(page, "Requests").getByText("Approved", { exact: true }).waitFor();
});

test("what another tab or a terminal does is seen without asking", async () => {
  await using seen = await open(`#/chat/${bob}`);
  const { page, server } = seen;
  await page.getByText("2 friends · 2 groups").waitFor();
  const me = await server.as(bot);
  await me.ask(".sandbox.clock", { set: noon, freeze: true });
  await page.getByText("Clock frozen at").waitFor();
  await me.ask(".sandbox.create_group", { name: "Chess", members: [bob] });
  await page.getByText("2 friends · 3 groups").waitFor();
  await me.ask(".sandbox.fault", { event: "message.*", duplicate: true });
  await page.getByText("1 fault active").waitFor();
  await me.ask(".sandbox.update_user", { user_id: bob, nickname: "Bobby" });
  await page.getByRole("region", { name: "Bobby's seat" }).waitFor();
});

test("every hidden action has a form in the palette", async () => {
  await using seen = await open("#/world");
  const { page } = seen;
  await page.getByRole("button", { name: "Run an action, find anyone" }).click();
  const offered = page.getByRole("option", { name: /^\.\w+\.\w+/ });
  await offered.first().waitFor();
  const names = await offered.locator("code").allTextContents();
  expect(names.sort()).toEqual([...Object.keys(hiddenActions), ...Object.keys(ownHidden)].sort());
});

test("where nothing can be steered, that is said", async () => {
  await using seen = await open("#/world", { overrides: ["sandbox.control=false"] });
  await seen.page.getByText("There is no world to steer here").waitFor();
});

test("axe finds nothing in a world where much is going on, light or dark, on a desk or a phone", async () => {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const device of [{}, phone]) {
      await using seen = await open("#/world", { colorScheme, ...device });
      const { page, server } = seen;
      const [me, he] = [await server.as(bot), await server.as(stranger)];
      await me.ask(".sandbox.clock", { set: noon, freeze: true });
      await me.ask(".sandbox.fault", { action: "send_*", retcode: 103, drop: "reply", count: 3 });
      await me.ask(".sandbox.fault", { event: "*", hold: true, account: "all" });
      await me.ask(".sandbox.snapshot", { name: "one" });
      await me.ask("set_group_ban", { ...inGroup, user_id: bob });
      await he.ask(".sandbox.ask_join", { ...inGroup, comment: "please" });
      await panel(page, "Requests").getByText("“please”").waitFor();
      await panel(page, "Snapshots").getByText("one", { exact: true }).waitFor();
      expect(await findFaults(page)).toEqual([]);
    }
  }
});
