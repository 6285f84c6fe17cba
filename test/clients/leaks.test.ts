/** A client with a part of the world learns nothing of the rest, whatever it asks for. */
import { afterAll, beforeAll, expect, test } from "bun:test";

import type { Client, Json } from "../support/client.ts";
import { alice, aliceGroup, bob, bot, group, start, stranger } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";

/** Pictures and files that are another's for each number. */
const picture = (number: number) => encode(`GIF89a\x01\x00\x01\x00\x00\x00\x00;${number}`);
const file = (number: number) => encode(`secret ${number}`);
const encode = (text: string) => `base64://${Buffer.from(text, "latin1").toString("base64")}`;

const face = { type: "face", data: { id: "1" } };

let server: TestServer;
let owner: Client;
let she: Client;
/** Knows one group; and knows all but Bob. */
let local: Client;
let shy: Client;
/** What the world holds that is not theirs, by name. */
const foreign: Record<string, Json> = {};
const own: Record<string, Json> = {};

beforeAll(async () => {
  server = await start(
    `client=[{name="local",access_token="l",groups=[${group}]},{name="shy",access_token="s",users=["!${bob}"]}]`,
    "auth.access_token=o",
  );
  const as = (access_token: string, self_id = bot) =>
    server.as(self_id, { query: { access_token } });
  [owner, she] = [await as("o"), await as("o", alice)];
  const he = await as("o", bob);
  [local, shy] = [await as("l"), await as("s")];
  for (const [there, group_id] of [
    [foreign, aliceGroup],
    [own, group],
  ] as const) {
    const said = (message: unknown) => she.ask("send_group_msg", { group_id, message });
    there["text"] = await said("hello");
    there["picture"] = await said([{ type: "image", data: { file: picture(group_id) } }]);
    const upload = { group_id, file: file(group_id), name: "a.txt" };
    there["file"] = await she.ask("upload_group_file", upload);
    const content = [{ type: "node", data: { user_id: alice, nickname: "A", content: "within" } }];
    const outer = [{ type: "node", data: { user_id: alice, nickname: "A", content } }];
    there["forward"] = await she.ask("send_group_forward_msg", { group_id, messages: outer });
    there["his"] = await he.ask("send_group_msg", { group_id, message: "from Bob" });
  }
  const newcomer = await as("o", stranger);
  await newcomer.ask(".sandbox.ask_join", { group_id: aliceGroup });
  foreign["request"] = await she.next("request");
  await newcomer.ask(".sandbox.ask_join", { group_id: group });
  own["request"] = await owner.next("request");
});

afterAll(() => server[Symbol.asyncDispose]());

async function shown(message: Json | undefined): Promise<{ file: string; url: string }> {
  const { message: segments } = await owner.ask<{
    message: { data: { file: string; url: string } }[];
  }>("get_msg", message);
  const [first] = segments;
  if (!first) throw new Error("no segment");
  return first.data;
}

/** Calls that are about something of a place, which is theirs or not. */
const cases: Record<
  string,
  (there: Record<string, Json>) => Promise<[string, Json]> | [string, Json]
> = {
  "a message": ({ text }) => ["get_msg", { ...text }],
  "an emoji on a message": ({ text }) => ["set_msg_emoji_like", { ...text, emoji_id: "1" }],
  "who likes a message": ({ text }) => ["get_emoji_likes", { ...text, emoji_id: "1" }],
  "reading a message": ({ text }) => ["mark_msg_as_read", { ...text }],
  "a message said on": ({ text }) => ["forward_friend_single_msg", { user_id: alice, ...text }],
  "a reply": ({ text }) => {
    const reply = { type: "reply", data: { id: String(text?.["message_id"]) } };
    return ["send_private_msg", { user_id: alice, message: [reply, face] }];
  },
  "a node by a message's id": ({ text }) => [
    "send_private_forward_msg",
    { user_id: alice, messages: [{ type: "node", data: { id: String(text?.["message_id"]) } }] },
  ],
  "a node by an id within a node": ({ text }) => {
    const inner = [{ type: "node", data: { id: String(text?.["message_id"]) } }];
    const messages = [{ type: "node", data: { user_id: alice, nickname: "", content: inner } }];
    return ["send_private_forward_msg", { user_id: alice, messages }];
  },
  "a forward by its id": ({ forward }) => ["get_forward_msg", { id: forward?.["forward_id"] }],
  "a forward by its message": ({ forward }) => ["get_forward_msg", { id: forward?.["message_id"] }],
  "a forward within one": async ({ forward }) => {
    const { messages } = await owner.ask<{ messages: { content: { data: { id: string } }[] }[] }>(
      "get_forward_msg",
      { id: forward?.["forward_id"] },
    );
    return ["get_forward_msg", { id: messages[0]?.content[0]?.data.id }];
  },
  "a forward said on": ({ forward }) => [
    "send_private_msg",
    { user_id: alice, message: [{ type: "forward", data: { id: forward?.["forward_id"] } }] },
  ],
  "a picture by its name": async ({ picture: message }) => [
    "get_image",
    { file: (await shown(message)).file },
  ],
  "a picture said on by its name": async ({ picture: message }) => [
    "send_private_msg",
    { user_id: alice, message: [{ type: "image", data: { file: (await shown(message)).file } }] },
  ],
  "a picture said on by its address": async ({ picture: message }) => [
    "send_private_msg",
    { user_id: alice, message: [{ type: "image", data: { file: (await shown(message)).url } }] },
  ],
  "an avatar made of a picture": async ({ picture: message }) => [
    "set_qq_avatar",
    { file: (await shown(message)).file },
  ],
  "a request": ({ request }) => ["set_group_add_request", { flag: request?.["flag"] }],
  "a file by its id": ({ file: kept }) => ["get_file", { file_id: kept?.["file_id"] }],
};

test.each(Object.entries(cases))(
  "%s of another group is not theirs, and of their own is",
  async (_, make) => {
    const [action, params] = await make(foreign);
    expect(await local.call(action, params)).toMatchObject({ retcode: 1403, data: null });
    const [same, theirs] = await make(own);
    expect(await local.call(same, theirs)).toMatchObject({ status: "ok" });
  },
);

test("a file's address of another group is not theirs, whichever group they name", async () => {
  const { file_id } = foreign["file"] ?? {};
  for (const group_id of [group, aliceGroup])
    expect(await local.call("get_group_file_url", { group_id, file_id })).toMatchObject({
      retcode: 1403,
    });
  expect(await local.call("get_private_file_url", { file_id })).toMatchObject({ retcode: 1403 });
});

test("a picture is not theirs that was shown elsewhere, and is once it was shown to them", async () => {
  const image = { type: "image", data: { file: picture(1) } };
  const { message_id } = await owner.ask("send_group_msg", {
    group_id: aliceGroup,
    message: [image],
  });
  const { file: name } = await shown({ message_id });
  expect(await local.call("get_image", { file: name })).toMatchObject({
    retcode: 1403,
    message: `local may not call get_image: its groups do not name ${aliceGroup}`,
  });
  await owner.ask("send_group_msg", { group_id: group, message: [image] });
  expect(await local.call("get_image", { file: name })).toMatchObject({ retcode: 0 });
});

/** Ways to name something in what one says, so that it might pass for shown there. */
const mentions: Record<string, (name: string) => unknown> = {
  "in a text": (name) => [{ type: "text", data: { text: `"file":"${name}"` } }],
  "in a sticker": (file) => [{ type: "mface", data: { file } }],
  "beside a mention": (file) => [{ type: "at", data: { qq: "all", file } }],
  "beside a mention, by its id": (file_id) => [{ type: "at", data: { qq: "all", file_id } }],
  "beside a mention in a CQ code": (file) => `[CQ:at,qq=all,file=${file}]`,
  "beside a mention within a node": (file) => {
    const content = [{ type: "at", data: { qq: "all", file } }];
    return [{ type: "node", data: { user_id: bot, nickname: "B", content } }];
  },
  "beside a card": (file) => [{ type: "contact", data: { type: "qq", id: String(bot), file } }],
  "beside a reply": (file) => {
    const id = String(own["text"]?.["message_id"]);
    return [{ type: "reply", data: { id, file } }, face];
  },
  "beside a forward": (file) => [
    { type: "forward", data: { id: own["forward"]?.["forward_id"], file } },
  ],
  "under a key that ends like one": (name) => [{ type: "mface", data: { 'a"file': name } }],
  "deeper within": (file) => [{ type: "mface", data: { inner: { file } } }],
};

test.each(Object.entries(mentions))(
  "naming a picture %s in what one says oneself does not make it one's own",
  async (_, make) => {
    const { file: name } = await shown(foreign["picture"]);
    await local.call("send_group_msg", { group_id: group, message: make(name) });
    expect(await local.call("get_image", { file: name })).toMatchObject({ retcode: 1403 });
  },
);

test("what does not exist is said not to, and what was kept in no place is nobody's", async () => {
  expect(await local.call("get_msg", { message_id: 77_777 })).toMatchObject({ retcode: 102 });
  const { file: path } = await owner.ask<{ file: string }>("download_file", { url: file(2) });
  const name = path.split("/").at(-1);
  expect(await owner.call("get_file", { file: name })).toMatchObject({ retcode: 0 });
  expect(await local.call("get_file", { file: name })).toMatchObject({
    retcode: 1403,
    message: expect.stringContaining("nothing tells where"),
  });
});

test("a message of a person who is not theirs is not, in a group that is", async () => {
  const { message_id } = own["his"] ?? {};
  expect(await shy.call("get_msg", { message_id })).toMatchObject({ retcode: 1403 });
  expect(await shy.call("delete_msg", { message_id })).toMatchObject({ retcode: 1403 });
  expect(await local.call("get_msg", { message_id })).toMatchObject({ retcode: 0 });
});

test("lists leave out what is not theirs", async () => {
  const ids = async (client: Client, action: string, params: Json, key: string) =>
    (await client.ask<Json[]>(action, params)).map((item) => item[key]);
  expect(await ids(local, "get_group_list", {}, "group_id")).toEqual([group]);
  expect(await ids(shy, "get_group_list", {}, "group_id")).toEqual([group, aliceGroup]);
  expect(await ids(shy, "get_friend_list", {}, "user_id")).toEqual([alice]);
  expect(await ids(owner, "get_friend_list", {}, "user_id")).toEqual([alice, bob]);
  expect(await ids(shy, "get_group_member_list", { group_id: group }, "user_id")).not.toContain(
    bob,
  );
  expect(await ids(local, "get_recent_contact", {}, "peerUin")).not.toContain(String(aliceGroup));
  expect(await ids(owner, "get_recent_contact", {}, "peerUin")).toContain(String(aliceGroup));
  const { messages } = await shy.ask<{ messages: Json[] }>("get_group_msg_history", {
    group_id: group,
  });
  expect(messages.length).toBeGreaterThan(0);
  expect(messages.map(({ user_id }) => user_id)).not.toContain(bob);
  const [category] = await shy.ask<{ buddyList: Json[] }[]>("get_friends_with_category");
  expect(category?.buddyList.map(({ user_id }) => user_id)).toEqual([alice]);
});
