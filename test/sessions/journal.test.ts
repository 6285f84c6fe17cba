import { expect, test } from "bun:test";

import { Journal } from "../../src/sessions/journal.ts";
import { makeFolder } from "../support/folder.ts";

const account = 10001;
const wide = {
  maxEvents: 1_000_000,
  maxBytes: 2 ** 30,
  maxAge: 86_400_000,
  synchronous: "normal",
} as const;
const all = { account, after: 0, upTo: Number.MAX_SAFE_INTEGER, limit: 1000, size: 2 ** 30 };

function add(journal: Journal, count: number, part = 0): void {
  for (let at = 0; at < count; at++) journal.append({ account, part, text: `{"at":${at}}` });
}

test("events come back in order, page by page, of one account", () => {
  using journal = new Journal(":memory:", wide);
  add(journal, 3);
  journal.append({ account: 20002, part: 0, text: "{}" });
  add(journal, 2, 7);
  const page = (more: Partial<typeof all>) => journal.read({ ...all, ...more });
  expect(page({ limit: 2 }).map(({ seq }) => seq)).toEqual([1, 2]);
  expect(page({ after: 2 }).map(({ seq, part }) => [seq, part])).toEqual([
    [3, 0],
    [5, 7],
    [6, 7],
  ]);
  expect(page({ after: 2, upTo: 5 }).map(({ seq }) => seq)).toEqual([3, 5]);
  expect(page({ size: 10 }).map(({ seq }) => seq)).toEqual([1, 2]);
  expect(journal.count({ ...all, part: 7 })).toBe(2);
  expect(journal.count(all)).toBe(5);
});

test("events, numbers, marks and the epoch outlive the process", async () => {
  await using folder = await makeFolder();
  {
    using journal = new Journal(folder.path, wide);
    add(journal, 3);
    journal.marks.keep({ client: "keeper", account, part: 0, settled: 2, missed: 1 });
    journal.begin();
    add(journal, 1);
  }
  using journal = new Journal(folder.path, wide);
  expect(journal.read(all)).toEqual([
    { seq: 4, time_ms: expect.any(Number), account, part: 0, text: '{"at":0}' },
  ]);
  expect(journal.size).toEqual({ events: 1, bytes: 8 });
  expect(journal.epoch).toBe(1);
  expect(journal.marks.list()).toEqual([
    { client: "keeper", account, part: 0, settled: 2, missed: 1 },
  ]);
  journal.append({ account, part: 0, text: "{}" });
  expect(journal.last).toBe(5);
});

test.each([
  ["events", { ...wide, maxEvents: 10 }],
  ["bytes", { ...wide, maxBytes: 90 }],
])("the oldest go where there are too many %s", (_, bounds) => {
  using journal = new Journal(":memory:", bounds);
  const cut: number[] = [];
  using _cuts = journal.onCut((rows) => cut.push(...rows.map(({ seq }) => seq)));
  for (let tick = 0; tick < 20; tick++) {
    add(journal, 5);
    journal.read(all);
  }
  const kept = journal.read(all);
  expect(kept.length).toBeLessThanOrEqual(11);
  expect(kept.at(-1)?.seq).toBe(100);
  expect([...cut, ...kept.map(({ seq }) => seq)]).toEqual(
    Array.from({ length: 100 }, (_, at) => at + 1),
  );
  expect(journal.size).toEqual({
    events: kept.length,
    bytes: kept.reduce((sum, { text }) => sum + text.length, 0),
  });
});
