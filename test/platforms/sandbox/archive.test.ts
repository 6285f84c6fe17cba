import { expect, test } from "bun:test";
import { statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";

import { png, silence } from "../../contracts/media-actions.ts";
import type { Client, Json } from "../../support/client.ts";
import { makeFolder } from "../../support/folder.ts";
import {
  admin,
  alice,
  bob,
  bot,
  group,
  members,
  people,
  start,
  stranger,
} from "../../support/server.ts";

const inGroup = { group_id: group };

interface Document {
  onebot_sandbox: unknown;
  tables: Record<string, { columns: string[]; rows: unknown[][] }>;
  media: { name: string; type: string; size: number; base64: string }[];
}

/** Leaves something of each kind in a world. */
async function liveIn(me: Client, she: Client): Promise<void> {
  const image = { type: "image", data: { file: png } };
  const { message_id } = await she.ask("send_group_msg", { ...inGroup, message: image });
  await she.ask("send_private_msg", { user_id: bot, message: "[CQ:face,id=1]" });
  await me.ask("send_group_forward_msg", {
    ...inGroup,
    messages: [{ type: "node", data: { id: message_id } }],
  });
  await me.ask("set_essence_msg", { message_id });
  await me.ask("set_msg_emoji_like", { message_id, emoji_id: 1 });
  await me.ask("set_group_anonymous", inGroup);
  await she.ask("send_group_msg", { ...inGroup, message: "[CQ:anonymous]hm" });
  await me.ask("set_group_card", { ...inGroup, user_id: alice, card: "queen" });
  await me.ask("send_like", { user_id: alice });
  await she.ask("set_group_sign", inGroup);
  await me.ask("_send_group_notice", { ...inGroup, content: "look" });
  const { folder_id } = await me.ask("create_group_file_folder", { ...inGroup, name: "f" });
  await me.ask("upload_group_file", { ...inGroup, file: silence, folder: folder_id });
  await me.ask(".sandbox.set_honor", { ...inGroup, user_id: bob, type: "legend" });
  await she.ask(".sandbox.invite", { ...inGroup, user_id: stranger });
  await me.ask("set_group_kick", { ...inGroup, user_id: admin, reject_add_request: true });
  await me.ask(".sandbox.clock", { set: 1_800_000_000, freeze: true });
}

test("a world that was written out and read in elsewhere is the same, media and all", async () => {
  await using one = await start();
  await using other = await start();
  const me = await one.as(bot);
  await liveIn(me, await one.as(alice));
  const document = await me.ask<Document>(".sandbox.export");
  const empty = Object.entries(document.tables).filter(([, { rows }]) => rows.length === 0);
  expect(empty).toEqual([]);
  const there = await other.as(bot);
  await there.ask(".sandbox.import", { document });
  expect(await there.ask<Document>(".sandbox.export")).toEqual(document);
  await there.ask(".sandbox.import", { document: JSON.stringify(document) });
  expect(await there.ask<Document>(".sandbox.export")).toEqual(document);
  expect(await there.ask(".sandbox.clock")).toMatchObject({ time: 1_800_000_000, frozen: true });
  const { message } = await there.ask<{ message: [{ data: { url: string } }] }>("get_msg", {
    message_id: 1,
  });
  const response = await fetch(message[0].data.url);
  expect(`base64://${(await response.bytes()).toBase64()}`).toBe(png);
});

/** Ways to spoil a document, and what the refusal names. */
const spoilt: [named: string, spoil: (document: Document) => unknown][] = [
  ["must be what", () => "{"],
  ["must be what", () => "[]"],
  ["onebot_sandbox", (document) => ({ ...document, onebot_sandbox: 2 })],
  ["tables", () => ({ onebot_sandbox: 1 })],
  ["self_id", () => ({ onebot_sandbox: 1, tables: {} })],
  ["no table", (document) => addTable(document, "passwd")],
  ["no table", (document) => addTable(document, "medium")],
  ["no table", (document) => addTable(document, "person; DROP TABLE person")],
  ["no column", (document) => addRow(document, "person", { shoe_size: 43 })],
  [`row ${people.length} of person`, (document) => addRow(document, "person", { id: bot })],
  [`row ${people.length} of person`, (document) => addRow(document, "person", { id: "x" })],
  [
    `row ${people.length} of person`,
    (document) => addRow(document, "person", { id: 7, sex: "other" }),
  ],
  [`row ${people.length} of person has 1 cells`, (document) => addCells(document, "person", [7])],
  ["friendship names somebody", (document) => addRow(document, "friendship", { user_id: 7 })],
  ["malformed in segments", (document) => addRow(document, "message", { id: 99, segments: "x" })],
  ["malformed in segments", (document) => addRow(document, "message", { id: 99, segments: "[5]" })],
  ["malformed in nodes", (document) => addRow(document, "forward", { id: "x", nodes: "[{}]" })],
  ["malformed in id", (document) => addRow(document, "message", { id: 2 ** 31 })],
  ["malformed in id", (document) => addRow(document, "message", { id: "2147483648" })],
  ["malformed in id", (document) => addRow(document, "message", { id: 9223372036854774784 })],
  ["malformed in id", (document) => addRow(document, "person", { id: 0 })],
  ["malformed in id", (document) => addRow(document, "chat_group", { id: 2 ** 60 })],
  ["malformed in id", (document) => addRow(document, "anonymous", { id: -1 })],
  ["malformed in user_id", (document) => addRow(document, "message", { id: 9, user_id: 2 ** 60 })],
  ["malformed in target_id", (document) => addRow(document, "message", { id: 9, target_id: -1 })],
  ["malformed in message_id", (document) => addRow(document, "essence", { message_id: 2 ** 31 })],
  ["malformed in time", (document) => addRow(document, "message", { id: 9, time: 2 ** 60 })],
  ["no table", (document) => addTable(document, "sqlite_sequence")],
  ["no setting", (document) => addCells(document, "setting", ["media", "known"])],
  ["no setting", (document) => addCells(document, "setting", ["clock", "noon"])],
  ["media.0.name", (document) => addMedium(document, { name: "../../x" })],
  ["holds something else", (document) => addMedium(document, { base64: "AAAA" })],
  ["holds something else", (document) => addMedium(document, { base64: "%" })],
  ["media.0.base64", (document) => addMedium(document, { base64: 5 })],
  ["media.0.type", (document) => addMedium(document, { type: "image/png\r\nx: y" })],
];

test.each(spoilt)(
  "a document that is wrong (%s) is refused, and the world stays",
  async (named, spoil) => {
    await using one = await start();
    await using other = await start();
    const [me, there] = [await one.as(bot), await other.as(bot)];
    await liveIn(me, await one.as(alice));
    await liveIn(there, await other.as(alice));
    await there.ask(".sandbox.snapshot", { name: "before" });
    const before = await there.ask<Document>(".sandbox.export");
    const document = spoil(await me.ask<Document>(".sandbox.export"));
    // What is said in the same tick must not be lost with it.
    const said = there.call("send_group_msg", { ...inGroup, message: "meanwhile" });
    const reply = await there.call(".sandbox.import", { document });
    expect(reply).toMatchObject({ retcode: 100, message: expect.stringContaining(named) });
    expect(await said).toMatchObject({ retcode: 0 });
    await there.ask(".sandbox.restore", { name: "before" });
    expect(await there.ask<Document>(".sandbox.export")).toEqual(before);
  },
);

test("an import that is refused leaves no file behind", async () => {
  await using one = await start();
  await using other = await start();
  const [me, there] = [await one.as(bot), await other.as(bot)];
  await liveIn(me, await one.as(alice));
  const kept = { user_id: alice, message: { type: "image", data: { file: "base64://AAAA" } } };
  await there.ask("send_private_msg", kept);
  const [own] = (await there.ask<Document>(".sandbox.export")).media;
  const { file } = await there.ask<{ file: string }>("get_image", { file: own?.name });
  const document = addRow(await me.ask<Document>(".sandbox.export"), "person", { id: bot });
  expect(await there.call(".sandbox.import", { document })).toMatchObject({ retcode: 100 });
  expect(await readdir(dirname(file))).toEqual([own?.name ?? ""]);
});

test("where the ids of messages are used up, sends say so, and a reset starts over", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const said = () => me.call("send_group_msg", { ...inGroup, message: "hi" });
  await said();
  const document = await me.ask<Document>(".sandbox.export");
  await me.ask(".sandbox.import", { document: addRow(document, "message", { id: 2 ** 31 - 1 }) });
  expect(await me.ask("get_msg", { message_id: 2 ** 31 - 1 })).toMatchObject({ user_id: bot });
  expect(await said()).toMatchObject({
    retcode: 103,
    message: expect.stringContaining(".sandbox.reset"),
  });
  await me.ask(".sandbox.reset");
  expect(await said()).toMatchObject({ retcode: 0, data: { message_id: 1 } });
});

test("a world too large for one document is not written out, nor put aside", async () => {
  await using server = await start("limits.export_bytes=1000000");
  const me = await server.as(bot);
  await me.ask(".sandbox.export");
  await me.ask("upload_group_file", {
    ...inGroup,
    file: `base64://${btoa("x".repeat(1_000_000))}`,
  });
  const tooLarge = { retcode: 1413, message: expect.stringContaining("limits.export_bytes") };
  expect(await me.call(".sandbox.export")).toMatchObject(tooLarge);
  await me.ask(".sandbox.snapshot", { name: "small" });
  await me.ask("send_group_msg", { ...inGroup, message: "x".repeat(999_000) });
  expect(await me.call(".sandbox.snapshot", { name: "large" })).toMatchObject(tooLarge);
  expect(await me.ask(".sandbox.list_snapshots")).toMatchObject({ snapshots: [{ name: "small" }] });
});

test("a world that would fill more of the disk than it may is refused what makes it grow", async () => {
  await using server = await start("limits.disk_bytes=2000000");
  const me = await server.as(bot);
  const said = { ...inGroup, message: "x".repeat(400_000) };
  const tooLarge = { retcode: 1413, message: expect.stringContaining("limits.disk_bytes") };
  const upload = (size: number, letter: string) =>
    me.call("upload_group_file", { ...inGroup, file: `base64://${btoa(letter.repeat(size))}` });
  expect(await upload(2_000_000, "a")).toMatchObject(tooLarge);
  expect(await upload(800_000, "b")).toMatchObject({ retcode: 0 });
  expect(await upload(800_000, "b")).toMatchObject({ retcode: 0 });
  expect(await upload(1_100_000, "c")).toMatchObject(tooLarge);
  const { message_id } = await me.ask("send_group_msg", said);
  await me.ask("send_group_msg", said);
  expect(await me.call("send_group_msg", said)).toMatchObject(tooLarge);
  const before = await me.ask<Document>(".sandbox.export");
  expect(await me.call(".sandbox.snapshot", { name: "s" })).toMatchObject(tooLarge);
  expect(await me.call("_send_group_notice", { ...inGroup, content: said.message })).toMatchObject(
    tooLarge,
  );
  expect(await me.ask<Document>(".sandbox.export")).toEqual(before);
  expect(await me.call("delete_msg", { message_id })).toMatchObject({ retcode: 0 });
  await me.ask(".sandbox.reset");
  await me.ask("clean_cache");
  expect(await upload(1_100_000, "c")).toMatchObject({ retcode: 0 });
  expect(await me.call("send_group_msg", said)).toMatchObject({ retcode: 0 });
});

test("a snapshot that is dropped gives its room back, on the disk too", async () => {
  await using folder = await makeFolder();
  await using server = await start(`data_dir=${JSON.stringify(folder.path)}`);
  const me = await server.as(bot);
  for (let n = 0; n < 10; n++)
    await me.ask("send_group_msg", { ...inGroup, message: "x".repeat(900_000) });
  for (const name of ["a", "b", "c", "d"]) await me.ask(".sandbox.snapshot", { name });
  const { snapshots } = await me.ask<{ snapshots: { bytes: number }[] }>(".sandbox.list_snapshots");
  expect(snapshots.map(({ bytes }) => Math.round(bytes / 1e6))).toEqual([9, 9, 9, 9]);
  for (const name of ["a", "b", "c", "d"]) await me.ask(".sandbox.drop_snapshot", { name });
  const size = () => statSync(join(folder.path, "sandbox.db")).size;
  while (size() > 20e6) await me.ask("send_group_msg", { ...inGroup, message: "hi" });
  expect(statSync(join(folder.path, "sandbox.db-wal")).size).toBeLessThan(5e6);
});

test("a snapshot is what the world was, whatever came after", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  await me.ask(".sandbox.snapshot", { name: "morning" });
  const morning = await me.ask<Document>(".sandbox.export");
  await liveIn(me, she);
  await me.ask(".sandbox.snapshot", { name: "evening" });
  const evening = await me.ask<Document>(".sandbox.export");
  await me.ask(".sandbox.restore", { name: "morning" });
  expect((await me.ask<Document>(".sandbox.export")).tables).toEqual(morning.tables);
  await me.ask(".sandbox.restore", { name: "evening" });
  expect(await me.ask<Document>(".sandbox.export")).toEqual(evening);
  await me.ask(".sandbox.reset");
  await me.ask(".sandbox.restore", { name: "evening" });
  expect(await me.ask<Document>(".sandbox.export")).toEqual(evening);
});

test("a reset brings back the configured world, but no message id", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  await liveIn(me, she);
  const { message_id: last } = await me.ask<{ message_id: number }>("send_group_msg", {
    ...inGroup,
    message: "last",
  });
  await me.ask(".sandbox.create_user", { user_id: 7 });
  await me.ask(".sandbox.reset");
  expect(await me.call("get_msg", { message_id: last })).toMatchObject({ retcode: 102 });
  expect(await me.call("get_stranger_info", { user_id: 7 })).toMatchObject({ retcode: 102 });
  expect(await me.ask<unknown>("get_group_list")).toMatchObject([
    { member_count: members.length },
    {},
  ]);
  expect(await me.ask("send_group_msg", { ...inGroup, message: "first" })).toEqual({
    message_id: last + 1,
  });
});

function addTable(document: Document, name: string): Document {
  return { ...document, tables: { ...document.tables, [name]: { columns: [], rows: [] } } };
}

function addRow(document: Document, table: string, cells: Json): Document {
  const { columns = [], rows = [] } = document.tables[table] ?? {};
  const strange = Object.keys(cells).filter((column) => !columns.includes(column));
  const all = [...columns, ...strange];
  const row = (values: (column: string, at: number) => unknown) => all.map(values);
  const added = row((column, at) => (column in cells ? cells[column] : rows[0]?.[at]));
  const padded = rows.map((old) => row((_, at) => old[at] ?? null));
  return withRows(document, table, { columns: all, rows: [...padded, added] });
}

function addCells(document: Document, table: string, row: unknown[]): Document {
  const { columns = [], rows = [] } = document.tables[table] ?? {};
  return withRows(document, table, { columns, rows: [...rows, row] });
}

function withRows(
  document: Document,
  table: string,
  content: Document["tables"][string],
): Document {
  return { ...document, tables: { ...document.tables, [table]: content } };
}

function addMedium(document: Document, changes: Json): unknown {
  const [first] = document.media;
  return { ...document, media: [{ ...first, ...changes }] };
}
