import type { Database } from "bun:sqlite";
import { expect, test } from "bun:test";

import { builtInToml, readConfig } from "../../../src/config/file.ts";
import { Sandbox } from "../../../src/platforms/sandbox/sandbox.ts";
import { openDatabase } from "../../../src/platforms/sandbox/tables/database.ts";
import { Groups } from "../../../src/platforms/sandbox/tables/groups.ts";
import { Messages } from "../../../src/platforms/sandbox/tables/messages.ts";
import { Roster } from "../../../src/platforms/sandbox/tables/roster.ts";
import { Store } from "../../../src/platforms/sandbox/tables/store.ts";
import { Recorder } from "../../../src/record.ts";
import { alice, bot, group, stranger } from "../../support/server.ts";

const members = 2000;
const messages = 200_000;

/** A group of many, who have said much, to the group and to each other. */
function fill(db: Database): void {
  const numbers = (count: number) =>
    `WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ${count})`;
  db.run(`INSERT INTO chat_group (id, name, max_member_count) VALUES (1, 'crowd', ${members})`);
  db.run(
    `${numbers(members)} INSERT INTO person (id, nickname, sex, age) SELECT n, n, 'unknown', 0 FROM number`,
  );
  db.run(
    `${numbers(members)} INSERT INTO member (group_id, user_id, role, join_time) SELECT 1, n, 'member', 0 FROM number`,
  );
  db.run(
    `${numbers(messages)} INSERT INTO message (time, user_id, target_id, group_id, segments)
     SELECT n, n % ${members} + 1, iif(n % 2, NULL, 1), iif(n % 2, 1, NULL), '[]' FROM number`,
  );
}

/** How SQLite finds what `read` reads. */
function plansOf(db: Database, read: () => unknown): string[] {
  const statements: string[] = [];
  const query = db.query.bind(db);
  db.query = ((sql: string) => {
    statements.push(sql);
    return query(sql);
  }) as typeof db.query;
  read();
  db.query = query;
  const steps = statements.flatMap((sql) => {
    const blanks = sql.split("?").slice(1).fill("1");
    return query<{ detail: string }, string[]>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...blanks)
      .map(({ detail }) => detail);
  });
  return [...new Set(steps)].filter((step) => !step.startsWith("CORRELATED"));
}

test("members and histories of a large group are found by an index, never by looking at everything", () => {
  using store = new Store(openDatabase(":memory:", fill));
  const { db } = store;
  const kept = new Messages(db);
  const page = { upTo: messages, count: 20 };
  const plans = {
    groups: plansOf(db, () => {
      const roster = new Roster(store);
      const groups = new Groups(db, roster);
      expect(roster.members(1)).toHaveLength(members);
      expect(groups.requireOwn(1, 5).id).toBe(5);
      expect(roster.groupsOf(5)).toHaveLength(1);
    }),
    "group history": plansOf(db, () => expect(kept.ofGroup(1, page)).toHaveLength(20)),
    "private history": plansOf(db, () => expect(kept.between(1, 5, page)).toHaveLength(20)),
  };
  expect(plans).toEqual({
    groups: [
      "SEARCH chat_group USING INTEGER PRIMARY KEY (rowid=?)",
      "SEARCH member USING PRIMARY KEY (group_id=? AND user_id=?)",
      "SEARCH person USING INTEGER PRIMARY KEY (rowid=?)",
      "SEARCH member USING PRIMARY KEY (group_id=?)",
      "SEARCH member USING COVERING INDEX member_by_user (user_id=?)",
    ],
    "group history": ["SEARCH message USING INDEX message_by_group (group_id=? AND id<?)"],
    "private history": [
      "SEARCH message USING INDEX message_by_pair (<expr>=? AND <expr>=? AND id<?)",
    ],
  });
});

test("a message to a large group makes events only for members that somebody listens to", async () => {
  const { sandbox: config, limits } = readConfig({
    source: "test",
    toml: builtInToml,
    overrides: [],
  });
  const told: number[] = [];
  const sink = {
    listeners: () => [bot, alice, stranger],
    publish: (event: { self_id: number }) => void told.push(event.self_id),
  };
  const baseUrl = () => new URL("http://127.0.0.1");
  await using sandbox = new Sandbox(
    { dataDir: ":memory:", config, limits, baseUrl, privateFile: "message", reportSelf: false },
    { sink, record: new Recorder() },
  );
  const caller = { account: bot, format: "array", client: { name: "test" } } as const;
  const call = (action: string, params: object) =>
    Promise.resolve(sandbox.operation(action)?.run(params, caller));
  const everybody = Array.from({ length: members }, (_, n) => 100_000 + n);
  await Promise.all(everybody.map((user_id) => call(".sandbox.create_user", { user_id })));
  const crowd = { group_id: 1, admins: [], members: [alice, ...everybody], max_member_count: 5000 };
  await call(".sandbox.create_group", crowd);
  const message = [{ type: "text", data: { text: "hi" } }];
  await call("send_group_msg", { group_id: 1, message });
  await call("send_group_msg", { group_id: group, message });
  expect(told).toEqual([alice, alice]);
});
