import { expect, test } from "bun:test";

import { Statistics, Tally } from "../src/statistics.ts";

const call = { client: "default", action: "get_status", retcode: 0, milliseconds: 2 };

test("a tally counts by all its labels, and in total", () => {
  const tally = new Tally("path", "status");
  tally.add(1, "/", 404);
  tally.add(2, "/api", 404);
  tally.add(3, "/", 404);
  tally.add(-1, "/", 500);
  expect([...tally.entries()]).toEqual([
    { values: ["/", "404"], count: 4 },
    { values: ["/", "500"], count: -1 },
    { values: ["/api", "404"], count: 2 },
  ]);
  expect(tally.total).toBe(5);
});

test("a tally of nothing has no entries", () => {
  expect([...new Tally("path").entries()]).toEqual([]);
});

test("everybody who wants to hear of calls does, until they have heard enough", () => {
  const statistics = new Statistics();
  const heard: string[] = [];
  const first = statistics.onCall(({ action }) => void heard.push(`first ${action}`));
  using _second = statistics.onCall(
    ({ milliseconds }) => void heard.push(`second ${milliseconds}`),
  );
  statistics.call(call);
  first[Symbol.dispose]();
  statistics.call(call);
  expect(heard).toEqual(["first get_status", "second 2", "second 2"]);
});

test("the summary of get_status adds up all clients", () => {
  const statistics = new Statistics();
  statistics.call(call);
  statistics.call({ ...call, client: "other" });
  statistics.connections.add(1, "default", "/");
  expect(statistics.summary()).toEqual({
    uptime: 0,
    connections: 1,
    calls: 2,
    events: 0,
    deliveries: 0,
    stalled: 0,
  });
});

test("what peers may think of at will is counted in classes", () => {
  const statistics = new Statistics();
  const bot = { client: "default", path: "/" };
  for (const code of [1000, 1006, 4000, 4999, 3000, 2]) statistics.close(bot, code);
  statistics.close(bot, "stalled");
  for (const retcode of [0, 1404, 77, 78]) statistics.call({ ...call, retcode });
  const labels = (tally: Tally) => [...tally.entries()].map(({ values }) => values.at(-1));
  expect(labels(statistics.closes)).toEqual(["1000", "1006", "4xxx", "other", "stalled"]);
  expect(labels(statistics.calls)).toEqual(["0", "1404", "injected"]);
});
