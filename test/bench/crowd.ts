/** A world as large as is wanted, written before the server starts. */
import { join } from "node:path";

import { builtInToml, readConfig } from "../../src/config/file.ts";
import { openDatabase } from "../../src/platforms/sandbox/tables/database.ts";
import { Messages } from "../../src/platforms/sandbox/tables/messages.ts";
import { People } from "../../src/platforms/sandbox/tables/people.ts";
import { Roster } from "../../src/platforms/sandbox/tables/roster.ts";
import { seed } from "../../src/platforms/sandbox/tables/seed.ts";
import { Store } from "../../src/platforms/sandbox/tables/store.ts";
import { makeFolder } from "../support/folder.ts";
import type { Folder } from "../support/folder.ts";
import { alice, bot } from "../support/server.ts";

export interface Size {
  groups: number;
  /** In each group. */
  members: number;
  /** In all groups together, by turns. */
  messages: number;
}

export interface Crowd extends Folder {
  /** The first group. */
  readonly group: number;
}

const firstPerson = 100_000;
const firstGroup = 200_000;

/** Makes a folder to start the server in; its world has the usual people and groups besides. */
export async function makeCrowd({ groups, members, messages }: Size): Promise<Crowd> {
  await using stack = new AsyncDisposableStack();
  const { path } = stack.use(await makeFolder());
  const { sandbox } = readConfig({ source: "bench", toml: builtInToml, overrides: [] });
  using store = new Store(openDatabase(join(path, "data"), (fresh) => seed(fresh, sandbox, 0)));
  const { db } = store;
  const world = {
    people: new People(store),
    roster: new Roster(store),
    messages: new Messages(db),
  };
  db.transaction(() => {
    const strangers = Array.from({ length: Math.max(members - 2, 0) }, (_, n) => firstPerson + n);
    for (const id of strangers) {
      world.people.add({ id, nickname: `Person ${id}`, sex: "unknown", age: 20, reg_time: 0 });
    }
    for (let group = firstGroup; group < firstGroup + groups; group++) {
      world.roster.addGroup({
        id: group,
        name: `Group ${group}`,
        max_member_count: 3000,
        create_time: 0,
      });
      world.roster.join(group, bot, { role: "owner", time: 0 });
      for (const user of [alice, ...strangers])
        world.roster.join(group, user, { role: "member", time: 0 });
    }
  })();
  for (let sent = 0; sent < messages; sent += batch) {
    db.transaction(() => {
      for (let n = sent; n < Math.min(sent + batch, messages); n++) {
        world.messages.add({
          time: n,
          user_id: n % 2 === 0 ? bot : alice,
          target_id: null,
          group_id: firstGroup + (n % groups),
          anonymous_id: null,
          segments: [{ type: "text", data: { text: `This is message ${n}` } }],
        });
      }
    })();
  }
  const all = stack.move();
  return { path, group: firstGroup, [Symbol.asyncDispose]: () => all.disposeAsync() };
}
const batch = 10_000;
