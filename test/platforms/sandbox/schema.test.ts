/** Worlds that earlier versions wrote, and the steps that bring them to today's tables. */
import { Database } from "bun:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { upgrade } from "../../../src/platforms/sandbox/tables/schema/upgrade.ts";
import { makeFolder } from "../../support/folder.ts";
import type { Folder } from "../../support/folder.ts";
import {
  admin,
  alice,
  aliceGroup,
  bob,
  bot,
  group,
  start,
  stranger,
} from "../../support/server.ts";

let folder: Folder;
beforeEach(async () => {
  folder = await makeFolder();
});
afterEach(() => folder[Symbol.asyncDispose]());

test("in a world of format 1 everything is found, and goes on", async () => {
  const [noon, day] = [1_800_000_000, 86_400];
  const inGroup = { group_id: group };
  const dot = { size: 70, url: expect.stringContaining(".png") };
  const fixture = new URL("fixtures/world-1.db", import.meta.url);
  await Bun.write(join(folder.path, "sandbox.db"), Bun.file(fixture));
  await Bun.write(join(folder.path, "media", image), new Uint8Array(dot.size));
  await using server = await start(`data_dir=${JSON.stringify(folder.path)}`);
  const [me, she, they] = [await server.as(bot), await server.as(alice), await server.as(stranger)];
  const found = (action: string, params: object = {}) => me.ask<unknown>(action, { ...params });

  expect(await found(".sandbox.clock")).toMatchObject({ time: noon + day, frozen: true });
  expect(await found("get_stranger_info", { user_id: admin })).toMatchObject({ nickname: "陈晨" });
  expect(await found("get_friend_list")).toMatchObject([{ user_id: alice }, { user_id: bob }]);
  expect(await found("get_group_list")).toMatchObject([
    { group_id: group, group_name: "Bot test group 机器人测试群", member_count: 3 },
    { group_id: aliceGroup, group_name: "Alice's group", member_count: 3 },
  ]);
  expect(await found("get_group_member_list", inGroup)).toMatchObject([
    { user_id: bot, role: "owner" },
    { user_id: alice, card: "queen", title: "star", last_sent_time: noon + day },
    { user_id: bob, shut_up_timestamp: noon + 2_000_000, qq_level: 0 },
  ]);

  const { messages } = await me.ask<{ messages: { message: { data: { id: string } }[] }[] }>(
    "get_group_msg_history",
    inGroup,
  );
  expect(messages).toMatchObject([
    { message_id: 1, raw_message: "hello all", time: noon, user_id: alice },
    { message_id: 4, message: [{ type: "image", data: { url: dot.url } }] },
    { message_id: 5, message: [{ type: "forward" }] },
    { message_id: 6, raw_message: "guess who", anonymous: { name: "Silent Owl" } },
    { message_id: 7, raw_message: "a new day", time: noon + day },
  ]);
  expect(await found("get_friend_msg_history", { user_id: alice })).toMatchObject({
    messages: [{ message_id: 2, raw_message: "just you" }],
  });
  expect(await me.call("get_msg", { message_id: 3 })).toMatchObject({
    retcode: 102,
    message: "Message 3 was recalled",
  });
  const forward = messages[2]?.message[0]?.data;
  expect(await found("get_forward_msg", forward)).toMatchObject({
    messages: [{ sender: { user_id: alice }, message: [{ data: { text: "hello all" } }] }],
  });
  expect(await found("get_essence_msg_list", inGroup)).toMatchObject([
    { message_id: 1, operator_id: bot, operator_time: noon },
  ]);
  const like = { message_id: 1, emoji_id: 1 };
  await she.ask("set_msg_emoji_like", like);
  expect(await me.next("group_msg_emoji_like")).toMatchObject({ likes: [{ count: 2 }] });
  expect(await found("_get_group_notice", inGroup)).toMatchObject([
    { sender_id: bot, message: { text: "read this", images: [{ url: dot.url }] } },
  ]);
  expect(await found("get_group_honor_info", { ...inGroup, type: "all" })).toMatchObject({
    current_talkative: { user_id: bot, day_count: 1 },
    legend_list: [{ user_id: bob, description: "for ever" }],
  });

  const { folders } = await me.ask<{ folders: object[] }>("get_group_root_files", inGroup);
  expect(folders).toMatchObject([{ folder_name: "sounds", total_file_count: 1 }]);
  expect(await found("get_group_files_by_folder", { ...inGroup, ...folders[0] })).toMatchObject({
    files: [{ file_name: "silence.wav", size: 844, uploader: bot }],
  });
  expect(await found("get_image", { file: image })).toMatchObject(dot);

  expect(await found("get_group_system_msg")).toMatchObject({
    join_requests: [{ flag: flags.join, checked: true, actor: 0, time: 0 }],
  });
  expect(
    await me.call("set_group_add_request", { flag: flags.join, sub_type: "add" }),
  ).toMatchObject({ retcode: 102 });
  await they.ask("set_group_add_request", { flag: flags.invite, sub_type: "invite" });
  expect(await she.next("group_increase")).toMatchObject({ user_id: stranger, operator_id: alice });
  await me.ask("set_friend_add_request", { flag: flags.friend });
  expect(await they.next("friend_add")).toMatchObject({ user_id: bot });
  expect(await (await server.as(admin)).call(".sandbox.ask_join", inGroup)).toMatchObject({
    message: expect.stringContaining("takes no more requests"),
  });
  expect(await found("send_group_msg", { ...inGroup, message: "next" })).toEqual({ message_id: 8 });

  await me.ask(".sandbox.restore", { name: "first day" });
  expect(await found(".sandbox.clock")).toMatchObject({ time: noon, frozen: true });
  expect(await me.call("get_msg", { message_id: 7 })).toMatchObject({ retcode: 102 });
  // Nine of ten were given on that day.
  expect(await me.call("send_like", { user_id: alice, times: 2 })).toMatchObject({ retcode: 103 });
});

const image = "6b7fa434f92a8b80aab02d9bf1a12e49ffcae424e4013a1c4f68b67e3d2bbcd0.png";
const flags = {
  friend: "10305178-14d2-440f-bbb9-5f67f038b1f9",
  join: "857c32ac-c44e-4d9b-a6f4-119f30b4918b",
  invite: "e9672f93-f4b9-4f9c-a0b2-bfe4a38cb659",
};

describe("steps", () => {
  const steps = [
    "CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT) STRICT; CREATE TABLE pet (owner INTEGER NOT NULL REFERENCES person ON DELETE CASCADE) STRICT;",
    `CREATE TABLE somebody (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
     INSERT INTO somebody SELECT id, name FROM person;
     DROP TABLE person;
     ALTER TABLE somebody RENAME TO person;`,
    "ALTER TABLE pet ADD COLUMN name TEXT NOT NULL DEFAULT 'Rex';",
  ];
  const fill = (db: Database) =>
    void db.run("INSERT INTO person VALUES (1, 'Ann'); INSERT INTO pet (owner) VALUES (1);");

  /** A database that took the first step only, with somebody in it. */
  function openOld(): Database {
    const db = new Database(join(folder.path, "sandbox.db"), { strict: true });
    db.run("PRAGMA locking_mode = EXCLUSIVE");
    db.run("PRAGMA journal_mode = WAL");
    upgrade(db, steps.slice(0, 1), fill);
    db.run("PRAGMA foreign_keys = ON");
    return db;
  }

  test("a new database takes all of them before it is filled, and no copy is made", async () => {
    using db = new Database(join(folder.path, "sandbox.db"), { strict: true });
    upgrade(db, steps, fill);
    expect(contentsOf(db)).toEqual({
      format: 3,
      people: ["Ann"],
      pets: [{ owner: 1, name: "Rex" }],
    });
    expect(await readdir(folder.path)).toEqual(["sandbox.db"]);
  });

  test("an older database takes those it lacks, keeps all rows, and lies beside as it was", async () => {
    using db = openOld();
    const before = contentsOf(db);
    upgrade(db, steps);
    expect(contentsOf(db)).toEqual({
      format: 3,
      people: ["Ann"],
      pets: [{ owner: 1, name: "Rex" }],
    });
    using copy = new Database(join(folder.path, "sandbox.format-1.db"));
    expect(contentsOf(copy)).toEqual(before);
    upgrade(db, steps);
    expect(await copies()).toEqual(["sandbox.format-1.db"]);
  });

  test("an earlier copy is never overwritten", async () => {
    await Bun.write(join(folder.path, "sandbox.format-1.db"), "precious");
    await Bun.write(join(folder.path, "sandbox.format-1-2.db"), "");
    using db = openOld();
    upgrade(db, steps);
    expect(await copies()).toEqual([
      "sandbox.format-1-2.db",
      "sandbox.format-1-3.db",
      "sandbox.format-1.db",
    ]);
    expect(await Bun.file(join(folder.path, "sandbox.format-1.db")).text()).toBe("precious");
    expect(Bun.file(join(folder.path, "sandbox.format-1-2.db")).size).toBe(0);
  });

  test.each([
    ["fails halfway", "INSERT INTO pet (owner) VALUES (1); NONSENSE;", /step 3: near "NONSENSE"/],
    ["leaves something that names nobody", "DELETE FROM person;", /pet names somebody/],
  ])(
    "where the last one %s, the database is as it was, and what to do is told",
    async (_, sql, why) => {
      using db = openOld();
      const before = contentsOf(db);
      const failing = () => upgrade(db, [...steps.slice(0, 2), sql]);
      expect(failing).toThrow(why);
      expect(failing).toThrow(
        /from format 1 to 3 .* as it was: use the version of onebot that wrote it, or move the file/,
      );
      expect(contentsOf(db)).toEqual(before);
      expect(await copies()).toEqual([]);
      upgrade(db, steps);
      expect(contentsOf(db)).toMatchObject({ format: 3, people: ["Ann"] });
    },
  );

  test("a new database where one fails stays new", () => {
    using db = new Database(":memory:", { strict: true });
    expect(() => upgrade(db, [...steps, "NONSENSE"], fill)).toThrow(/step 4/);
    expect(() => upgrade(db, steps)).not.toThrow();
    expect(contentsOf(db)).toEqual({ format: 3, people: [], pets: [] });
  });

  test("a database of a newer version is refused, and stays as it is", async () => {
    using db = openOld();
    upgrade(db, steps);
    expect(() => upgrade(db, steps.slice(0, 2))).toThrow(/another version of onebot \(format 3\)/);
    expect(contentsOf(db)).toMatchObject({ format: 3 });
    expect(await copies()).toEqual(["sandbox.format-1.db"]);
  });

  async function copies(): Promise<string[]> {
    return (await readdir(folder.path)).filter((name) => name.includes("format")).toSorted();
  }
});

function contentsOf(db: Database) {
  const format = db.query<{ user_version: number }, []>("PRAGMA user_version").get()?.user_version;
  const people = db.query<{ name: string }, []>("SELECT name FROM person").all();
  return {
    format,
    people: people.map(({ name }) => name),
    pets: db.query("SELECT * FROM pet").all(),
  };
}
