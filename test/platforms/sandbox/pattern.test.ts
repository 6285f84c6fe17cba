import { expect, test } from "bun:test";

import { eventNames } from "../../../src/protocol/event.ts";
import { alice, bob, bot, group, start } from "../../support/server.ts";

test.each([
  [{ event: { usr_id: bot } }, 'params.event has no "usr_id"; did you mean user_id?'],
  [{ event: { sender: { nick: "x", rolle: "admin" } } }, 'params.event.sender has no "nick"'],
  [
    { event: { sender: { rolle: "admin" } } },
    'params.event.sender has no "rolle"; did you mean role?',
  ],
  [
    { event: { post_type: "mesage" } },
    'params.event.post_type: is never "mesage"; did you mean message?',
  ],
  [{ event: { notice_type: "group_*" } }, 'params.event.notice_type: is never "group_*"'],
  [{ event: { user_id: String(bot) } }, `params.event.user_id: is never "${bot}"`],
  [{ event: { message: "hello" } }, "raw_message is the text"],
  [{ event: { post_type: "meta_event" } }, "meta events are not recorded"],
  [
    { event: { post_type: "message", notice_type: "group_ban" } },
    "no event has all of this at once",
  ],
  [{ call: { acton: "send_msg" } }, 'params.call has no "acton"; did you mean action?'],
  [{ call: { action: "send_*" } }, 'params.call.action: "send_*" is no name; globs are'],
  [{ connection: { acount: bot } }, 'params.connection has no "acount"; did you mean account?'],
])("a wait for %j is refused at once: it would be in vain", async (pattern, reason) => {
  await using server = await start();
  const me = await server.as(bot);
  expect(await me.call(".sandbox.wait", pattern)).toMatchObject({
    retcode: 100,
    message: expect.stringContaining(reason),
  });
});

test("what can be is waited for, whatever its kind", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const kinds = eventNames.filter((name) => !name.startsWith("meta_event"));
  const keys = { notice: "notice_type", request: "request_type" };
  const patterns = kinds.map((name) => {
    const [post_type = "", type, sub_type] = name.split(".");
    const key = keys[post_type as keyof typeof keys] ?? "message_type";
    return { event: { post_type, [key]: type, ...(sub_type && { sub_type }), self_id: bot } };
  });
  const others = [
    { event: { raw_message: "*", message: [], sender: { role: "owner", card: "" } } },
    { event: { group_id: group, user_id: bob, anonymous: null } },
    { call: { action: "no_such_action", params: { anything: 1 }, reply: { retcode: 1404 } } },
    { connection: { account: bot, is: "closed" } },
  ];
  for (const pattern of [...patterns, ...others])
    expect(await me.call(".sandbox.wait", { ...pattern, timeout_ms: 0 })).toMatchObject({
      retcode: 103,
    });
});

test("a wait in vain says what came closest", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const she = await server.as(alice);
  const { cursor } = await me.ask<{ cursor: number }>(".sandbox.wait");
  const wait = async (pattern: object) => {
    const { retcode, message } = await me.call(".sandbox.wait", {
      ...pattern,
      cursor,
      timeout_ms: 0,
    });
    expect(retcode).toBe(103);
    return message;
  };
  const said = { post_type: "message", user_id: alice, raw_message: "hi" };
  expect(await wait({ event: said })).toBe("Nothing that matches came within 0 ms");
  await she.ask("send_private_msg", { user_id: bot, message: "hello" });
  expect(await wait({ event: said })).toBe(
    'Nothing that matches came within 0 ms; closest came one with event.raw_message "hello", not "hi"',
  );
  expect(await wait({ call: { action: "send_private_msg", account: bob } })).toEndWith(
    `; closest came one with call.account ${alice}, not ${bob}`,
  );
});
