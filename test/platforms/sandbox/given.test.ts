/** What a message gives beside words: files, pokes, mentions of everybody, cards. */
import { expect, test } from "bun:test";

import { toSource } from "../../../src/platforms/sandbox/media/source.ts";
import { admin, alice, bob, bot, group, start, stranger } from "../../support/server.ts";

const inGroup = { group_id: group };
const file = `base64://${btoa("some text")}`;
type Message = { message: { type: string; data: Record<string, string> }[] };

test("a file in a message to a group is a file of the group, which is told", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const sent = { type: "file", data: { file, name: "a.txt" } };
  await she.ask("send_group_msg", { ...inGroup, message: [sent] });
  const { message } = (await me.next("message")) as Message;
  expect(message).toEqual([
    {
      type: "file",
      data: {
        file: "a.txt",
        file_id: expect.any(String),
        file_size: "9",
        url: expect.stringContaining("/media/"),
      },
    },
  ]);
  const { file_id = "", url } = message[0]?.data ?? {};
  expect(await me.next("notice")).toMatchObject({
    notice_type: "group_upload",
    file: { id: file_id, name: "a.txt", size: 9 },
  });
  expect(await me.ask("get_group_file_url", { ...inGroup, file_id })).toEqual({ url });
  expect(await (await fetch(url ?? "")).text()).toBe("some text");
  await me.ask("clean_cache");
  expect(await me.ask("get_file", { file_id })).toMatchObject({ file_name: "a.txt" });
});

test("a file in a message to a person is theirs, and in a forwarded one it can be read", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  await she.ask("send_private_msg", { user_id: bot, message: { type: "file", data: { file } } });
  const { message } = (await me.next("message")) as Message;
  const { file_id = "", url } = message[0]?.data ?? {};
  expect(await me.ask("get_private_file_url", { file_id })).toEqual({ url });
  const he = await server.as(bob);
  expect(await he.call("get_private_file_url", { file_id })).toMatchObject({ retcode: 102 });
  const node = { type: "node", data: { content: [{ type: "file", data: { file, name: "b" } }] } };
  const { forward_id } = await me.ask("send_group_forward_msg", { ...inGroup, messages: [node] });
  const kept = await me.ask("get_forward_msg", { id: forward_id });
  expect(JSON.stringify(kept)).toContain('"file":"b"');
  expect(JSON.stringify(kept)).toContain("/media/");
});

test.each([
  ["https://a.b/c/%E6%96%87.txt?x=/y", "文.txt"],
  ["file:///srv/pics/x.png", "x.png"],
])("an upload without a name of %s would be called %s", (source, name) => {
  expect(toSource(source)?.name).toBe(name);
  expect(toSource("base64://AAAA")?.name).toBeUndefined();
});

test("go-cqhttp's poke is a real poke, and no message", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  expect(await me.ask("send_group_msg", { ...inGroup, message: `[CQ:poke,qq=${alice}]` })).toEqual({
    message_id: 0,
  });
  await me.next("notice");
  expect(await she.next("notice")).toMatchObject({
    sub_type: "poke",
    ...inGroup,
    user_id: bot,
    target_id: alice,
    raw_info: [{ type: "qq" }, { type: "img" }, { type: "nor" }, { type: "qq" }, { type: "nor" }],
  });
  const message = [
    { type: "poke", data: { qq: bot } },
    { type: "text", data: { text: "hi" } },
  ];
  await she.ask("send_private_msg", { user_id: bot, message });
  expect(await me.next("message")).toMatchObject({ raw_message: "hi" });
  expect(await me.next("notice")).toMatchObject({ sub_type: "poke", sender_id: alice });
  const strange = { ...inGroup, message: `[CQ:poke,qq=${stranger}]` };
  expect(await me.call("send_group_msg", strange)).toMatchObject({ retcode: 102 });
});

test.each([
  ["126", "2003", "勾引"],
  ["1", "-1", "戳一戳"],
  ["126", "2008", undefined],
])("the picture of a poke %s,%s is called %s", async (type, id, name) => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  await me.ask("send_private_msg", { user_id: alice, message: `[CQ:poke,type=${type},id=${id}]` });
  const { message } = (await she.next("message")) as Message;
  expect(message).toEqual([{ type: "poke", data: { type, id, ...(name ? { name } : {}) } }]);
});

test("all are mentioned by the owner and admins, so many times a day", async () => {
  await using server = await start();
  const all = { ...inGroup, message: "[CQ:at,qq=all] hear" };
  const she = await server.as(alice);
  expect(await she.call("send_group_msg", all)).toMatchObject({ retcode: 103 });
  const [me, other] = [await server.as(bot), await server.as(admin)];
  for (const speaker of [me, other]) {
    for (let n = 0; n < 10; n++) await speaker.ask("send_group_msg", all);
    expect(await speaker.call("send_group_msg", all)).toMatchObject({
      retcode: 103,
      message: expect.stringContaining("10 a day"),
    });
  }
  expect(await me.ask("get_group_at_all_remain", inGroup)).toEqual({
    can_at_all: false,
    remain_at_all_count_for_group: 0,
    remain_at_all_count_for_uin: 0,
  });
  await me.ask(".sandbox.clock", { advance: 86_400 });
  await me.ask("send_group_msg", all);
});

test("a forwarded conversation keeps its card", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const messages = [{ type: "node", data: { name: "x", uin: 5, content: "hi" } }];
  const card = { prompt: "a chat", summary: "1 message", source: "of mine" };
  await me.ask("send_forward_msg", { ...inGroup, messages, news: [{ text: "x: hi" }], ...card });
  expect(await she.next("message")).toMatchObject({
    message: [{ type: "forward", data: { news: '[{"text":"x: hi"}]', ...card } }],
  });
});

test("a group one has left is unknown", async () => {
  await using server = await start();
  const she = await server.as(alice);
  await she.ask("set_group_leave", inGroup);
  expect(await she.call("get_group_info", inGroup)).toMatchObject({ retcode: 102 });
});

test.each([
  ["image", "sample.png", "image/png"],
  ["record", "sample.wav", "audio/wav"],
  ["record", "sample.amr", "audio/amr"],
  ["file", "sample.txt", "application/octet-stream"],
])("a %s %s is at hand for everybody", async (type, sample, contentType) => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const sent = { ...inGroup, message: { type, data: { file: sample } } };
  for (const client of [me, she]) await client.ask("send_group_msg", sent);
  const { message } = (await me.next("message")) as Message;
  const { url = "" } = message[0]?.data ?? {};
  const response = await fetch(url);
  expect(response.headers.get("content-type")).toBe(contentType);
  expect((await response.bytes()).length).toBeGreaterThan(30);
  await she.ask("upload_group_file", { ...inGroup, file: sample });
  const { files } = await me.ask<{ files: object[] }>("get_group_root_files", inGroup);
  expect(files).toContainEqual(expect.objectContaining({ file_name: sample }));
});

test("whoever fetches a file of a group is counted", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const counts = async () => {
    const { files } = await me.ask<{ files: { file_name: string; download_times: number }[] }>(
      "get_group_root_files",
      inGroup,
    );
    return Object.fromEntries(files.map((one) => [one.file_name, one.download_times]));
  };
  await she.ask("upload_group_file", { ...inGroup, file, name: "b.txt" });
  const { file_id } = await she.ask("upload_group_file", { ...inGroup, file, name: "a.txt" });
  const { url } = await me.ask<{ url: string }>("get_group_file_url", { ...inGroup, file_id });
  expect(await counts()).toEqual({ "a.txt": 0, "b.txt": 0 });
  for (let n = 0; n < 2; n++) await (await fetch(url)).text();
  await (await fetch(url.replace("a.txt", "b.txt"))).text();
  expect(await counts()).toEqual({ "a.txt": 2, "b.txt": 0 });
});
