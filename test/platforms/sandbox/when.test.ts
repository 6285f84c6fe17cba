import { expect, test } from "bun:test";

import * as v from "valibot";

import { Moment, Span } from "../../../src/platforms/sandbox/hidden/when.ts";

const wrong = "refused";
const read = (schema: v.GenericSchema<unknown, unknown>, given: unknown) => {
  const parsed = v.safeParse(schema, given);
  return parsed.success ? parsed.output : wrong;
};
// 2026-11-26 08:00 in China.
const morning = 1_795_651_200;

test.each([
  [morning, morning],
  [String(morning), morning],
  ["2026-11-26 08:00", morning],
  ["2026-11-26T08:00:00", morning],
  ["2026-11-26T00:00Z", morning],
  ["2026-11-26 01:00+01:00", morning],
  ["2026-11-26", morning - 8 * 3600],
  [0, 0],
  [-1, wrong],
  ["2026-13-26", wrong],
  ["tomorrow", wrong],
  [{ toString: null }, wrong],
  ["", wrong],
  [1.5, wrong],
  [8_640_000_000_001, wrong],
])("the time %j is %j", (given, time) => {
  expect(read(Moment, given)).toBe(time);
});

test("now is now", () => {
  expect(Math.abs(Number(read(Moment, "now")) - Date.now() / 1000)).toBeLessThan(5);
});

test.each([
  [600, 600],
  ["-600", -600],
  ["10m", 600],
  ["1d", 86_400],
  ["-2h30m", -9000],
  ["1d2h3m4s", 93_784],
  ["+5s", 5],
  ["", wrong],
  ["d", wrong],
  ["5 minutes", wrong],
  [{ toString: null }, wrong],
  ["999999999d999999999d", wrong],
])("the span %j is %j", (given, seconds) => {
  expect(read(Span, given)).toBe(seconds);
});
