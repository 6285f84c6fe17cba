import type { Database } from "bun:sqlite";
import { expect, test } from "bun:test";

import { Clock } from "../../../src/platforms/sandbox/tables/clock.ts";
import { openDatabase } from "../../../src/platforms/sandbox/tables/database.ts";
import { Store } from "../../../src/platforms/sandbox/tables/store.ts";

test("an effect that throws skips no other, and keeps nobody of its tick waiting", async () => {
  using store = new Store(openDatabase(":memory:", () => undefined));
  const told: string[] = [];
  const tell = (name: string, effect = () => void told.push(name)) =>
    store.write(() => {
      store.afterCommit(effect);
      return name;
    });
  const broken = () => {
    throw new Error("This is a bug");
  };
  const written = [tell("first"), tell("second", broken), tell("third")];
  expect(await Promise.all(written)).toEqual(["first", "second", "third"]);
  expect(told).toEqual(["first", "third"]);
  expect(await tell("next")).toBe("next");
});

test.each([
  [
    "its own work",
    () => {
      throw new Error("This is a bug");
    },
  ],
  [
    "the commit",
    ({ db }: { db: Database }) => {
      db.run("PRAGMA defer_foreign_keys = ON");
      db.run("INSERT INTO friendship VALUES (1, 2, '')");
    },
  ],
])("where %s fails, what was written is forgotten: the clock too", async (_, fail) => {
  using store = new Store(openDatabase(":memory:", () => undefined));
  const clock = new Clock(store);
  await store.write(() => clock.set(1_000_000_000));
  const failed = store.write(() => {
    clock.set(5);
    clock.freeze();
    fail(store);
  });
  expect(await failed.catch((error: unknown) => error)).toBeInstanceOf(Error);
  expect(clock.frozen).toBe(false);
  expect(clock.now()).toBeWithin(1_000_000_000, 1_000_000_060);
});
