import { expect, test } from "bun:test";

import type { Page } from "playwright-core";

import { admin, bot, group } from "../support/server.ts";
import { open } from "./browser.ts";
import { expectFaultless, field, inGroup, say } from "./talk.ts";

/** A picture of one point. */
const picture =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

test("Enter sends, Shift+Enter breaks the line, and Enter of an input method is its own", async () => {
  await using seen = await open(inGroup);
  const { page } = seen;
  const nobot = await seen.server.as(bot);
  await field(page).pressSequentially("one");
  await field(page).dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
  await field(page).press("Shift+Enter");
  await field(page).pressSequentially("two");
  await field(page).press("Enter");
  expect(await nobot.next("message")).toMatchObject({ raw_message: "one\ntwo" });
  expect(await field(page).inputValue()).toBe("");
  await expectFaultless(seen);
});

test.each(["paste", "drop"] as const)(
  "a picture comes along by %s, and can be removed",
  async (way) => {
    await using seen = await open(inGroup);
    const { page } = seen;
    const nobot = await seen.server.as(bot);
    await field(page).fill("look");
    await give(page, way);
    await page.getByRole("button", { name: "Remove dot.png" }).waitFor();
    await expectFaultless(seen);
    await page.getByRole("button", { name: "Remove dot.png" }).click();
    await give(page, way);
    await page.getByRole("list", { name: "Attachments" }).getByRole("img").waitFor();
    await field(page).press("Enter");
    const { message: said } = (await nobot.next("message")) as { message: { type: string }[] };
    expect(said.map(({ type }) => type)).toEqual(["text", "image"]);
    await page.getByRole("log").locator('img[src^="/media/"]').waitFor();
  },
);

test("a file is chosen and sent as a file", async () => {
  await using seen = await open(inGroup);
  const { page } = seen;
  const nobot = await seen.server.as(bot);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "File" }).click();
  const file = { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("hello") };
  await (await chooser).setFiles(file);
  await page.getByText("notes.txt").waitFor();
  await field(page).press("Enter");
  expect(await nobot.next("message")).toMatchObject({
    message: [{ type: "file", data: { file: "notes.txt", file_size: "5" } }],
  });
});

test("a voice is recorded, and sent as a message of its own", async () => {
  await using seen = await open(inGroup, { permissions: ["microphone"] });
  const { page } = seen;
  const nobot = await seen.server.as(bot);
  await page.getByRole("button", { name: "Voice" }).click();
  await page.getByRole("menuitem", { name: "Record" }).click();
  await page.getByText("Recording 0:01").waitFor();
  await expectFaultless(seen);
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByRole("button", { name: "Remove Voice" }).waitFor();
  await field(page).press("Enter");
  expect(await nobot.next("message")).toMatchObject({ message: [{ type: "record" }] });
});

test("without a microphone, the composer says so", async () => {
  await using seen = await open(inGroup);
  const { page } = seen;
  await page.getByRole("button", { name: "Voice" }).click();
  await page.getByRole("menuitem", { name: "Record" }).click();
  await page.getByRole("alert").getByText("The microphone cannot be used").waitFor();
  await expectFaultless(seen);
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("alert").waitFor({ state: "detached" });
});

test("@ completes members, bots first, and everyone with what is left of it today", async () => {
  await using seen = await open(`#/chat/${admin}-g${group}`);
  const { page } = seen;
  const nobot = await seen.server.as(bot);
  await field(page).pressSequentially("hey @");
  const options = page.getByRole("listbox", { name: "Whom to mention" }).getByRole("option");
  await page.getByText("10 left today").waitFor();
  expect(await options.first().textContent()).toContain("BOT");
  await expectFaultless(seen);
  await field(page).pressSequentially("Bo");
  await field(page).press("ArrowDown");
  await field(page).press("ArrowUp");
  await field(page).press("Enter");
  await field(page).pressSequentially("hi");
  await field(page).press("Enter");
  expect(await nobot.next("message")).toMatchObject({
    message: [
      { type: "text", data: { text: "hey " } },
      { type: "at", data: { qq: String(bot) } },
      { type: "text", data: { text: " hi" } },
    ],
  });
});

test("a face is put among the words, and stands first among the recent ones", async () => {
  await using seen = await open(inGroup);
  const { page } = seen;
  const nobot = await seen.server.as(bot);
  await field(page).fill("ok ");
  await page.getByRole("button", { name: "Emoji", exact: true }).click();
  await page
    .getByRole("region", { name: "QQ faces" })
    .getByRole("button", { name: "grin" })
    .click();
  await field(page).press("Enter");
  expect(await nobot.next("message")).toMatchObject({
    message: [{ data: { text: "ok " } }, { type: "face", data: { id: "13" } }],
  });
  await page.getByRole("button", { name: "Emoji", exact: true }).click();
  const recent = page.getByRole("region", { name: "Recent" });
  expect(await recent.getByRole("button").first().getAttribute("aria-label")).toBe("grin");
  await expectFaultless(seen);
});

test("dice fall by chance, or as whoever is not the bot wishes", async () => {
  await using seen = await open(inGroup);
  const { page } = seen;
  const nobot = await seen.server.as(bot);
  await page.getByRole("button", { name: "Dice, rock-paper-scissors" }).click();
  await page.getByRole("menuitem", { name: "Dice: Throw ⚄" }).waitFor();
  await expectFaultless(seen);
  await page.getByRole("menuitem", { name: "Dice: Throw ⚄" }).click();
  expect(await nobot.next("message")).toMatchObject({
    message: [{ type: "dice", data: { result: "5" } }],
  });
});

test("a card is written into a small form, which says what is wrong with it", async () => {
  await using seen = await open(inGroup);
  const { page } = seen;
  const nobot = await seen.server.as(bot);
  await page.getByRole("button", { name: /^More: / }).click();
  await page.getByRole("menuitem", { name: "JSON card" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("{");
  await dialog.getByRole("button", { name: "Send" }).click();
  await dialog.getByText(/not valid JSON/).waitFor();
  await expectFaultless(seen);
  await dialog.getByRole("textbox").fill('{"app":"a"}');
  await dialog.getByRole("button", { name: "Send" }).click();
  expect(await nobot.next("message")).toMatchObject({
    message: [{ type: "json", data: { data: '{"app":"a"}' } }],
  });
});

test("messages are ticked and forwarded as one conversation", async () => {
  await using seen = await open(inGroup);
  const { page } = seen;
  const nobot = await seen.server.as(bot);
  await say(page, "first");
  await nobot.next("message");
  await page.getByRole("button", { name: /^More: / }).click();
  await page.getByRole("menuitem", { name: "Forward as one" }).click();
  await page.getByRole("checkbox", { name: /first/ }).check();
  await expectFaultless(seen);
  await page.getByRole("button", { name: "Send 1 message" }).click();
  expect(await nobot.next("message")).toMatchObject({ message: [{ type: "forward" }] });
});

test("↑ in an empty field brings the last message back, mentions and all", async () => {
  await using seen = await open(inGroup);
  const { page } = seen;
  const nobot = await seen.server.as(bot);
  await field(page).pressSequentially("@Bo");
  await field(page).press("Enter");
  await field(page).pressSequentially("weather");
  await field(page).press("Enter");
  await nobot.next("message");
  await field(page).press("ArrowUp");
  expect(await field(page).inputValue()).toBe("@Bot weather");
  await field(page).press("Enter");
  expect(await nobot.next("message")).toMatchObject({
    message: [{ type: "at" }, { type: "text" }],
  });
});

/** Gives the field a file, as the browser would. */
async function give(page: Page, way: "paste" | "drop"): Promise<void> {
  const event =
    way === "paste"
      ? 'new ClipboardEvent("paste", { ...given, clipboardData: data })'
      : 'new DragEvent("drop", { ...given, dataTransfer: data })';
  await page.evaluate(`{
    const data = new DataTransfer();
    const bytes = Uint8Array.from(atob("${picture}"), (sign) => sign.charCodeAt(0));
    data.items.add(new File([bytes], "dot.png", { type: "image/png" }));
    const given = { bubbles: true, cancelable: true };
    document.querySelector(".composer textarea").dispatchEvent(${event});
  }`);
}
