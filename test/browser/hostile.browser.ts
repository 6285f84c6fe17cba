/** Whatever people, bots and strangers are called or say of themselves is text, in every view. */
import { expect, test } from "bun:test";

import type { Page } from "playwright-core";

import type { Client } from "../support/client.ts";
import { statusOf } from "../support/http.ts";
import { admin, alice, bob, bot, group, others, stranger } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";
import { open } from "./browser.ts";
import { hostile } from "./scene.ts";

/** Those that a name has room for. */
const words = hostile.filter((text) => text.length <= 60);

function word(at: number): string {
  return words[at % words.length] ?? "";
}

/** Fills a world, and the server's memory, with names that are no names; gives a message. */
async function spoil(server: TestServer): Promise<number> {
  const owner = await server.as(bot);
  for (const [at, user_id] of [bot, alice, bob, admin, ...others].entries()) {
    await owner.ask(".sandbox.update_user", { user_id, nickname: word(at), long_nick: word(at) });
    await owner.ask("set_group_card", { group_id: group, user_id, card: word(at + 1) });
  }
  await owner.ask("set_group_name", { group_id: group, group_name: word(1) });
  const honor = { group_id: group, user_id: bob, type: "performer", description: word(1) };
  await owner.ask(".sandbox.set_honor", honor);
  for (const text of hostile) await send(server, { owner, text });
  const newcomer = await server.as(stranger);
  await newcomer.ask(".sandbox.ask_join", { group_id: group, comment: word(0) });
  const said = await owner.ask<{ message_id: number }>("send_group_msg", {
    group_id: group,
    message: word(1),
  });
  await owner.ask("set_essence_msg", said);
  return said.message_id;
}

/** Says something by every way there is. */
async function send(
  { httpUrl, url }: TestServer,
  { owner, text }: { owner: Client; text: string },
): Promise<void> {
  const name = text.replaceAll("/", "_");
  await owner.ask("_send_group_notice", { group_id: group, content: text });
  await owner.ask("upload_group_file", { group_id: group, file: "base64://eA==", name });
  await owner.call(text, { [text]: text });
  owner.send(text);
  const plain = text.replaceAll(/[^\x20-\x7e]/g, "");
  await fetch(new URL(`/get_status?x=${encodeURIComponent(text)}`, httpUrl), {
    headers: { "user-agent": plain, "x-client-name": plain },
  });
  await statusOf(url, `/x/"><b>${plain.replaceAll(" ", "%20")}`);
}

const elements = "body script, iframe, body style, math, object, embed, [onload], [onerror]";
const protocols = `Array.from(document.querySelectorAll("[href], [src]"), (each) =>
  new URL(each.getAttribute("href") ?? each.getAttribute("src"), location.href).protocol)`;

/** What there is that should not be. */
async function faultsOf(page: Page) {
  const all = await page.evaluate<string[]>(protocols);
  return {
    elements: await page.locator(elements).count(),
    protocols: all.filter((each) => !/^(?:https?|blob|data):$/.test(each)),
    hurt: await page.evaluate<unknown>("window.hurt ?? null"),
  };
}

const none = { elements: 0, protocols: [], hurt: null };
const inGroup = `#/chat/${alice}-g${group}`;
const panels = ["members", "notices", "essence", "files", "honors"];

test("names, comments, files, notices, software, paths and frames are text in every view", async () => {
  await using seen = await open("#/chat");
  const { page, server } = seen;
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    const { protocol, port } = new URL(request.url());
    if (protocol.startsWith("http") && port !== server.url.port) elsewhere.push(request.url());
  });
  const message = await spoil(server);
  for (const place of [
    ...panels.map((tab) => `${inGroup}?panel=${alice}.${tab}`),
    `${inGroup}?trace=${message}`,
    `#/chat/*${alice}-g${group}/${bob}-p${bot}`,
    "#/wire",
    "#/connections",
    "#/world",
  ]) {
    await page.goto(seen.at(place));
    await page.reload();
    await page.getByText("window.hurt").first().waitFor();
    expect({ place, ...(await faultsOf(page)) }).toEqual({ place, ...none });
  }
  await page.keyboard.press("Control+k");
  await page.keyboard.type("window.hurt");
  await page.getByRole("dialog").getByText("window.hurt").first().waitFor();
  expect(await faultsOf(page)).toEqual(none);
  expect(elsewhere).toEqual([]);
  expect(seen.complaints).toEqual([]);
}, 120_000);
