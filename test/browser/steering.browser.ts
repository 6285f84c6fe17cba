import { expect, test } from "bun:test";

import { alice, bot, group } from "../support/server.ts";
import { findFaults } from "./axe.ts";
import { open } from "./browser.ts";
import { panel, person } from "./panel.ts";

const inGroup = { group_id: group };

test("the clock is stopped, moved and brought back, and the banner tells it on every view", async () => {
  await using seen = await open("#/world");
  const { page, server } = seen;
  const me = await server.as(bot);
  const clock = panel(page, "Clock");
  await clock.getByRole("button", { name: "Freeze" }).click();
  await clock.getByText("Frozen").waitFor();
  const { time } = await me.ask<{ time: number }>(".sandbox.clock");
  await clock.getByRole("button", { name: "+10 min" }).click();
  await clock.getByText(/(10 m|9 m 5\d s) ahead of real time/).waitFor();
  expect(await me.ask(".sandbox.clock")).toMatchObject({ time: time + 600, frozen: true });
  await clock.getByRole("button", { name: "To 08:00 tomorrow" }).click();
  await clock.getByText("08:00:00").waitFor();
  await clock.getByLabel("Set to").fill("2027-03-01T12:30:05");
  await clock.getByRole("button", { name: "Set" }).click();
  await clock.getByText("12:30:05").waitFor();
  await clock.getByText("1 March 2027").waitFor();
  await page.getByRole("link", { name: "Chat" }).first().click();
  await page.getByText("Clock frozen at 12:30:05").waitFor();
  expect(await findFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByText(/^Clock .+ ahead$/).waitFor();
  await page.getByRole("button", { name: "Real time" }).click();
  await page.getByText(/^Clock/).waitFor({ state: "hidden" });
  expect(await me.ask(".sandbox.clock")).toMatchObject({ frozen: false, ahead: 0 });
});

test("a fault is injected, hit, seen to be hit, and cleared", async () => {
  await using seen = await open("#/world");
  const { page, server } = seen;
  const me = await server.as(bot);
  await page.getByRole("button", { name: "Inject" }).click();
  await page.getByRole("menuitem", { name: "Calls go wrong…" }).click();
  await page.getByLabel("Action action").fill("send_gruop_msg");
  await page.keyboard.press("Enter");
  await page.getByText("did you mean send_group_msg?").waitFor();
  await page.getByLabel("Action action").fill("send_*");
  await page.getByLabel("Count count").fill("2");
  await page.keyboard.press("Enter");
  const faults = panel(page, "Faults");
  await faults.getByText("Only 10001 · 2 left · not hit yet").waitFor();
  await page.getByText("1 fault active").waitFor();
  await me.call("send_group_msg", { ...inGroup, message: "hi" });
  await faults.getByText("Only 10001 · 1 left · hit once").waitFor();
  expect(await findFaults(page)).toEqual([]);
  await faults.getByRole("button", { name: "Clear send_*" }).click();
  await faults.getByText("Nothing is broken").waitFor();
  await page.getByText("1 fault active").waitFor({ state: "hidden" });
  expect(await me.call("send_group_msg", { ...inGroup, message: "hi" })).toMatchObject({
    retcode: 0,
  });
});

test("held events are counted, and let go when the banner clears them", async () => {
  await using seen = await open("#/world");
  const { page, server } = seen;
  const [me, she] = [await server.as(bot), await server.as(alice)];
  await page.getByRole("button", { name: "Inject" }).click();
  await page.getByRole("menuitem", { name: "Events go wrong…" }).click();
  await page.getByLabel("Event event").and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("1 fault active").waitFor();
  await she.ask("send_group_msg", { ...inGroup, message: "held" });
  await panel(page, "Faults").getByText("1 event held, let go when cleared").waitFor();
  await page.getByRole("button", { name: "Clear all" }).click();
  expect(await me.next("message")).toMatchObject({ raw_message: "held" });
});

test("the world is put aside, changed, brought back, and the way back is taken back too", async () => {
  await using seen = await open(`#/chat/${alice}-g${group}`);
  const { page, server } = seen;
  const she = await server.as(alice);
  await she.ask("send_group_msg", { ...inGroup, message: "first" });
  await page.getByRole("log").getByText("first").waitFor();
  await page.getByRole("link", { name: "World" }).first().click();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByLabel("Name name").fill("before");
  await page.keyboard.press("Enter");
  const snapshots = panel(page, "Snapshots");
  await snapshots.getByText(/\d\d:\d\d · 1 message$/).waitFor();
  await she.ask("send_group_msg", { ...inGroup, message: "second" });
  await she.ask(".sandbox.create_user", { nickname: "Zoe" });
  await person(page, "Zoe").waitFor();
  await snapshots.getByRole("button", { name: "Restore before" }).click();
  await page.getByText("Restored “before”").waitFor();
  await person(page, "Zoe").waitFor({ state: "hidden" });
  expect(await findFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("The world is as it was before").waitFor();
  await person(page, "Zoe").waitFor();
  await page.getByRole("link", { name: "Chat" }).first().click();
  await page.getByRole("log").getByText("second").waitFor();
  expect(seen.complaints).toEqual([]);
});

test("the world is reset after a question that names what goes, and that can be undone", async () => {
  await using seen = await open("#/world");
  const { page, server } = seen;
  const me = await server.as(bot);
  await me.ask(".sandbox.create_user", { nickname: "Zoe" });
  await person(page, "Zoe").waitFor();
  await page.getByRole("button", { name: "Reset the world…" }).click();
  await page.getByText("9 people, 2 groups and 0 group messages").waitFor();
  expect(
    await page.getByRole("button", { name: "Cancel" }).evaluate((one) => one.matches(":focus")),
  ).toBe(true);
  expect(await findFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Reset", exact: true }).click();
  await page.getByText("The world was reset").waitFor();
  await person(page, "Zoe").waitFor({ state: "hidden" });
  await panel(page, "Snapshots").getByText("Before the reset").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await person(page, "Zoe").waitFor();
  await panel(page, "Snapshots").getByText("No snapshots yet").waitFor();
});

test("a world with its media is exported to a file, and imported from it", async () => {
  await using seen = await open("#/world");
  const { page, server } = seen;
  const she = await server.as(alice);
  const picture =
    "base64://iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  const message = [{ type: "image", data: { file: picture } }];
  const { message_id } = await she.ask("send_group_msg", { ...inGroup, message });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^onebot-world-[\dT-]+\.json$/);
  const file = await download.path();
  expect(await Bun.file(file).json()).toMatchObject({ onebot_sandbox: 1, media: [{ size: 70 }] });
  await she.ask(".sandbox.reset");
  expect(await she.call("get_msg", { message_id })).toMatchObject({ retcode: 102 });
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Import" }).click(),
  ]);
  await chooser.setFiles(file);
  await page.getByText("Another world was imported").waitFor();
  const said = await she.ask<{ message: { data: { url: string } }[] }>("get_msg", { message_id });
  const address = new URL(said.message[0]?.data.url ?? "");
  expect((await fetch(new URL(address.pathname, page.url()))).status).toBe(200);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("The world is as it was before").waitFor();
  expect(await she.call("get_msg", { message_id })).toMatchObject({ retcode: 102 });
});

test("a file that is no world is refused where it was given, and leaves no snapshot", async () => {
  await using seen = await open("#/world");
  const { page } = seen;
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Import" }).click(),
  ]);
  await chooser.setFiles({
    name: "x.json",
    mimeType: "application/json",
    buffer: Buffer.from("{}"),
  });
  await panel(page, "Snapshots").getByRole("alert").getByText("100").waitFor();
  await panel(page, "Snapshots").getByText("No snapshots yet").waitFor();
});
