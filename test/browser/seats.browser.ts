import { expect, test } from "bun:test";

import { alice, bot, group } from "../support/server.ts";
import { findFaults } from "./axe.ts";
import { open } from "./browser.ts";

test("three seats stand side by side; reload and back lead where one was", async () => {
  await using seen = await open(`#/chat/*20002-g${group}/20003-g${group}/20004-p${bot}`);
  const { page } = seen;
  const seats = page.getByRole("region", { name: /'s seat$/ });
  await seats.nth(2).waitFor();
  expect(await seats.count()).toBe(3);
  const [first, second] = [await seats.nth(0).boundingBox(), await seats.nth(1).boundingBox()];
  expect((first?.width ?? 0) / (second?.width ?? 1)).toBeCloseTo(1.42, 1);

  await page.getByRole("link", { name: "Wire" }).click();
  await page.goBack();
  await seats.nth(2).waitFor();
  await page.reload();
  await seats.nth(2).waitFor();
  expect(new URL(page.url()).hash).toBe(`#/chat/*20002-g${group}/20003-g${group}/20004-p${bot}`);
  expect(await findFaults(page)).toEqual([]);
});

test("by keys alone two seats are taken, something is said in each, and one is left", async () => {
  await using seen = await open();
  const { page, server } = seen;
  const it = await server.as(bot);
  // Past the links and buttons on top, into the rail.
  await page.getByRole("textbox", { name: "Message", exact: true }).waitFor();
  await page.keyboard.press("Alt+2");
  const bob = page.getByRole("region", { name: "Bob's seat" });
  const conversation = bob.getByRole("button", { name: /Bot test group|机器人测试群|10010/ });
  await conversation.first().waitFor();
  await page.locator(".seat.is-focused :focus").waitFor();
  await conversation.first().press("Enter");
  await bob.getByRole("textbox", { name: "Message", exact: true }).focus();
  await page.keyboard.type("from Bob");
  await page.keyboard.press("Enter");
  expect(await it.next("message")).toMatchObject({ user_id: 20003, raw_message: "from Bob" });

  await page.keyboard.press("Alt+1");
  await page.locator(".seat.is-focused textarea:focus").waitFor();
  await page.keyboard.type("from Alice");
  await page.keyboard.press("Enter");
  expect(await it.next("message")).toMatchObject({ user_id: 20002, raw_message: "from Alice" });

  await page.keyboard.press("Alt+w");
  await page.getByRole("region", { name: "Alice's seat" }).waitFor({ state: "detached" });
  expect(new URL(page.url()).hash).toStartWith("#/chat/20003");
});

test("the rail is one stop of the tabulator, arrows go through it", async () => {
  await using seen = await open();
  const { page } = seen;
  await page.getByRole("button", { name: "Alice 20002" }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Bob's seat" }).waitFor();
});

test("a divider is dragged, moved by arrows, and evened by Enter", async () => {
  await using seen = await open(`#/chat/*20002/20003`);
  const { page } = seen;
  const seats = page.getByRole("region", { name: /'s seat$/ });
  const widths = async () => {
    const boxes = [await seats.nth(0).boundingBox(), await seats.nth(1).boundingBox()];
    return boxes.map((box) => Math.round(box?.width ?? 0));
  };
  await seats.nth(1).waitFor();
  const [before = 0] = await widths();
  await page.getByRole("slider", { name: "Divider between seats" }).press("ArrowLeft");
  expect((await widths())[0]).toBeLessThan(before);
  const divider = page.getByRole("slider", { name: "Divider between seats" });
  const box = await divider.boundingBox();
  const at = { x: (box?.x ?? 0) + 4, y: (box?.y ?? 0) + 200 };
  const [moved = 0] = await widths();
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x - 100, at.y, { steps: 5 });
  await page.mouse.up();
  expect((await widths())[0]).toBeLessThan(moved - 80);
  await divider.press("Enter");
  const [left = 0, right = 1] = await widths();
  expect(Math.abs(left - right)).toBeLessThan(2);
});

test("the tab is named after the chat, with what is new", async () => {
  await using seen = await open(`#/chat/*20002-g${group}/20003-p${bot}`);
  const { page, server } = seen;
  const it = await server.as(bot);
  const named = async (title: RegExp) => {
    while (!title.test(await page.title())) await Bun.sleep(20);
  };
  await named(/^[^(].* · Alice · onebot$/);
  await page.getByRole("region", { name: "Bob's seat" }).getByText("2 groups").waitFor();
  await it.ask("send_group_msg", { group_id: group, message: "[CQ:at,qq=20003] look" });
  await named(/^\(1\) .* · Alice · onebot$/);
  await page.getByRole("button", { name: /Bob 20003 , 1 new messages/ }).waitFor();
});

test("people are put in another order by dragging, and stay there", async () => {
  await using seen = await open("#/chat/20002");
  const { page } = seen;
  const names = () => page.getByRole("toolbar").getByRole("button").allTextContents();
  await page.getByRole("button", { name: "Bob 20003" }).waitFor();
  const [first, second] = await names();
  await page
    .getByRole("button", { name: "Bob 20003" })
    .dragTo(page.getByRole("button", { name: "Alice 20002" }));
  expect((await names()).slice(0, 2)).toEqual([second ?? "", first ?? ""]);
  await page.reload();
  await page.getByRole("button", { name: "Bob 20003" }).waitFor();
  expect((await names()).slice(0, 2)).toEqual([second ?? "", first ?? ""]);
});

test.each(["zh-CN", "en-US"])(
  "on a phone (%s) a chat has the screen, and the arrow leads back",
  async (locale) => {
    await using seen = await open(`#/chat/20002-g${group}`, {
      locale,
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
      colorScheme: "dark",
    });
    const { page } = seen;
    const message = page.getByRole("textbox", { name: /^(?:Message|消息)$/ });
    const tabs = page.locator(".tab-bar");
    await message.waitFor();
    await tabs.waitFor();
    expect(await findFaults(page)).toEqual([]);
    await message.focus();
    await tabs.waitFor({ state: "hidden" });
    await message.blur();
    await tabs.waitFor();
    const back = page.getByRole("button", { name: /Back to conversations|返回会话/ });
    const box = await back.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    await back.click();
    await message.waitFor({ state: "detached" });
    expect(new URL(page.url()).hash).toBe("#/chat/20002");
    await page.getByRole("searchbox").waitFor();
    expect(await findFaults(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    await page.goBack();
    await message.waitFor();
    expect(seen.complaints).toEqual([]);
  },
);

test("a link that names any number of accounts opens few connections", async () => {
  await using seen = await open();
  const { page } = seen;
  await page.addInitScript(`
    window.dialled = new Set();
    window.WebSocket = class extends WebSocket {
      constructor(address) {
        super(address);
        window.dialled.add(new URL(address).searchParams.get("self_id"));
      }
    };
  `);
  const many = Array.from({ length: 200 }, (_, n) => `/${alice + n}`).join("");
  await page.goto(seen.at(`#/chat${many}`));
  await page.reload();
  await page.locator(".app .content").waitFor();
  await page.waitForFunction("window.dialled.size > 16");
  expect(await page.evaluate<number>("window.dialled.size")).toBe(17);
});
