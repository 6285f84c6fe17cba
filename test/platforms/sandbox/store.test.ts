import { expect, test } from "bun:test";

import { Store } from "../../../src/platforms/sandbox/tables/store.ts";

test("an effect that throws skips no other, and keeps nobody of its tick waiting", async () => {
  using store = new Store(":memory:", () => undefined);
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
