import { expect, test } from "bun:test";

import { admin, alice, bob, bot, group } from "../support/server.ts";
import { findFaults } from "./axe.ts";
import { open } from "./browser.ts";
import { everyKind, hostile, makeVideo, nodes, say, segment } from "./scene.ts";

const chat = `#/chat/${alice}-g${group}`;

test("a quotation leads to its message, however old it is", async () => {
  await using seen = await open(chat);
  const nobot = await seen.server.as(bot);
  const first = await say(nobot, "the very first");
  for (let n = 0; n < 150; n++) await say(nobot, `line ${n}`);
  await say(nobot, [
    { type: "reply", data: { id: String(first) } },
    { type: "text", data: { text: "about that" } },
  ]);
  await seen.page.reload();
  const log = seen.page.getByRole("log");
  await log.getByRole("button", { name: "the very first" }).click();
  await log.getByRole("article").getByText("the very first", { exact: true }).waitFor();
  expect(await log.getByText("about that").count()).toBe(0);
  await seen.page.getByRole("button", { name: "To the newest" }).click();
  await log.getByText("about that").waitFor();
  expect(seen.complaints).toEqual([]);
});

test("a recalled message says so in its place, and is shown to whoever wants to see it", async () => {
  await using seen = await open(chat);
  const { page, server } = seen;
  const carol = await server.as(bob);
  const id = await say(carol, "a slip of the tongue");
  await say(carol, [
    { type: "reply", data: { id: String(id) } },
    { type: "text", data: { text: "never mind" } },
  ]);
  const log = page.getByRole("log");
  await log.getByRole("button", { name: "a slip of the tongue" }).waitFor();
  await carol.ask("delete_msg", { message_id: id });
  await log.getByText("Bob recalled a message").waitFor();
  await log.getByText("Quoted message was recalled").waitFor();
  expect(await log.getByText("a slip of the tongue").count()).toBe(0);
  await log.getByRole("button", { name: "Show it" }).click();
  await log.getByText("a slip of the tongue").waitFor();
  await log.getByRole("button", { name: "Hide it" }).click();
  expect(await log.getByText("a slip of the tongue").count()).toBe(0);
});

test("a forwarded conversation opens, and another one within it", async () => {
  await using seen = await open(chat);
  const { page } = seen;
  await say(await seen.server.as(bot), nodes);
  await page.getByRole("button", { name: /Chat history of a group.*quick today/ }).click();
  const dialog = page.getByRole("dialog", { name: "Chat history of a group" });
  await dialog.getByText("quick today").waitFor();
  await dialog.getByRole("button", { name: /the inner one/ }).click();
  await dialog.getByRole("article", { name: "Carol" }).getByText("the inner one").waitFor();
  await page.keyboard.press("Escape");
  await dialog.getByText("quick today").waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect(seen.complaints).toEqual([]);
});

test("voice and video play where they stand; what a browser cannot play says so", async () => {
  await using seen = await open(chat);
  const { page, server } = seen;
  const nobot = await server.as(bot);
  await say(nobot, segment("record", { file: "sample.wav" }));
  await say(nobot, segment("video", { file: await makeVideo(page) }));
  const log = page.getByRole("log");
  await log.getByText("0:01").first().waitFor();
  for (const [name, tag] of [
    ["Play · Voice", "audio"],
    [/^Play · Video 0:01$/, "video"],
  ] as const) {
    const playing = log.locator(tag).first();
    const ended = playing.evaluate(
      (media) => new Promise((resolve) => media.addEventListener("ended", resolve, { once: true })),
    );
    await log.getByRole("button", { name }).click();
    await ended;
  }
  await say(nobot, segment("record", { file: "sample.amr" }));
  await log.getByText("Browsers cannot play this format").waitFor();
  expect(seen.complaints).toEqual([]);
});

test("a picture opens large, and JSON that is no card is shown as it is", async () => {
  await using seen = await open(chat);
  const { page } = seen;
  const nobot = await seen.server.as(bot);
  await say(nobot, segment("image", { file: "sample.png" }));
  await say(nobot, segment("json", { data: '{"a":{"b":1}}' }));
  const log = page.getByRole("log");
  await log.getByRole("button", { name: "Picture", exact: true }).click();
  const picture = page.getByRole("dialog").getByRole("img", { name: "Picture" });
  await picture.waitFor();
  expect(await picture.evaluate((image) => "naturalWidth" in image && image.naturalWidth)).toBe(
    640,
  );
  await page.keyboard.press("Escape");
  await log.getByRole("button", { name: "Show JSON" }).click();
  expect(await page.getByRole("textbox", { name: "JSON" }).inputValue()).toContain('"b": 1');
});

test("whoever has chosen a picture is shown with it, everybody else with initials", async () => {
  await using seen = await open(chat);
  const { page, server } = seen;
  const [carol, owner] = [await server.as(bob), await server.as(admin)];
  await carol.ask("set_qq_avatar", { file: "sample.png" });
  await page.reload();
  await say(carol, "look at me");
  await say(owner, "and at me");
  const log = page.getByRole("log");
  const picture = log.getByRole("article", { name: /^Bob/ }).locator(".avatar img");
  await picture.waitFor();
  expect(await picture.evaluate((image) => "naturalWidth" in image && image.naturalWidth)).toBe(
    640,
  );
  await log.getByText("and at me").waitFor();
  expect(await log.locator("article").last().locator(".avatar").innerText()).toBe("陈");
  expect(seen.complaints).toEqual([]);
});

test("what happens in a group is told in words, and reactions stand below their message", async () => {
  await using seen = await open(chat);
  const { page, server } = seen;
  await page.getByText("No messages yet").waitFor();
  const [nobot, owner, carol, own] = await Promise.all(
    [bot, admin, bob, alice].map((account) => server.as(account)),
  );
  if (!nobot || !owner || !carol || !own) throw new Error("Not everybody is there");
  await nobot.ask("set_group_card", { group_id: group, user_id: bob, card: "Bobby" });
  await owner.ask("set_group_ban", { group_id: group, user_id: bob, duration: 5400 });
  await owner.ask("set_group_ban", { group_id: group, user_id: bob, duration: 0 });
  await carol.ask("group_poke", { group_id: group, user_id: alice });
  await nobot.ask("set_group_special_title", {
    group_id: group,
    user_id: bob,
    special_title: "Tester",
  });
  await nobot.ask("set_group_whole_ban", { group_id: group, enable: true });
  await nobot.ask("set_group_name", { group_id: group, group_name: "Testers" });
  const log = page.getByRole("log");
  for (const line of [
    "Bobby changed card to Bobby",
    /muted Bobby for 1 hour 30 minutes$/,
    /unmuted Bobby$/,
    "Bobby poked you",
    "Bobby received the title Tester",
    "Bot muted everyone",
    "Bot renamed the group to Testers",
  ])
    await log.getByText(line).waitFor();
  await nobot.ask("set_group_whole_ban", { group_id: group, enable: false });
  const id = await say(carol, "do you like it?");
  await log.getByText("Tester", { exact: true }).waitFor();
  for (const each of [nobot, own])
    await each.ask("set_msg_emoji_like", { message_id: id, emoji_id: "76" });
  const thumbs = log.getByRole("button", { name: "👍, 2", pressed: true });
  await thumbs.click();
  await log.getByRole("button", { name: "👍, 1", pressed: false }).waitFor();
  expect(seen.complaints).toEqual([]);
});

test("texts that try to be more than text stay text, wherever they stand", async () => {
  await using seen = await open(chat);
  const { page, server } = seen;
  const nobot = await server.as(bot);
  for (const text of hostile) {
    const card = JSON.stringify({
      meta: { a: { title: text, desc: text, tag: text, jumpUrl: text } },
    });
    await nobot.ask("set_group_card", { group_id: group, user_id: bot, card: text.slice(0, 60) });
    await nobot.ask(".sandbox.update_user", { user_id: bot, nickname: text.slice(0, 60) });
    await say(nobot, segment("text", { text }));
    await say(nobot, [
      { type: "at", data: { qq: "20002", name: text } },
      { type: "markdown", data: { content: text } },
    ]);
    await say(nobot, segment("json", { data: card }));
    await say(nobot, segment("share", { url: text, title: text, content: text, image: text }));
    await say(nobot, segment("xml", { data: `<msg><title><![CDATA[${text}]]></title></msg>` }));
    await say(nobot, segment("file", { file: `base64://${btoa("x")}`, name: text }));
    await say(nobot, [{ type: "node", data: { nickname: text, content: text } }]);
    // The last of each lot is seen before the next comes: a log draws what is in sight.
    await page
      .getByRole("button", { name: /Chat history of a group/ })
      .last()
      .waitFor();
    const log = page.getByRole("log");
    await log.getByText(text, { exact: true }).first().waitFor();
    const elements = await log.evaluate(
      (root) =>
        root.querySelectorAll("script, iframe, style, math, object, embed, [onload], [onerror]")
          .length,
    );
    expect(elements).toBe(0);
    const links = await log
      .getByRole("link")
      .evaluateAll((all) =>
        all.map((each) => new URL((each as unknown as { href: string }).href).protocol),
      );
    expect(links.filter((protocol) => protocol !== "http:" && protocol !== "https:")).toEqual([]);
  }
  expect(await page.evaluate("window.hurt")).toBeUndefined();
  expect(seen.complaints).toEqual([]);
});

test.each(["light", "dark"] as const)(
  "axe finds nothing in a log with every kind of segment (%s)",
  async (colorScheme) => {
    await using seen = await open(chat, { colorScheme, viewport: { width: 1440, height: 4200 } });
    const { page, server } = seen;
    const nobot = await server.as(bot);
    const video = await makeVideo(page);
    const quoted = await say(nobot, "the quoted one");
    for (const message of everyKind({ video, quoted })) await say(nobot, message);
    await say(await server.as(admin), "and an admin");
    await nobot.ask("group_poke", { group_id: group, user_id: alice });
    await page.getByText("Bot poked you").waitFor();
    await page.getByText("and an admin", { exact: true }).waitFor();
    // What fetches something settles: pictures, the forwarded conversation, the quoted message.
    await page.getByRole("button", { name: /quick today/ }).waitFor();
    await page.getByRole("button", { name: "the quoted one" }).waitFor();
    expect(await findFaults(page)).toEqual([]);
    await page.getByRole("button", { name: /quick today/ }).click();
    await page.getByRole("dialog").getByText("quick today").waitFor();
    expect(await findFaults(page)).toEqual([]);
    expect(seen.complaints).toEqual([]);
  },
);
