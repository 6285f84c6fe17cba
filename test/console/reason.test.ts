import { expect, test } from "bun:test";

import { toReason } from "../../src/console/page/words/reason.ts";
import { bob, group, start } from "../support/server.ts";

test.each([
  ["20003 is banned in group 10010 for 61 more seconds", "你在这个群被禁言，还剩 61 秒"],
  ["20005 is no friend of 20002", "和 20005 不是好友"],
  ["file is text/html, not an image", "文件是 text/html，不是图片"],
])("%j is told in Chinese", (sentence, zh) => {
  expect(toReason(sentence)).toEqual({ zh, en: sentence });
});

test("a sentence that the page does not know is told as it is", () => {
  expect(toReason("Something else")).toEqual({ zh: "Something else", en: "Something else" });
});

test("the sentences are those the server says", async () => {
  await using server = await start();
  const client = await server.as(bob);
  const calls = [
    ["send_group_msg", { group_id: group, message: [{ type: "at", data: { qq: "all" } }] }],
    ["send_private_msg", { user_id: 20005, message: "x" }],
    ["send_group_msg", { group_id: 99999, message: "x" }],
    ["delete_msg", { message_id: 12345 }],
    ["friend_poke", { user_id: 20005 }],
    ["send_group_msg", { group_id: group, message: [{ type: "image", data: { file: "gone" } }] }],
  ] as const;
  const replies = await Promise.all(calls.map(([action, params]) => client.call(action, params)));
  const untold = replies
    .map(({ message }) => String(message))
    .filter((message) => toReason(message).zh === message);
  expect(untold).toEqual([]);
});
