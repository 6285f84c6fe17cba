/** Frames as real bots send them, letter for letter, and what somebody else in the group gets. */
import { afterAll, beforeAll, expect, test } from "bun:test";

import type { Client, Json } from "../support/client.ts";
import { alice, bot, group, start } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
let caller: Client;
let witness: Client;
beforeAll(async () => {
  server = await start();
  caller = await server.as(bot);
  witness = await server.as(alice);
});
afterAll(() => server[Symbol.asyncDispose]());

const hi = { message_type: "group", group_id: group, user_id: bot, raw_message: "hi" };

test.each<[string, string, Json]>([
  [
    "OlivOS names nobody by -1",
    `{"action":"send_msg","params":{"message_type":"group","user_id":-1,"group_id":"10010","message":"hi","auto_escape":false}}`,
    hi,
  ],
  [
    "OlivOS names no group by -1",
    `{"action":"send_msg","params":{"message_type":"private","user_id":20002,"group_id":-1,"message":"hi","auto_escape":false}}`,
    { message_type: "private", user_id: bot, raw_message: "hi" },
  ],
  [
    "NoneBot sends null for what a picture has not",
    `{"action":"send_msg","params":{"message_type":"group","group_id":10010,"message":[{"type":"text","data":{"text":"hi","file":null,"type":null}}]},"echo":"1"}`,
    hi,
  ],
  [
    "Koishi sends ids as texts",
    `{"action":"send_group_msg","params":{"group_id":"10010","message":[{"type":"text","data":{"text":"hi"}}]},"echo":1}`,
    hi,
  ],
  [
    "aiocqhttp sends what it got of the event, and itself",
    `{"action":"send_msg","params":{"self_id":10001,"user_id":20002,"group_id":10010,"message_type":"group","message":[{"type":"text","data":{"text":"hi"}}]},"echo":{"seq":1}}`,
    hi,
  ],
  [
    "NcatBot sends ids as texts and an echo of 36 letters",
    `{"action":"send_group_msg","params":{"group_id":"10010","message":[{"type":"text","data":{"text":"hi"}}]},"echo":"1c7ad5a4-4b6c-4a52-8f5e-3a8f0f3b6a10"}`,
    hi,
  ],
  [
    "NcatBot pokes in a group",
    `{"action":"group_poke","params":{"group_id":"10010","user_id":"20002"},"echo":"p"}`,
    { notice_type: "notify", sub_type: "poke", group_id: group, user_id: bot, target_id: alice },
  ],
  [
    "go-cqhttp's plugins poke by a segment with qq",
    `{"action":"send_group_msg","params":{"group_id":10010,"message":"[CQ:poke,qq=20002]"}}`,
    { notice_type: "notify", sub_type: "poke", group_id: group, user_id: bot, target_id: alice },
  ],
  [
    "ZeroBot bans with all numbers and an echo of its counter",
    `{"action":"set_group_ban","params":{"duration":60,"group_id":10010,"user_id":20002},"echo":1}`,
    { notice_type: "group_ban", sub_type: "ban", operator_id: bot, user_id: alice, duration: 60 },
  ],
])("%s, by WebSocket", async (_, frame, wanted) => {
  caller.send(frame);
  expect(await eventLike(witness, wanted)).toMatchObject(wanted);
});

const headers = {
  json: { "Content-Type": "application/json" },
  form: { "Content-Type": "application/x-www-form-urlencoded" },
  axios: { "Content-Type": "application/json; charset=utf-8" },
};

test.each<[string, string, Record<string, string>, string]>([
  ["ZeroBot, no Content-Type", "/send_group_msg", {}, `{"group_id":10010,"message":"hi"}`],
  [
    "OlivOS, an empty token in the query",
    "/send_msg?access_token=",
    headers.json,
    `{"message_type": "group", "user_id": -1, "group_id": "10010", "message": "hi", "auto_escape": false}`,
  ],
  [
    "qinglong, an id in the query and a JSON body",
    "/send_group_msg?group_id=10010",
    headers.json,
    `{"message":"hi"}`,
  ],
  [
    "qinglong's copies, an id in the query and a form",
    "/send_group_msg?group_id=10010",
    headers.form,
    "message=hi",
  ],
  [
    "a shell, everything in the query of a POST",
    "/send_group_msg?group_id=10010&message=hi&auto_escape=False",
    {},
    "",
  ],
  [
    "axios, a charset behind the type",
    "/send_group_msg",
    headers.axios,
    `{"group_id":"10010","message":"hi","auto_escape":"no"}`,
  ],
])("%s, by HTTP", async (_, path, sent, body) => {
  const response = await post(path, sent, body);
  expect(await response.json()).toMatchObject({ status: "ok", retcode: 0 });
  expect(await eventLike(witness, hi)).toMatchObject(hi);
});

test.each([
  ["ZeroBot sends null without a Content-Type", {}, "null"],
  ["aiocqhttp sends an empty object", headers.json, "{}"],
  ["cq-http sends nothing", {}, ""],
])("%s where there are no params", async (_, sent: Record<string, string>, body) => {
  const response = await post("/get_login_info", sent, body);
  expect(await response.json()).toMatchObject({ data: { user_id: bot, nickname: "Bot" } });
});

/** As bytes, since a text would be given a Content-Type. */
function post(path: string, sent: Record<string, string>, body: string): Promise<Response> {
  const init = { method: "POST", headers: sent, body: new TextEncoder().encode(body) };
  return fetch(`${server.httpUrl.origin}${path}`, init);
}

/** The next event that tells of what is wanted; others may be told before it. */
async function eventLike(client: Client, wanted: Json): Promise<Json> {
  const kind = String(wanted["message_type"] ?? wanted["notice_type"]);
  for (;;) {
    const event = await client.next(kind);
    if (event["user_id"] === wanted["user_id"]) return event;
  }
}
