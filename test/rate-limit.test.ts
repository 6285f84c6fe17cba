import { expect, test } from "bun:test";

import { RateLimitedQueues } from "../src/rate-limit.ts";
import { alice, bot, group, start } from "./support/server.ts";

const caller = (name: string, account = bot) =>
  ({ account, format: "array", client: { name } }) as const;

/** A call that tells when it ran. */
function noted(runs: string[], name: string) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const run = async () => {
    runs.push(name);
    resolve();
  };
  return { run, done: promise };
}

test("the calls of one client for one account run in order, and an interval apart", async () => {
  using queues = new RateLimitedQueues(20, 10);
  const runs: string[] = [];
  const calls = ["one", "two", "three"].map((name) => noted(runs, name));
  const began = performance.now();
  for (const { run } of calls) queues.add(caller("a"), run);
  expect(runs).toEqual(["one"]);
  expect(queues.size).toBe(2);
  await calls[2]?.done;
  expect(runs).toEqual(["one", "two", "three"]);
  expect(performance.now() - began).toBeGreaterThanOrEqual(38);
});

test("nobody waits for the calls of another client, or for another account", () => {
  using queues = new RateLimitedQueues(60_000, 1);
  const runs: string[] = [];
  const add = (name: string, account = bot) =>
    queues.add(caller(name, account), noted(runs, `${name} ${account}`).run).retcode;
  expect([add("a"), add("a"), add("a")]).toEqual([1, 1, 1429]);
  expect([add("b"), add("a", alice)]).toEqual([1, 1]);
  expect(runs).toEqual([`a ${bot}`, `b ${bot}`, `a ${alice}`]);
  expect(queues.size).toBe(1);
});

test("a client that has rested begins at once, and what waits is forgotten at the end", async () => {
  const queues = new RateLimitedQueues(1, 10);
  const runs: string[] = [];
  const last = noted(runs, "last");
  queues.add(caller("a"), noted(runs, "first").run);
  queues.add(caller("a"), last.run);
  await last.done;
  queues[Symbol.dispose]();
  queues.add(caller("a"), noted(runs, "later").run);
  queues.add(caller("a"), noted(runs, "never").run);
  queues[Symbol.dispose]();
  expect(runs).toEqual(["first", "last", "later"]);
  expect(queues.size).toBe(0);
});

test("three rate-limited calls of one account hold up no call of another", async () => {
  await using server = await start("api.rate_limit_interval=600000");
  const [me, she] = [await server.as(bot), await server.as(alice)];
  for (let n = 0; n < 3; n++) {
    const params = { group_id: group, message: `bot ${n}` };
    expect(await me.call("send_group_msg_rate_limited", params)).toMatchObject({ retcode: 1 });
  }
  await she.call("send_group_msg_rate_limited", { group_id: group, message: "alice" });
  expect(await me.next("message")).toMatchObject({ user_id: alice, raw_message: "alice" });
});
