import { expect, test } from "bun:test";

import { bot, group } from "../support/server.ts";
import { open } from "./browser.ts";

test("what is said as Alice reaches the bot, and its reply stands in the chat", async () => {
  await using seen = await open("#/chat/20002-g10010");
  const nobot = await seen.server.as(bot);
  await seen.page.getByLabel("Message", { exact: true }).fill("ping");
  await seen.page.keyboard.press("Enter");
  expect(await nobot.next("message")).toMatchObject({ user_id: 20002, raw_message: "ping" });
  await nobot.ask("send_group_msg", { group_id: group, message: "pong" });
  await seen.page.getByRole("log").getByText("pong").waitFor();
  expect(seen.complaints).toEqual([]);
});
