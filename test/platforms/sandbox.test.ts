import { describe, expect, test } from "bun:test";

import { actions } from "../../src/protocol/action.ts";
import { dialect } from "../../src/protocol/dialect.ts";
import { conversationActions } from "../contracts/conversation-actions.ts";
import { forwardActions } from "../contracts/forward-actions.ts";
import { groupActions } from "../contracts/group-actions.ts";
import { fileActions, mediaActions } from "../contracts/media-actions.ts";
import { memberActions } from "../contracts/member-actions.ts";
import { messageActions } from "../contracts/message-actions.ts";
import { peopleActions, requestActions } from "../contracts/people-actions.ts";
import { testActions } from "../contracts/platform.ts";
import { alice, bot, group, start } from "../support/server.ts";

const tables = {
  messages: messageActions,
  conversations: conversationActions,
  forwards: forwardActions,
  people: peopleActions,
  requests: requestActions,
  groups: groupActions,
  members: memberActions,
  media: mediaActions,
  files: fileActions,
};

for (const [name, table] of Object.entries(tables)) {
  describe(name, () => testActions(table, start));
}

test("every action of the tables has its situations", () => {
  const covered = Object.values(tables).flatMap((table) => Object.keys(table));
  const elsewhere = [".handle_quick_operation", "set_restart", "ocr_image"];
  const all = [...Object.keys(actions), ...Object.keys(dialect)];
  expect([...covered, ...elsewhere].toSorted()).toEqual(all.toSorted());
});

test("the banned cannot speak until they are allowed to", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const speak = () => she.call("send_group_msg", { group_id: group, message: "hi" });
  await me.ask("set_group_ban", { group_id: group, user_id: alice, duration: 60 });
  expect(await speak()).toMatchObject({ retcode: 103, message: expect.stringContaining("banned") });
  await me.ask("set_group_ban", { group_id: group, user_id: alice, duration: 0 });
  expect(await speak()).toMatchObject({ retcode: 0 });
  await me.ask("set_group_whole_ban", { group_id: group });
  expect(await speak()).toMatchObject({ retcode: 103, message: expect.stringContaining("banned") });
  expect(await me.call("send_group_msg", { group_id: group, message: "hi" })).toMatchObject({
    retcode: 0,
  });
});

test("a recalled message is gone", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const { message_id } = await me.ask("send_group_msg", { group_id: group, message: "oops" });
  await me.ask("delete_msg", { message_id });
  expect(await me.call("get_msg", { message_id })).toMatchObject({ retcode: 102 });
  expect(await me.call("delete_msg", { message_id })).toMatchObject({ retcode: 102 });
});

test("a message that others wrote to each other is unknown to a third", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const { message_id } = await she.ask("send_private_msg", { user_id: 20003, message: "secret" });
  expect(await me.call("get_msg", { message_id })).toMatchObject({ retcode: 102 });
});

test("an image travels by address and can be fetched there, and nowhere else", async () => {
  await using server = await start("auth.access_token=secret");
  const query = { access_token: "secret" };
  const [me, she] = [await server.as(bot, { query }), await server.as(alice, { query })];
  const bytes = crypto.getRandomValues(new Uint8Array(64));
  const message = { type: "image", data: { file: `base64://${bytes.toBase64()}`, type: null } };
  await me.ask("send_private_msg", { user_id: alice, message });
  const event = await she.next("message");
  const [segment] = event["message"] as { type: string; data: Record<string, string> }[];
  const url = segment?.data["url"] ?? "";
  expect(new Uint8Array(await (await fetch(url)).arrayBuffer())).toEqual(bytes);
  const forged = url.replace(
    /\/media\/./,
    (start) => start.slice(0, -1) + (start.endsWith("0") ? "1" : "0"),
  );
  expect((await fetch(forged)).status).toBe(404);
  expect(JSON.stringify(event)).not.toContain("base64");
});
