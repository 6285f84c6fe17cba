/** The fields that SDKs with types of their own cannot do without. */
import { expect, test } from "bun:test";

import type { Json } from "../support/client.ts";
import { alice, bob, bot, group, start } from "../support/server.ts";

const inGroup = { group_id: group };

test("SDKs typed after NapCat find its numbers in every message, heard and looked up", async () => {
  await using server = await start();
  const [me, she, he] = [await server.as(bot), await server.as(alice), await server.as(bob)];
  // Else the first message of the group has the id 1, which much else is.
  await me.ask("send_private_msg", { user_id: alice, message: "before" });
  const numbers = (id: unknown) => ({ message_id: id, real_id: id, message_seq: id });
  const { message_id } = await she.ask("send_group_msg", { ...inGroup, message: "hi" });
  const heard = await he.next("message");
  expect(heard).toMatchObject({ ...numbers(message_id), message_format: "array" });
  expect(await me.ask("get_msg", { message_id })).toMatchObject(numbers(message_id));
  const { messages } = await me.ask<{ messages: Json[] }>("get_group_msg_history", inGroup);
  expect(messages).toMatchObject([numbers(message_id)]);
  const bare = await server.as(bob, { query: { message_format: "string" } });
  await she.ask("send_private_msg", { user_id: bob, message: "you" });
  expect(await bare.next("message")).toMatchObject({ message: "you", message_format: "string" });
  await me.ask("set_essence_msg", { message_id });
  expect(await he.next("notice")).toMatchObject({ notice_type: "essence", user_id: alice });
});

test("SDKs typed after NapCat find every member's level and whether it is a robot", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const members = await me.ask<Json[]>("get_group_member_list", inGroup);
  expect(members.length).toBeGreaterThanOrEqual(4);
  for (const member of members) {
    expect(member).toMatchObject({
      level: expect.any(String),
      qq_level: expect.any(Number),
      is_robot: expect.any(Boolean),
      shut_up_timestamp: 0,
    });
  }
});

test("Overflow and Shiro read a file as go-cqhttp has it, in the root and in a folder", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const { folder_id } = await me.ask("create_group_file_folder", { ...inGroup, name: "papers" });
  const base64 = `base64://${btoa("some text")}`;
  for (const folder of [undefined, folder_id]) {
    await she.ask("upload_group_file", { ...inGroup, file: base64, name: "a.txt", folder });
  }
  const { files } = await me.ask<{ files: Json[] }>("get_group_root_files", inGroup);
  const inFolder = { ...inGroup, folder_id };
  const { files: kept } = await me.ask<{ files: Json[] }>("get_group_files_by_folder", inFolder);
  const file = {
    group_id: group,
    file_name: "a.txt",
    file_size: 9,
    busid: expect.any(Number),
    upload_time: expect.any(Number),
    modify_time: expect.any(Number),
    dead_time: 0,
    download_times: 0,
    uploader: alice,
  };
  expect([...files, ...kept]).toMatchObject([file, file]);
});

test("a frame with a byte order mark is answered with its echo", async () => {
  await using server = await start();
  const api = await server.connect("/api");
  for (const [action, retcode] of [
    ["get_login_info", 0],
    ["no_such_action_x", 1404],
  ]) {
    api.send(`\uFEFF${JSON.stringify({ action, echo: "9007199254740993" })}`);
    expect(await api.next()).toMatchObject({ retcode, echo: "9007199254740993" });
  }
});

test("what a client adds to a segment reaches others, as array and as CQ code", async () => {
  await using server = await start();
  const [me, he] = [await server.as(bot), await server.as(bob)];
  const bare = await server.as(bob, { query: { message_format: "string" } });
  const message = "[CQ:face,id=178,sub_type=1][CQ:at,qq=20002,name=Bob]";
  const added = [
    { type: "face", data: { id: "178", sub_type: "1" } },
    { type: "at", data: { qq: "20002", name: "Bob" } },
  ];
  for (const sent of [message, added]) {
    await me.ask("send_group_msg", { ...inGroup, message: sent });
    expect(await he.next("message")).toMatchObject({ message: added, raw_message: message });
    expect(await bare.next("message")).toMatchObject({ message });
  }
});
