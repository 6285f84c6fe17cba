/** The disk gets back what a world no longer fills, and nobody waits for it. */
import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { statSync } from "node:fs";
import { join } from "node:path";

import { openDatabase } from "../../../src/platforms/sandbox/tables/database.ts";
import { Store } from "../../../src/platforms/sandbox/tables/store.ts";
import { makeFolder } from "../../support/folder.ts";
import { bot, start } from "../../support/server.ts";

test("a database that an earlier version has left mostly empty is made small at the start", async () => {
  await using folder = await makeFolder();
  const file = join(folder.path, "sandbox.db");
  {
    using db = openDatabase(folder.path, () => undefined);
    const insert = db.query("INSERT INTO snapshot VALUES (?, ?)");
    for (let n = 0; n < 20; n++) insert.run(`snapshot ${n}`, "x".repeat(1_000_000));
    db.run("DELETE FROM snapshot WHERE name <> 'snapshot 7'");
  }
  expect(statSync(file).size).toBeGreaterThan(20e6);
  {
    using store = new Store(openDatabase(folder.path, () => undefined));
    expect(store.db.query("PRAGMA auto_vacuum").get()).toEqual({ auto_vacuum: 2 });
  }
  expect(statSync(file).size).toBeLessThan(2e6);
  using db = new Database(file);
  expect(db.query("SELECT name, length(document) AS size FROM snapshot").all()).toEqual([
    { name: "snapshot 7", size: 1_000_000 },
  ]);
});

test("while many media are cleaned away, everybody else has their turn", async () => {
  await using folder = await makeFolder();
  const name = (n: number) =>
    `${new Bun.CryptoHasher("sha256").update(String(n)).digest("hex")}.png`;
  {
    using db = openDatabase(folder.path, () => undefined);
    db.transaction(() => {
      for (let n = 0; n < 2000; n++)
        db.query("INSERT INTO medium VALUES (?, 'image/png', 4)").run(name(n));
      const insert = db.query("INSERT INTO message (time, user_id, segments) VALUES (0, 10001, ?)");
      for (let n = 0; n < 20_000; n++)
        insert.run(JSON.stringify([{ type: "image", data: { file: name(n % 1500) } }]));
    })();
    db.run("INSERT INTO person (id, nickname, sex, age) VALUES (10001, 'Bot', 'unknown', 0)");
  }
  for (let n = 0; n < 2000; n++) await Bun.write(join(folder.path, "media", name(n)), "1234");
  await using server = await start(`data_dir=${JSON.stringify(folder.path)}`);
  const me = await server.as(bot);
  let isDone = false;
  const cleaned = me.ask("clean_cache").then(() => (isDone = true));
  let worst = 0;
  while (!isDone) {
    const before = performance.now();
    await me.ask("get_status");
    worst = Math.max(worst, performance.now() - before);
  }
  await cleaned;
  // A look at every message for every medium took 2 s.
  expect(worst).toBeLessThan(250);
  expect(await me.call("get_image", { file: name(1499) })).toMatchObject({ retcode: 0 });
  expect(await me.call("get_image", { file: name(1500) })).toMatchObject({ retcode: 102 });
});
