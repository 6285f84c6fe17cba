import { expect, test } from "bun:test";

import { Frames, maxText } from "../src/frames.ts";
import type { Passed } from "../src/frames.ts";

const source = {
  account: 10001,
  parties: [{ client: "default", path: "/", address: "127.0.0.1" }],
};

function call(text: string): Passed {
  return { kind: "call", source, name: "get_status", text };
}

function all(frames: Frames): (number | undefined)[] {
  return Array.from({ length: frames.next }, (_, id) => frames.find(id)?.id);
}

test("frames are numbered from 1 and found by their number", () => {
  const frames = new Frames();
  expect([frames.add(call("a")), frames.add(call("b"))]).toEqual([1, 2]);
  expect(frames.find(2)).toMatchObject({ id: 2, text: "b", size: 1, name: "get_status" });
  expect([0, 3, -1].map((id) => frames.find(id))).toEqual([undefined, undefined, undefined]);
});

test("of more frames than there is room for the oldest are forgotten", () => {
  const frames = new Frames({ frames: 3 });
  for (const text of ["a", "b", "c", "d", "e"]) frames.add(call(text));
  expect(all(frames)).toEqual([undefined, undefined, undefined, 3, 4, 5]);
  expect(frames.first).toBe(3);
});

test("of larger frames than there is room for fewer are kept, and never more bytes", () => {
  const bytes = 100_000;
  const frames = new Frames({ bytes });
  for (let n = 0; n < 100; n++) {
    frames.add(call("x".repeat(n * 100)));
    expect(frames.bytes).toBeLessThanOrEqual(bytes);
  }
  expect(frames.next - frames.first).toBeLessThan(10);
  expect(frames.find(100)).toMatchObject({ size: 9900 });
});

test("10 000 large frames take no more than their bound", () => {
  const frames = new Frames();
  const large = "好".repeat(100_000);
  for (let n = 0; n < 10_000; n++) frames.add(call(large));
  expect(frames.bytes).toBeLessThanOrEqual(32 * 1024 ** 2);
  expect(frames.find(10_000)?.text).toHaveLength(maxText);
  expect(frames.find(10_000)?.size).toBe(100_000);
});

test("one that is larger than everything leaves the ring empty and working", () => {
  const frames = new Frames({ bytes: 1000 });
  frames.add(call("x".repeat(5000)));
  expect([frames.bytes, frames.first]).toEqual([0, 2]);
  frames.add(call("small"));
  expect(frames.find(2)).toMatchObject({ text: "small" });
});

test("the beginning of a long text does not hold on to the whole", () => {
  const frames = new Frames();
  const before = process.memoryUsage.rss();
  for (let n = 0; n < 40; n++) frames.add(call(`${n}${"x".repeat(10 * 1024 ** 2)}`));
  Bun.gc(true);
  expect((process.memoryUsage.rss() - before) / 1024 ** 2).toBeLessThan(200);
});
