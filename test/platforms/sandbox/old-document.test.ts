/** Worlds that an earlier version has written out. */
import { expect, test } from "bun:test";

import type { Json } from "../../support/client.ts";
import { alice, bot, group, start, stranger } from "../../support/server.ts";

const inGroup = { group_id: group };

interface World {
  tables: Record<string, { columns: string[]; rows: unknown[][] }>;
}

test("a document of an earlier version is taken, and what it lacks has its default", async () => {
  await using one = await start();
  await using other = await start();
  const me = await one.as(bot);
  const she = await one.as(alice);
  await she.ask("upload_group_file", { ...inGroup, file: "sample.txt" });
  await she.ask(".sandbox.invite", { ...inGroup, user_id: stranger });
  await me.ask("set_group_card", { ...inGroup, user_id: alice, card: "queen" });
  const { sign: _, ...tables } = (await me.ask<World>(".sandbox.export")).tables;
  const old = { onebot_sandbox: 1, tables: withoutColumns(tables, later) };
  const there = await other.as(bot);
  await there.ask(".sandbox.import", { document: old });
  const { tables: now } = await there.ask<World>(".sandbox.export");
  expect(withoutColumns(now, later)).toMatchObject(old.tables);
  expect(rowOf(now, "person", bot)).toMatchObject({
    long_nick: "",
    avatar: null,
    status: 10,
    ext_status: 0,
    qq_level: 0,
    reg_time: 0,
  });
  expect(rowOf(now, "chat_group", group)).toMatchObject({ avatar: null, create_time: 0 });
  expect(now["sign"]?.rows).toEqual([]);
});

/** What step 2 of the schema has added. */
const later: Record<string, string[]> = {
  person: ["long_nick", "avatar", "status", "ext_status", "qq_level", "reg_time"],
  chat_group: ["avatar", "create_time"],
  member: ["group_remark"],
  file: ["download_times"],
  request: ["time", "decided_by"],
};

function withoutColumns(tables: World["tables"], names: typeof later): World["tables"] {
  const cut = Object.entries(tables).map(([table, { columns, rows }]) => {
    const keeps = columns.map((column) => !names[table]?.includes(column));
    const left = <Cell>(cells: Cell[]) => cells.filter((_, at) => keeps[at]);
    return [table, { columns: left(columns), rows: rows.map((row) => left(row)) }];
  });
  return Object.fromEntries(cut) as World["tables"];
}

function rowOf(tables: World["tables"], table: string, id: number): Json {
  const { columns = [], rows = [] } = tables[table] ?? {};
  const row = rows.find((cells) => cells[columns.indexOf("id")] === id) ?? [];
  return Object.fromEntries(columns.map((column, at) => [column, row[at]]));
}
