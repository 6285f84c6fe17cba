import { expect, test } from "bun:test";

import { Patterns, toEventTest } from "../../src/clients/patterns.ts";

test("what is remembered of names is bounded in bytes, too", () => {
  const patterns = new Patterns("events", ["message", "!message.group"], toEventTest);
  const before = process.memoryUsage.rss();
  for (let n = 0; n < 40; n++) patterns.judge(`message.${n}${"x".repeat(10 * 1024 ** 2)}`);
  Bun.gc(true);
  expect((process.memoryUsage.rss() - before) / 1024 ** 2).toBeLessThan(200);
  expect(patterns.judge("message.group.normal")).toMatchObject({ passes: false });
  expect(patterns.judge("message.private.friend")).toMatchObject({ passes: true });
});
