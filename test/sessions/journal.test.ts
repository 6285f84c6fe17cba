import { expect, test } from "bun:test";

import { Journal } from "../../src/sessions/journal.ts";
import { makeFolder } from "../support/folder.ts";

const account = 10001;
const wide = { maxEvents: 1_000_000, maxBytes: 2 ** 30, maxAge: 86_400_000 };

function add(journal: Journal, count: number, part = 0): void {
  for (let at = 0; at < count; at++) journal.append({ account, part, text: `{"at":${at}}` });
}

test("events come back in order, page by page, of one account and of one part", () => {
  using journal = new Journal(":memory:", wide);
  add(journal, 3);
  journal.append({ account: 20002, part: 0, text: "{}" });
  add(journal, 2, 7);
  const first = journal.read({ account, after: 0, limit: 2 });
  expect(first.map(({ seq }) => seq)).toEqual([1, 2]);
  expect(journal.read({ account, after: 2, limit: 10 }).map(({ seq }) => seq)).toEqual([3, 5, 6]);
  expect(journal.read({ account, part: 7, after: 0, limit: 10 }).map(({ seq }) => seq)).toEqual([
    5, 6,
  ]);
});

test("events, numbers, marks and the epoch outlive the process", async () => {
  await using folder = await makeFolder();
  {
    using journal = new Journal(folder.path, wide);
    add(journal, 3);
    journal.mark({ client: "keeper", account, part: 0, settled: 2 });
    journal.begin();
    add(journal, 1);
  }
  using journal = new Journal(folder.path, wide);
  expect(journal.read({ account, after: 0, limit: 10 })).toEqual([
    { seq: 4, time_ms: expect.any(Number), text: '{"at":0}' },
  ]);
  expect(journal.epoch).toBe(1);
  expect(journal.marks()).toEqual([{ client: "keeper", account, part: 0, settled: 2 }]);
  journal.append({ account, part: 0, text: "{}" });
  expect(journal.last).toBe(5);
});

test.each([
  ["events", { ...wide, maxEvents: 10 }],
  ["bytes", { ...wide, maxBytes: 90 }],
])("the oldest go where there are too many %s", (_, bounds) => {
  using journal = new Journal(":memory:", bounds);
  for (let tick = 0; tick < 20; tick++) {
    add(journal, 5);
    journal.read({ account, after: 0, limit: 1 });
  }
  const kept = journal.read({ account, after: 0, limit: 1000 });
  expect(kept.length).toBeLessThanOrEqual(11);
  expect(kept.at(-1)?.seq).toBe(100);
  expect(journal.size).toEqual({
    events: kept.length,
    bytes: kept.reduce((sum, { text }) => sum + text.length, 0),
  });
});
