import { expect, test } from "bun:test";

import { Throttle } from "../../src/log/throttle.ts";

function listen() {
  const told: [number, string, boolean][] = [];
  return { told, throttle: new Throttle((...each) => told.push(each)) };
}

test("the same is said once, and counted", () => {
  const { told, throttle } = listen();
  expect([1, 2, 3].map(() => throttle.admits("kind", "no"))).toEqual([true, false, false]);
  throttle.flush();
  expect(told).toEqual([[2, "no", true]]);
  expect(throttle.admits("kind", "no")).toBe(true);
});

test("different failures of one kind are each said, up to ten", () => {
  const { told, throttle } = listen();
  const texts = Array.from({ length: 40_000 }, (_, n) => `/${n}`);
  expect(texts.filter((text) => throttle.admits("kind", text))).toEqual(texts.slice(0, 10));
  expect(throttle.admits("other", "/0")).toBe(true);
  throttle.flush();
  expect(told).toEqual([[39_990, "/39999", false]]);
});

test("kinds without end are one kind", () => {
  const { throttle } = listen();
  const kinds = Array.from({ length: 1000 }, (_, n) => `kind ${n}`);
  expect(kinds.filter((kind) => throttle.admits(kind, kind))).toHaveLength(210);
});
