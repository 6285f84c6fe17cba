import { expect, test } from "bun:test";

import { Traffic } from "../src/traffic.ts";

test("the last error holds on to the beginning of its texts, not to a hundred megabytes", () => {
  const before = process.memoryUsage.rss();
  const all = Array.from({ length: 40 }, (_, n) => {
    const traffic = new Traffic();
    const action = `${n}${"x".repeat(10 * 1024 ** 2)}`;
    traffic.fail({ action, retcode: 1404, message: `There is no action ${action}` });
    return traffic;
  });
  Bun.gc(true);
  expect((process.memoryUsage.rss() - before) / 1024 ** 2).toBeLessThan(200);
  expect(all.at(-1)?.describe().last_error?.action).toHaveLength(60);
});
