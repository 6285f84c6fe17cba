import { expect, test } from "bun:test";

import type { Locator, Page } from "playwright-core";

import { admin, alice, bob, bot, group, stranger } from "../support/server.ts";
import { findFaults } from "./axe.ts";
import { open } from "./browser.ts";
import type { Seen } from "./browser.ts";

const noon = 1_800_000_000;
const inGroup = { group_id: group };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

function panelOf(account: number): string {
  return `#/chat/${account}-g${group}?panel=${account}.members`;
}

function member(page: Page, name: string): Locator {
  return page
    .getByRole("complementary", { name: "Group panel" })
    .getByRole("listitem")
    .filter({ has: page.locator(".name", { hasText: name }) });
}

async function openMenu(page: Page, name: string): Promise<Locator> {
  await member(page, name).getByRole("button").first().click({ button: "right" });
  const menu = page.getByRole("menu", { name });
  await menu.waitFor();
  return menu;
}

async function memberInfo({ server }: Seen, user_id: number) {
  const me = await server.as(bot);
  return await me.ask("get_group_member_info", { ...inGroup, user_id });
}

test("a ban counts down, stands still with the clock, and ends when the clock is moved past it", async () => {
  await using seen = await open(panelOf(admin));
  const { page, server } = seen;
  const me = await server.as(bot);
  await me.ask(".sandbox.clock", { set: noon, freeze: true });
  await page.getByText("Clock frozen at").waitFor();
  const menu = await openMenu(page, "Bob");
  await menu.getByRole("menuitem", { name: "Mute" }).click();
  await page.getByRole("menuitem", { name: "10 minutes" }).click();
  await member(page, "Bob").getByText("Muted, 10 m left").waitFor();
  expect(await memberInfo(seen, bob)).toMatchObject({ shut_up_timestamp: noon + 600 });
  await me.ask(".sandbox.clock", { advance: 19 });
  await member(page, "Bob").getByText("Muted, 9 m 41 s left").waitFor();
  expect(await findFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "+10 min" }).click();
  await member(page, "Bob").getByText("Muted").waitFor({ state: "hidden" });
  const he = await server.as(bob);
  expect(await he.call("send_group_msg", { ...inGroup, message: "free" })).toMatchObject({
    retcode: 0,
  });
  expect(seen.complaints).toEqual([]);
});

test("a ban runs down by itself while time goes on", async () => {
  await using seen = await open(panelOf(admin));
  const { page, server } = seen;
  await (await server.as(bot)).ask("set_group_ban", { ...inGroup, user_id: bob, duration: 3 });
  await member(page, "Bob")
    .getByText(/Muted, \d s left/)
    .waitFor();
  await member(page, "Bob").getByText("Muted").waitFor({ state: "hidden" });
});

test("everything is done by the keyboard alone: rows, menu, digits, and back to the row", async () => {
  await using seen = await open(panelOf(admin));
  const { page } = seen;
  await member(page, "Bot").waitFor();
  await page.getByRole("searchbox", { name: "Search members" }).focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  for (let row = 0; row < 3; row++) await page.keyboard.press("ArrowDown");
  await page.locator(".member:focus").getByText("Bob").waitFor();
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menu", { name: "Bob" }).waitFor();
  await page.keyboard.press("M");
  await page.keyboard.press("u");
  await page.keyboard.press("t");
  await page.keyboard.press("ArrowRight");
  await page.getByRole("menu", { name: "Mute for" }).waitFor();
  await page.keyboard.press("3");
  await member(page, "Bob")
    .getByText(/Muted, (1 h|59 m)/)
    .waitFor();
  await page.locator(".member:focus").getByText("Bob").waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("menu", { name: "Bob" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("menu", { name: "Bob" }).waitFor({ state: "hidden" });
  await page.locator(".member:focus").getByText("Bob").waitFor();
});

test("what the seat may not do says why, and is done as somebody who may", async () => {
  await using seen = await open(panelOf(alice));
  const { page } = seen;
  const menu = await openMenu(page, "Bob");
  const mute = menu.getByRole("menuitem", { name: "Mute" });
  expect(await mute.getAttribute("aria-disabled")).toBe("true");
  await mute.getByText("Needs the owner or an admin").waitFor();
  expect(await findFaults(page)).toEqual([]);
  await menu.getByRole("menuitem", { name: "Run as Bot" }).click();
  await menu.getByText("Member · acting as Bot").waitFor();
  await menu.getByRole("menuitem", { name: "Make admin" }).click();
  await member(page, "Bob").getByText("Admin").waitFor();
  expect(await memberInfo(seen, bob)).toMatchObject({ role: "admin" });
});

test("titles and cards are given, and shown where they were given", async () => {
  await using seen = await open(panelOf(alice));
  const { page } = seen;
  const menu = await openMenu(page, "Alice");
  await menu.getByRole("menuitem", { name: "Edit card" }).click();
  await page.getByLabel("Card card").fill("The tester");
  await page.keyboard.press("Enter");
  await member(page, "The tester").waitFor();
  const again = await openMenu(page, "The tester");
  await again.getByRole("menuitem", { name: "Run as Bot" }).click();
  await again.getByRole("menuitem", { name: "Give a title" }).click();
  await page.getByLabel("Title special_title").fill("star");
  await page.keyboard.press("Enter");
  await member(page, "The tester").getByText("star").waitFor();
  expect(await memberInfo(seen, alice)).toMatchObject({ card: "The tester", title: "star" });
});

test("a refusal stands with the member it was about, with its reason", async () => {
  await using seen = await open(panelOf(admin));
  const { page, server } = seen;
  const me = await server.as(bot);
  await me.ask(".sandbox.fault", { account: "all", action: "set_group_kick", retcode: 103 });
  await (await openMenu(page, "Bob")).getByRole("menuitem", { name: "Remove" }).click();
  await member(page, "Bob").getByRole("alert").getByText("Fault 1 was injected here").waitFor();
  expect(await findFaults(page)).toEqual([]);
  await me.ask(".sandbox.clear_faults");
  await (await openMenu(page, "Bob")).getByRole("menuitem", { name: "Remove" }).click();
  await member(page, "Bob").waitFor({ state: "hidden" });
});

test("somebody is mentioned, poked and written to from their menu", async () => {
  await using seen = await open(panelOf(alice));
  const { page, server } = seen;
  const he = await server.as(admin);
  await (await openMenu(page, "陈晨")).getByRole("menuitem", { name: "Poke" }).click();
  expect(await he.next("notify")).toMatchObject({ sub_type: "poke", user_id: alice });
  await (await openMenu(page, "陈晨")).getByRole("menuitem", { name: "Mention" }).click();
  const box = page.getByLabel("Message", { exact: true });
  expect(await box.inputValue()).toBe("@陈晨 ");
  await (await openMenu(page, "陈晨")).getByRole("menuitem", { name: "Message privately" }).click();
  await box.fill("psst");
  await page.keyboard.press("Enter");
  expect(await he.next("message")).toMatchObject({ raw_message: "psst", sub_type: "group" });
});

test("the rules of the group are set: everybody muted, anonymity, name", async () => {
  await using seen = await open(panelOf(admin));
  const { page, server } = seen;
  const me = await server.as(bot);
  await page.getByRole("switch", { name: "Mute everyone" }).click();
  expect(await me.next("group_ban")).toMatchObject({ user_id: 0, operator_id: admin });
  await page.getByRole("switch", { name: "Mute everyone", checked: true }).waitFor();
  await page.getByRole("switch", { name: "Allow anonymity" }).click();
  await page.getByRole("switch", { name: "Allow anonymity", checked: true }).waitFor();
  await page.getByRole("button", { name: "Rename the group" }).click();
  await page.getByLabel("Group name group_name").fill("Chess");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Chess" }).waitFor();
});

test("a member may not set the rules, is told why, and may do it as the bot", async () => {
  await using seen = await open(panelOf(alice));
  const { page, server } = seen;
  await page.getByText("Needs the owner or an admin").waitFor();
  await page.getByRole("switch", { name: "Mute everyone" }).click();
  await page.getByRole("button", { name: "Run as Bot" }).click();
  await page.getByRole("switch", { name: "Mute everyone", exact: true }).click();
  await page.getByRole("switch", { name: "Mute everyone", checked: true }).waitFor();
  const info = await (await server.as(bot)).ask("get_group_info", inGroup);
  expect(info).toMatchObject({ group_all_shut: -1 });
});

test("notices, essence, files and honors have tabs, which the address keeps", async () => {
  await using seen = await open(panelOf(admin));
  const { page, server } = seen;
  const she = await server.as(alice);
  const { message_id } = await she.ask("send_group_msg", { ...inGroup, message: "wise words" });
  const he = await server.as(admin);
  await he.ask("set_essence_msg", { message_id });
  await he.ask("upload_group_file", { ...inGroup, file: "base64://aGk=", name: "hi.txt" });
  await page.getByRole("tab", { name: "Notices" }).click();
  await page.getByRole("button", { name: "Post a notice" }).click();
  await page.getByLabel("Content content").fill("No flooding");
  await page.keyboard.press("Enter");
  await page.getByRole("tabpanel").getByText("No flooding").waitFor();
  await page.getByRole("button", { name: "Take it down" }).click();
  await page.getByText("No notices yet").waitFor();
  await page.getByRole("tab", { name: "Essence" }).click();
  await page.getByRole("tabpanel").getByText("wise words").waitFor();
  await page.getByRole("tab", { name: "Files" }).click();
  await page.getByRole("tabpanel").getByText("hi.txt").waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download" }).click(),
  ]);
  expect(await Bun.file(await download.path()).text()).toBe("hi");
  await page.getByRole("button", { name: "New folder" }).click();
  await page.getByLabel("Name name").fill("papers");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "papers" }).click();
  await page.getByText("No files yet").waitFor();
  await page.getByRole("tab", { name: "Honors" }).click();
  await page.getByRole("button", { name: "Give an honor…" }).click();
  await page.getByLabel("Person user_id").fill(String(alice));
  await page.keyboard.press("Enter");
  await page.getByRole("tabpanel").getByText("Performer").waitFor();
  expect(page.url()).toContain(`panel=${admin}.honors`);
  await page.reload();
  await page.getByRole("tabpanel").getByText("Performer").waitFor();
  expect(seen.complaints).toEqual([]);
});

test("somebody is invited, and a member leaves", async () => {
  await using seen = await open(panelOf(alice));
  const { page, server } = seen;
  const he = await server.as(stranger);
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await page.getByLabel("Person user_id").fill(String(stranger));
  await page.keyboard.press("Enter");
  expect(await he.next("request")).toMatchObject({ sub_type: "invite", user_id: alice });
  await page.getByRole("button", { name: "Leave the group" }).click();
  await page.getByRole("alertdialog", { name: /^Leave / }).waitFor();
  expect(await findFaults(page)).toEqual([]);
  await page.getByRole("alertdialog").getByRole("button", { name: "Leave the group" }).click();
  await page.getByText(/· 1 groups?$/).waitFor();
  const left = await (
    await server.as(bot)
  ).call("get_group_member_info", {
    ...inGroup,
    user_id: alice,
  });
  expect(left).toMatchObject({ retcode: 102 });
});

test.each(["members", "notices", "essence", "files", "honors"])(
  "axe finds nothing on the tab %s, light or dark, on a desk or a phone",
  async (tab) => {
    for (const colorScheme of ["light", "dark"] as const) {
      for (const device of [{}, phone]) {
        const place = `#/chat/${admin}-g${group}?panel=${admin}.${tab}`;
        await using seen = await open(place, { colorScheme, ...device });
        await seen.page.getByRole("tab", { selected: true }).waitFor();
        await seen.page
          .getByRole("tabpanel")
          .getByText(/Settings|yet/)
          .waitFor();
        expect(await findFaults(seen.page)).toEqual([]);
      }
    }
  },
);

test("on a phone the panel is a sheet of its own, and leads back to the chat", async () => {
  await using seen = await open(`#/chat/${admin}-g${group}`, phone);
  const { page } = seen;
  await page.getByRole("button", { name: "Group panel" }).click();
  await page.getByRole("button", { name: "Actions for Bob" }).click();
  await page.getByRole("menu", { name: "Bob" }).waitFor();
  expect(await findFaults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Back to the chat" }).click();
  await page.getByRole("button", { name: "Group panel" }).waitFor();
});
