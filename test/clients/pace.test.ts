import { expect, test } from "bun:test";

import * as fc from "fast-check";

import { Bucket } from "../../src/clients/bucket.ts";
import { Pace } from "../../src/clients/pace.ts";
import { Refusal } from "../../src/protocol/reply.ts";
import { alice, bot, group, start } from "../support/server.ts";

const slow = { interval: 20, burst: 1, wait: 60_000 };

/** Sends under a name; gives what was begun, in order, and when. */
function desk(pace: Pace) {
  const begun: { what: string; at: number }[] = [];
  const client = (name: string, rate?: typeof slow) => ({
    send: (what: string, to?: number, account = bot) =>
      Promise.try(() =>
        pace.run({ client: { name, rate }, account, group: to }, () => {
          begun.push({ what, at: performance.now() });
          return what;
        }),
      ),
  });
  return { begun, client, names: () => begun.map(({ what }) => what) };
}

/** Why something was refused. */
async function failure(sent: Promise<unknown> | undefined): Promise<string> {
  return (
    (await sent?.then(
      () => "",
      (error: Error) => error.message,
    )) ?? ""
  );
}

test("what a client sends begins in order, so much at once, and then an interval apart", async () => {
  using pace = new Pace({});
  const { begun, client, names } = desk(pace);
  const one = client("one", { ...slow, burst: 2 });
  const began = performance.now();
  const sent = ["a", "b", "c", "d"].map((what) => one.send(what));
  expect(names()).toEqual(["a", "b"]);
  expect(await Promise.all(sent)).toEqual(["a", "b", "c", "d"]);
  expect(names()).toEqual(["a", "b", "c", "d"]);
  expect((begun[3]?.at ?? 0) - began).toBeGreaterThanOrEqual(39);
});

test("what would wait longer than its rule allows is refused at once, and harms nothing before it", async () => {
  using pace = new Pace({});
  const one = desk(pace).client("one", { interval: 20, burst: 1, wait: 30 });
  const sent = ["a", "b", "c", "d"].map((what) => one.send(what));
  expect(await failure(sent[2])).toContain(
    "one sends faster than its rate_limit allows (1 at once, then one every 20 ms): this would wait longer than 30 ms",
  );
  expect(await failure(sent[3])).toContain("sends faster");
  expect(await Promise.all(sent.slice(0, 2))).toEqual(["a", "b"]);
});

test("clients, and accounts of one client, do not wait for each other", () => {
  using pace = new Pace({});
  const { client, names } = desk(pace);
  const [one, other] = [client("one", slow), client("other", slow)];
  void one.send("a");
  void one.send("b").catch(() => undefined);
  void other.send("c");
  void one.send("d", undefined, alice);
  void client("free").send("e");
  expect(names()).toEqual(["a", "c", "d", "e"]);
});

test("of clients that flood an account and one that does not, it waits for two turns at most; the limit holds over all", async () => {
  const rate = { interval: 4, burst: 3, wait: 60_000 };
  using pace = new Pace({ all: rate });
  const { begun, client, names } = desk(pace);
  const began = performance.now();
  const floods = Array.from({ length: 20 }, (_, at) => {
    const flooding = client(`flood ${at}`);
    return Array.from({ length: 8 }, (__, number) => flooding.send(`${at} ${number}`));
  }).flat();
  const modest = client("modest");
  for (let number = 0; number < 8; number++) {
    const before = begun.length;
    await modest.send(`modest ${number}`);
    expect(names().indexOf(`modest ${number}`) - before).toBeLessThanOrEqual(2);
  }
  await Promise.all(floods);
  for (let at = 0; at < 20; at++) {
    const own = names().filter((what) => what.startsWith(`${at} `));
    expect(own).toEqual(Array.from({ length: 8 }, (_, number) => `${at} ${number}`));
  }
  for (const [count, { at }] of begun.entries())
    expect(count + 1).toBeLessThanOrEqual(rate.burst + (at - began) / rate.interval + 1);
});

test("a group that is sent to too fast holds up nobody who sends elsewhere, but who would overtake themselves", async () => {
  using pace = new Pace({ group: { ...slow, interval: 30 } });
  const { client, names } = desk(pace);
  const [one, other] = [client("one"), client("other")];
  const sent = [one.send("a", 1), one.send("b", 1), one.send("c", 2), other.send("d", 2)];
  expect(names()).toEqual(["a", "d"]);
  await Promise.all(sent);
  expect(names()).toEqual(["a", "d", "b", "c"]);
});

test("what has waited for its account as long as it may is refused", async () => {
  using pace = new Pace({ all: { interval: 60_000, burst: 1, wait: 10 } });
  const one = desk(pace).client("one");
  await one.send("a");
  expect(await failure(one.send("b"))).toContain("this has waited 10 ms (account.rate_limit");
});

test("work that fails fails for whoever sent it, at once or at its turn", async () => {
  using pace = new Pace({ all: slow });
  const fail = () => {
    throw new Refusal("notPermitted", "no");
  };
  const sender = { client: { name: "one" }, account: bot };
  expect(() => pace.run(sender, fail)).toThrow("no");
  expect(await failure(Promise.try(() => pace.run(sender, fail)))).toContain("no");
});

test("what waits is given up at the end", async () => {
  const pace = new Pace({ all: { ...slow, interval: 60_000 } });
  const one = desk(pace).client("one");
  void one.send("a");
  const waiting = one.send("b");
  pace[Symbol.dispose]();
  expect(await failure(waiting)).toContain("The server stops");
});

test("a bucket never gives more than its burst and one an interval", () => {
  const rate = fc.record({
    interval: fc.integer({ min: 1, max: 50 }),
    burst: fc.integer({ min: 1, max: 9 }),
  });
  const steps = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60 });
  fc.assert(
    fc.property(rate, steps, ({ interval, burst }, pauses) => {
      const bucket = new Bucket({ interval, burst, wait: 0 });
      const taken: number[] = [];
      let now = 1000;
      for (const pause of pauses) {
        now += pause;
        if (bucket.readyAt > now) continue;
        bucket.take(now);
        taken.push(now);
      }
      for (const [at, first] of taken.entries())
        for (const [further, last] of taken.slice(at).entries())
          expect(further + 1).toBeLessThanOrEqual(burst + Math.floor((last - first) / interval));
    }),
  );
});

test("over a connection sends are paced in order, past their rule 1429, and other calls are not held up", async () => {
  await using server = await start(
    `client=[{name="one",access_token="1",rate_limit={interval=400,burst=1,wait=1000}}]`,
    "auth.access_token=o",
  );
  const as = (access_token: string, account = bot) =>
    server.as(account, { query: { access_token } });
  const [one, her] = [await as("1"), await as("o", alice)];
  const send = (message: string) => one.call("send_group_msg", { group_id: group, message });
  const sent = ["a", "b", "c", "d", "e"].map(send);
  expect(await one.call("get_login_info")).toMatchObject({ retcode: 0 });
  const codes = (await Promise.all(sent)).map(({ retcode }) => retcode);
  expect(codes).toEqual([0, 0, 0, 1429, 1429]);
  for (const raw_message of ["a", "b", "c"])
    expect(await her.next("message")).toMatchObject({ raw_message });
});

test("all that is sent as an account counts: by its owner, by quick operations, rate-limited", async () => {
  await using server = await start("account.rate_limit={interval=60000,burst=2,wait=1}");
  const me = await server.as(bot);
  const send = (action: string, more: object = {}) =>
    me.call(action, { group_id: group, message: "x", ...more });
  const context = { post_type: "message", message_type: "group", group_id: group, user_id: alice };
  expect(await send("send_msg")).toMatchObject({ retcode: 0 });
  const quick = { context, operation: { reply: "y" } };
  expect(await me.call(".handle_quick_operation", quick)).toMatchObject({ retcode: 0 });
  expect(await me.call(".handle_quick_operation", quick)).toMatchObject({ retcode: 103 });
  expect(await send("send_group_msg")).toMatchObject({ retcode: 1429 });
  expect(await me.call("group_poke", { group_id: group, user_id: alice })).toMatchObject({
    retcode: 1429,
  });
});
