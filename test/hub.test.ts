import { expect, test } from "bun:test";

import { Frames, maxParties } from "../src/frames.ts";
import { Hub } from "../src/hub.ts";
import type { Outgoing } from "../src/outgoing.ts";
import type { MessageFormat } from "../src/protocol/event.ts";
import { lifecycle } from "../src/protocol/event.ts";
import { Statistics } from "../src/statistics.ts";

const account = 10001;
const other = 20002;

function makeHub() {
  const statistics = new Statistics();
  const frames = new Frames();
  const hub = new Hub({ statistics, frames });
  const out: string[] = [];
  /** Somebody who listens; what they get is noted under their name. */
  const listen = (name: string, self_id = account, format: MessageFormat = "array") => {
    const receiver = { client: name, path: "/", address: "here" };
    const outlet = {
      publish: (_: unknown, json: string) => void out.push(`${name} ${timeOf(json)}`),
    };
    return hub.subscribe({ account: self_id, format }, outlet, receiver);
  };
  const tell = (time: number, self_id = account) =>
    hub.publish(lifecycle("connect", { time, self_id }));
  return { hub, statistics, frames, out, listen, tell };
}

function timeOf(json: string): number {
  return (JSON.parse(json) as { time: number }).time;
}

/** A stage that ends when it is told to, event by event. */
function gate() {
  const held = new Map<number, () => void>();
  return {
    stage: ({ event }: Outgoing) =>
      new Promise<void>((resolve) => void held.set(event.time, resolve)),
    open: (time: number) => held.get(time)?.(),
  };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const receiver = { client: "post", path: "there", address: "there" };

test("an event reaches everybody who listens to its account, and nobody else", () => {
  const { out, listen, tell } = makeHub();
  listen("one");
  listen("two", account, "string");
  listen("three", other);
  tell(1);
  tell(2, other);
  expect(out).toEqual(["one 1", "two 1", "three 2"]);
});

test("a frame names the first of those who got it: the ring is bounded however many come and go", () => {
  const { frames, listen, tell } = makeHub();
  for (let n = 0; n < 4096; n++) listen(`bot ${n}`);
  tell(1);
  expect(frames.find(1)?.parties).toHaveLength(maxParties);
  listen("one more");
  tell(2);
  expect(frames.find(2)?.parties).toHaveLength(maxParties);
});

test("without a stage an event is out before publish returns", () => {
  const { out, listen, tell } = makeHub();
  tell(1);
  listen("one");
  tell(2);
  expect(out).toEqual(["one 2"]);
});

test("events of an account keep their order, whichever stage ends first", async () => {
  const { hub, out, listen, tell } = makeHub();
  const { stage, open } = gate();
  hub.addStage({ account }, stage, receiver);
  listen("one");
  for (const time of [1, 2, 3]) tell(time);
  for (const time of [3, 2]) open(time);
  await settled();
  expect(out).toEqual([]);
  open(1);
  await settled();
  expect(out).toEqual(["one 1", "one 2", "one 3"]);
});

test("an event waits for every stage of its account, and for none of another", async () => {
  const { hub, out, listen, tell } = makeHub();
  const [first, second] = [gate(), gate()];
  hub.addStage({ account }, first.stage, receiver);
  hub.addStage({ account }, second.stage, receiver);
  listen("one");
  listen("two", other);
  tell(1);
  tell(2, other);
  first.open(1);
  await settled();
  expect(out).toEqual(["two 2"]);
  second.open(1);
  await settled();
  expect(out).toEqual(["two 2", "one 1"]);
});

test("an event that comes when the stage is gone does not overtake those that still wait in it", async () => {
  const { hub, out, listen, tell } = makeHub();
  const { stage, open } = gate();
  const leave = hub.addStage({ account }, stage, receiver);
  listen("one");
  tell(1);
  leave[Symbol.dispose]();
  tell(2);
  await settled();
  expect(out).toEqual([]);
  open(1);
  await settled();
  tell(3);
  expect(out).toEqual(["one 1", "one 2", "one 3"]);
});

test("an outlet that throws keeps nothing from the others", () => {
  const { hub, out, listen, tell } = makeHub();
  const broken = {
    publish: () => {
      throw new Error("broken");
    },
  };
  hub.subscribe({ account, format: "array" }, broken, receiver);
  listen("one");
  tell(1);
  tell(2);
  expect(out).toEqual(["one 1", "one 2"]);
});

test("an outlet is told once, however many stand behind it, until the last of them leaves", () => {
  const { hub, out, tell } = makeHub();
  const outlet = { publish: (_: unknown, json: string) => void out.push(String(timeOf(json))) };
  const topic = { account, format: "array" as const };
  const leaves = [1, 2].map(() => hub.subscribe(topic, outlet, { ...receiver }));
  tell(1);
  leaves[0]?.[Symbol.dispose]();
  tell(2);
  leaves[1]?.[Symbol.dispose]();
  tell(3);
  expect(out).toEqual(["1", "2"]);
});

test("who listens to an account is known, from the first to the last one out", () => {
  const { hub, listen } = makeHub();
  expect([...hub.listeners()]).toEqual([]);
  const leaves = [listen("one"), listen("two")];
  const posted = hub.addStage({ account: other }, async () => undefined, receiver);
  expect([...hub.listeners()]).toEqual([account, other]);
  expect(hub.receivers(account).map(({ client }) => client)).toEqual(["one", "two"]);
  const before = hub.receivers(account);
  leaves[0]?.[Symbol.dispose]();
  expect(before).toHaveLength(2);
  expect(hub.receivers(account).map(({ client }) => client)).toEqual(["two"]);
  leaves[1]?.[Symbol.dispose]();
  posted[Symbol.dispose]();
  expect([...hub.listeners()]).toEqual([]);
  expect(hub.receivers(account)).toEqual([]);
});

test("events are counted, and how many heard them", () => {
  const { statistics, listen, tell } = makeHub();
  listen("one");
  listen("two", account, "string");
  tell(1);
  tell(2, other);
  expect(statistics.summary()).toMatchObject({ events: 2, deliveries: 2 });
});

test("an event becomes text once a format, whoever needs it", () => {
  const { hub, listen } = makeHub();
  let texts = 0;
  const event = lifecycle("connect", { time: 1, self_id: account });
  const counting = { ...event, toJSON: () => (texts++, event) };
  for (const _ of [1, 2]) {
    hub.addStage({ account }, async (outgoing) => void outgoing.text("string"), { ...receiver });
  }
  listen("one");
  listen("two", account, "string");
  hub.publish(counting);
  expect(texts).toBe(1);
});
