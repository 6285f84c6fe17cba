import { expect, test } from "bun:test";

import { alice, bob, bot, group, start } from "../../support/server.ts";

const inGroup = { group_id: group };
const text = (what: string) => ({ type: "text", data: { text: what } });
const custom = (user_id: number, content: unknown) => ({
  type: "node",
  data: { user_id, nickname: `N${user_id}`, content },
});

test("a conversation of messages, made-up ones and others within is read in both formats", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const she = await server.as(alice, { query: { message_format: "string" } });
  const { message_id } = await she.ask("send_group_msg", { ...inGroup, message: "[real]" });
  const inner = custom(7, [custom(8, "deep [CQ:face,id=1]")]);
  const messages = [{ type: "node", data: { id: message_id } }, custom(5, "made up"), inner];
  const { message_id: id, forward_id } = await me.ask<{ message_id: number; forward_id: string }>(
    "send_group_forward_msg",
    { ...inGroup, messages },
  );
  expect(await she.next("message")).toMatchObject({ message: `[CQ:forward,id=${forward_id}]` });

  const asArray = await me.ask("get_forward_msg", { id: forward_id });
  const [, , nested] = asArray["message"] as { data: { content: { data: { id: string } }[] } }[];
  const innerId = nested?.data.content[0]?.data.id;
  const node = (user_id: number, nickname: string, content: unknown) => ({
    type: "node",
    data: { user_id: String(user_id), nickname, content },
  });
  const plain = (user_id: number, nickname: string, content: unknown) => ({
    sender: { user_id, nickname },
    time: expect.any(Number),
    content,
    message: content,
  });
  const forward = [{ type: "forward", data: { id: innerId } }];
  expect(asArray).toEqual({
    message: [
      node(alice, "Alice", [text("[real]")]),
      node(5, "N5", [text("made up")]),
      node(7, "N7", forward),
    ],
    messages: [
      plain(alice, "Alice", [text("[real]")]),
      plain(5, "N5", [text("made up")]),
      plain(7, "N7", forward),
    ],
  });
  expect(await me.ask("get_forward_msg", { message_id: id })).toEqual(asArray);
  expect(await she.ask("get_forward_msg", { id: innerId })).toEqual({
    message: [node(8, "N8", "deep [CQ:face,id=1]")],
    messages: [plain(8, "N8", "deep [CQ:face,id=1]")],
  });
  expect(await she.ask("get_forward_msg", { id: forward_id })).toMatchObject({
    message: [{ data: { content: "&#91;real&#93;" } }, {}, {}],
  });
});

test("a node without a sender is whoever forwards it, now", async () => {
  await using server = await start();
  const me = await server.as(bot);
  await me.ask(".sandbox.clock", { set: 1_800_000_000, freeze: true });
  const messages = [
    { type: "node", data: { content: "mine" } },
    { type: "node", data: { uin: alice, name: "", content: "hers", time: "5" } },
  ];
  const { forward_id } = await me.ask("send_forward_msg", { user_id: alice, messages });
  expect((await me.ask("get_forward_msg", { id: forward_id }))["messages"]).toMatchObject([
    { sender: { user_id: bot, nickname: "Bot" }, time: 1_800_000_000 },
    { sender: { user_id: alice, nickname: "Alice" }, time: 5 },
  ]);
});

test("nodes sent as a message are a conversation, and it can be sent on by its id", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  await me.ask("send_private_msg", { user_id: alice, message: [custom(5, "hi")] });
  const { message } = await she.next("message");
  await she.ask("send_private_msg", { user_id: bob, message });
  const [{ data }] = message as [{ data: { id: string } }];
  const he = await server.as(bob);
  expect(await he.ask("get_forward_msg", data)).toMatchObject({
    message: [{ data: { user_id: "5" } }],
  });
});

test.each([
  { what: "a message nobody sent", node: { id: 77_777 }, retcode: 102 },
  { what: "a word for a message", node: { id: "first" }, retcode: 102 },
  { what: "a recalled message", node: { id: 1 }, retcode: 102 },
  { what: "a message between others", node: { id: 2 }, retcode: 102 },
  { what: "no content", node: { user_id: 5, nickname: "x" }, retcode: 100 },
  { what: "an empty message", node: { user_id: 5, content: "" }, retcode: 100 },
  { what: "a time that is none", node: { user_id: 5, content: "hi", time: "noon" }, retcode: 100 },
])("a node with $what is refused with $retcode", async ({ node, retcode }) => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const { message_id } = await she.ask("send_group_msg", { ...inGroup, message: "oops" });
  await she.ask("send_private_msg", { user_id: bob, message: "secret" });
  await she.ask("delete_msg", { message_id });
  const messages = [{ type: "node", data: node }];
  expect(await me.call("send_forward_msg", { ...inGroup, messages })).toMatchObject({ retcode });
  expect(await me.call("send_group_msg", { ...inGroup, message: messages })).toMatchObject({
    retcode,
  });
});

test("nodes stand alone, and what is no node is no conversation", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const mixed = [custom(5, "hi"), text("and")];
  for (const [action, params] of [
    ["send_group_msg", { message: mixed }],
    ["send_group_forward_msg", { messages: mixed }],
    ["send_group_forward_msg", { messages: "hi" }],
  ] as const) {
    expect(await me.call(action, { ...inGroup, ...params })).toMatchObject({ retcode: 100 });
  }
});

test("conversations within conversations end somewhere", async () => {
  await using server = await start();
  const me = await server.as(bot);
  let content: unknown = "core";
  // As CQ codes they can be nested deeper than JSON may be.
  for (let depth = 0; depth < 40; depth++) {
    const escaped = String(content)
      .replaceAll("&", "&amp;")
      .replaceAll("[", "&#91;")
      .replaceAll("]", "&#93;")
      .replaceAll(",", "&#44;");
    content = `[CQ:node,user_id=5,nickname=x,content=${escaped}]`;
  }
  expect(await me.call("send_group_msg", { ...inGroup, message: content })).toMatchObject({
    retcode: 100,
    message: expect.stringContaining("nested"),
  });
});

test("a few bytes that would forward a lot are refused, and nothing is kept", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const { message_id } = await me.ask("send_group_msg", {
    group_id: group,
    message: "x".repeat(1_000_000),
  });
  const nodes = (count: number) =>
    Array.from({ length: count }, () => ({ type: "node", data: { id: message_id } }));
  const send = (messages: unknown) =>
    me.call("send_group_forward_msg", { group_id: group, messages });
  const within = { type: "node", data: { content: nodes(6) } };
  const tooLarge = { retcode: 1413, message: expect.stringContaining("limits.forward_bytes") };
  expect(await send(nodes(100))).toMatchObject(tooLarge);
  expect(await send([within, within])).toMatchObject(tooLarge);
  expect(await me.ask(".sandbox.export")).toMatchObject({ tables: { forward: { rows: [] } } });
  expect(await send(nodes(9))).toMatchObject({ retcode: 0 });
});
