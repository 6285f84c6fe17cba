/** What known bots really send, and the fields that they cannot do without, seen by others. */
import { expect, test } from "bun:test";

import type { Json } from "../support/client.ts";
import { exchange } from "../support/http.ts";
import { alice, aliceGroup, bob, bot, group, start, stranger } from "../support/server.ts";

const inGroup = { group_id: group };
const ok = { status: "ok", retcode: 0 };

test("OlivOS names the person it does not mean as -1, and the group so too", async () => {
  await using server = await start();
  const [me, she, he] = [await server.as(bot), await server.as(alice), await server.as(bob)];
  const olivos = { message: "hi", auto_escape: false };
  const toGroup = { message_type: "group", user_id: -1, group_id: group, ...olivos };
  const toPerson = { message_type: "private", user_id: alice, group_id: -1, ...olivos };
  me.send({ action: "send_msg", params: toPerson, echo: { "0": -1 } });
  expect(JSON.parse(await me.nextText())).toMatchObject({ ...ok, echo: { "0": -1 } });
  expect(await she.next("message")).toMatchObject({ message_type: "private", user_id: bot });
  expect(await me.call("send_msg", toGroup)).toMatchObject(ok);
  // The first that he hears: what was said to her went to her alone.
  expect(await he.next("message")).toMatchObject({ message_type: "group", ...inGroup });
});

const join = { by: stranger, to: bot, ask: ".sandbox.ask_join", place: { group_id: group } };
const place = { group_id: aliceGroup, user_id: stranger };
const invite = { by: alice, to: stranger, ask: ".sandbox.invite", place };
test.each([
  { ...join, sub_type: "add", approve: true },
  { ...join, sub_type: "add", approve: false },
  { ...invite, sub_type: "invite", approve: true },
  { ...invite, sub_type: "invite", approve: false },
])("OlivOS answers a request $sub_type with $approve by its flag alone", async (row) => {
  await using server = await start();
  const [from, me, he] = [await server.as(row.by), await server.as(row.to), await server.as(bob)];
  await from.ask(row.ask, row.place);
  const { flag, sub_type } = await me.next("request");
  expect(sub_type).toBe(row.sub_type);
  expect(await me.call("set_group_add_request", { flag, approve: row.approve })).toMatchObject(ok);
  await he.ask("get_status");
  const entry = { notice_type: "group_increase", user_id: stranger };
  expect(he.take()).toMatchObject(row.approve ? [entry] : []);
});

test("ZeroBot posts JSON without saying that it is JSON", async () => {
  await using server = await start();
  const she = await server.as(alice);
  const body = JSON.stringify({ user_id: alice, message: [{ type: "text", data: { text: "a" } }] });
  const lines = [
    "POST /send_private_msg HTTP/1.1",
    `Host: ${server.httpUrl.host}`,
    "X-Client-Role: Universal",
    `Content-Length: ${body.length}`,
  ];
  const request = `${lines.join("\r\n")}\r\n\r\n${body}`;
  expect(await exchange(server.httpUrl, request, /"retcode":/)).toStartWith("HTTP/1.1 200");
  expect(await she.next("message")).toMatchObject({ raw_message: "a" });
});

const notice = "标题\n\n内容 & 100% +1";
const inQuery = (params: Record<string, string>) => `?${new URLSearchParams(params).toString()}`;
const jsonType = { "Content-Type": "application/json" };
test.each([
  ["GET", inQuery({ user_id: String(alice), message: notice }), {}],
  ["POST", `?user_id=${alice}`, { headers: jsonType, body: JSON.stringify({ message: notice }) }],
  ["POST", `?user_id=${alice}`, { body: new URLSearchParams({ message: notice }) }],
] as [string, string, RequestInit][])(
  "qinglong tells a person by %s %s, with its token in the query",
  async (method, query, init) => {
    await using server = await start('auth.access_token="kitten"');
    const she = await server.as(alice, { headers: { Authorization: "Bearer kitten" } });
    const url = new URL(`/send_private_msg${query}&access_token=kitten`, server.httpUrl);
    expect(await (await fetch(url, { ...init, method })).json()).toMatchObject(ok);
    expect(await she.next("message")).toMatchObject({
      message: [{ type: "text", data: { text: notice } }],
    });
  },
);

test("SDKs typed after NapCat find its numbers in every message, heard and looked up", async () => {
  await using server = await start();
  const [me, she, he] = [await server.as(bot), await server.as(alice), await server.as(bob)];
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
  expect(members.map(({ user_id }) => user_id)).toContain(alice);
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
