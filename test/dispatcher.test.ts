import { expect, test } from "bun:test";

import * as v from "valibot";

import { Dispatcher } from "../src/dispatcher.ts";
import type { Operation } from "../src/platform.ts";
import { Refusal, refuse } from "../src/protocol/reply.ts";
import { Recorder } from "../src/record.ts";
import { Statistics } from "../src/statistics.ts";

const caller = { account: 10001, format: "array", client: { name: "weather" } } as const;
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function makeDispatcher(runs: Record<string, Operation["run"]>, hidden: readonly string[] = []) {
  const statistics = new Statistics();
  const record = new Recorder();
  const dispatcher = new Dispatcher({
    find: (action) => {
      const run = Object.hasOwn(runs, action) ? runs[action] : undefined;
      const isHidden = hidden.includes(action);
      return run && { params: v.looseObject({}), result: v.unknown(), run, isHidden };
    },
    names: () => Object.keys(runs),
    record,
    statistics,
    rateLimitInterval: 0,
    rateLimitedCalls: 10,
    callsBehind: 2,
    queueBytes: 1000,
    verify: false,
  });
  const call = (action: string, params: unknown = {}) =>
    dispatcher.dispatch({ action, params }, caller);
  const counted = () => [...statistics.calls.entries()].map(({ values }) => values.join(" "));
  const recorded = async () => {
    const entries: unknown[] = [];
    for (let after = 0; after < record.cursor;) {
      const entry = await record.wait({ call: {}, steer: {} }, { after, timeout: 0 });
      if (entry.call) entries.push(entry.call);
      after = entry.cursor;
    }
    return entries;
  };
  return { dispatcher, call, counted, recorded };
}

test("a call that needs no waiting is answered at once, any other with a promise", async () => {
  const { call } = makeDispatcher({ now: () => 1, later: async () => 2 });
  expect(call("now")).toEqual({ status: "ok", retcode: 0, data: 1 });
  const later = call("later");
  expect(later).toBeInstanceOf(Promise);
  expect(await later).toEqual({ status: "ok", retcode: 0, data: 2 });
});

test("a refusal is told in words, and whatever else is thrown is not", async () => {
  const { call } = makeDispatcher({
    refuses: () => refuse("notPermitted", "You may not"),
    breaks: () => {
      throw new Error("secret");
    },
  });
  const words = { message: "You may not", wording: "You may not" };
  expect(call("refuses")).toMatchObject({ status: "failed", retcode: 103, ...words });
  expect(call("breaks")).toMatchObject({ retcode: 1500, message: "Internal error" });
  expect(call("nothing")).toMatchObject({ retcode: 1404 });
});

test.each([
  ["set_gruop_ban", "; did you mean set_group_ban?"],
  ["set_group_ban_now", "; did you mean set_group_ban?"],
  [".handle_quick_operatio", "; did you mean .handle_quick_operation?"],
  ["weather", '"weather"'],
  ["x".repeat(100_000), '…"'],
])("an unknown action %s is told with the nearest there is", (action, end) => {
  const { call } = makeDispatcher({ set_group_ban: () => 1, get_msg: () => 2 });
  expect(call(action)).toMatchObject({
    retcode: 1404,
    message: expect.stringMatching(/^There is no action/),
  });
  expect((call(action) as { message: string }).message).toEndWith(end);
});

test("everybody who waits for the calls under way hears when the last has ended", async () => {
  const ends: (() => void)[] = [];
  const { dispatcher, call } = makeDispatcher({
    hangs: () => new Promise<void>((resolve) => void ends.push(resolve)),
  });
  await dispatcher.idle();
  const calls = [call("hangs"), call("hangs")];
  const heard: string[] = [];
  const waits = ["one", "two"].map((name) => dispatcher.idle().then(() => heard.push(name)));
  ends[0]?.();
  await settled();
  expect(heard).toEqual([]);
  ends[1]?.();
  await Promise.all([...calls, ...waits]);
  expect(heard).toEqual(["one", "two"]);
  await dispatcher.idle();
});

test("calls that run behind are bounded", async () => {
  const { call } = makeDispatcher({ hangs: () => new Promise(() => undefined) });
  const answers = [1, 2, 3].map(() => call("hangs_async"));
  expect(answers).toMatchObject([{ retcode: 1 }, { retcode: 1 }, { retcode: 1429 }]);
});

test("calls are counted by client, action and outcome; unknown ones under one name", async () => {
  const { call, dispatcher, counted } = makeDispatcher({ now: () => 1 });
  void call("now");
  void call("x");
  void call("y");
  dispatcher.refuse({ frame: "{" }, caller, new Refusal("badCall", "This is not JSON"));
  expect(counted()).toEqual(["weather now 0", "weather unknown 1404", "weather unknown 1400"]);
});

test("what was refused before it was a call is recorded with what was sent", async () => {
  const { call, dispatcher, recorded } = makeDispatcher({ now: () => 1, steer: () => 2 }, [
    "steer",
  ]);
  void call("steer");
  void call("now", { x: 1 });
  const reply = dispatcher.refuse({ frame: "hi" }, caller, new Refusal("badCall", "Not a call"));
  expect(reply).toMatchObject({ retcode: 1400, message: "Not a call" });
  expect(await recorded()).toMatchObject([
    { action: "now", params: { x: 1 }, client: "weather", reply: { data: 1 } },
    { frame: "hi", client: "weather", milliseconds: 0, reply: { retcode: 1400 } },
  ]);
});
