/** The text of a value is read as the value, whatever way it comes. */
import { expect, test } from "bun:test";

import { alice, bot, group, start } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";

type Way = (server: TestServer, action: string, params: Record<string, string>) => Promise<unknown>;

const post = async (url: URL, type: string, body: string) =>
  (await fetch(url, { method: "POST", headers: { "content-type": type }, body })).json();

const ways: Record<string, Way> = {
  query: async (server, action, params) =>
    (
      await fetch(new URL(`/${action}?${new URLSearchParams(params).toString()}`, server.httpUrl))
    ).json(),
  form: (server, action, params) =>
    post(
      new URL(`/${action}`, server.httpUrl),
      "application/x-www-form-urlencoded",
      new URLSearchParams(params).toString(),
    ),
  JSON: (server, action, params) =>
    post(new URL(`/${action}`, server.httpUrl), "application/json", JSON.stringify(params)),
  WebSocket: async (server, action, params) => (await server.as(bot)).call(action, params),
};

const nodes = JSON.stringify([{ type: "node", data: { name: "x", uin: "5", content: "hi" } }]);
const inGroup = { group_id: String(group) };

const calls: { action: string; params: Record<string, string> }[] = [
  { action: "get_group_info", params: { ...inGroup, no_cache: "True" } },
  { action: "set_group_whole_ban", params: { ...inGroup, enable: "False" } },
  { action: "set_group_whole_ban", params: { ...inGroup, enable: "" } },
  { action: "set_group_ban", params: { ...inGroup, user_id: String(alice), duration: "" } },
  { action: "get_group_msg_history", params: { ...inGroup, message_seq: "", count: "" } },
  { action: "send_group_forward_msg", params: { ...inGroup, messages: nodes } },
  { action: "send_group_forward_msg", params: { ...inGroup, messages: `\uFEFF${nodes}` } },
  { action: "send_group_msg", params: { ...inGroup, message: "[CQ:shake]", auto_escape: "NO" } },
  {
    action: "send_msg",
    params: { ...inGroup, message_type: "group", user_id: "-1", message: "hi" },
  },
  {
    action: ".handle_quick_operation",
    params: {
      context: JSON.stringify({ post_type: "message", ...inGroup, user_id: alice, message_id: 1 }),
      operation: '{"reply":"hi","at_sender":"False"}',
    },
  },
  { action: "set_group_kick_members", params: { ...inGroup, user_id: `["${alice}"]` } },
  { action: ".sandbox.create_group", params: { name: "x", members: `[${alice}]`, admins: "[]" } },
];

test.each(Object.keys(ways))("by %s", async (name) => {
  const way = ways[name];
  await using server = await start();
  for (const { action, params } of calls) {
    expect({ action, reply: await way?.(server, action, params) }).toMatchObject({
      action,
      reply: { status: "ok", retcode: 0 },
    });
  }
});

test.each(["", "0", "no", "False"].map((magic) => ({ magic })))(
  "a CQ code's flag %j is read as any other",
  async ({ magic }) => {
    await using server = await start();
    const [me, she] = [await server.as(bot), await server.as(alice)];
    const file = `base64://${btoa("\u0001\u0002\u0003\u0004")}`;
    const message = `[CQ:record,file=${file},magic=${magic},cache=YES,timeout=]`;
    await me.ask("send_private_msg", { user_id: alice, message });
    const { message: received } = await she.next("message");
    expect(received).toMatchObject([{ type: "record", data: { file: expect.any(String) } }]);
    expect(JSON.stringify(received)).not.toContain("magic");
  },
);

test.each([
  "set_group_whole_ban",
  ".sandbox.clock",
  ".sandbox.fault",
  "send_group_msg",
  "set_group_ban",
])("params of %s that cannot become text are refused like any other", async (action) => {
  await using server = await start();
  const me = await server.connect("/api");
  const odd = { toString: null, valueOf: 1 };
  const keys = [
    "group_id",
    "user_id",
    "enable",
    "set",
    "advance",
    "account",
    "duration",
    "message",
  ];
  const params = Object.fromEntries(keys.map((key) => [key, odd]));
  expect(await me.call(action, params)).toMatchObject({ retcode: 100 });
});
