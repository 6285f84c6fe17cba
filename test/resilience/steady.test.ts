/** A sound server is never said to leak, and one that leaks a megabyte a minute always is. */
import { expect, test } from "bun:test";

import fc from "fast-check";

import { numbersFrom } from "./mutation.ts";
import { judge } from "./steady.ts";
import type { Reading } from "./steady.ts";

/** A process as it was seen to be: warm after two minutes, with the teeth of its collector. */
interface Course {
  minutes: number;
  seed: number;
  /** Megabytes a minute. */
  leak: number;
  /** In megabytes and seconds. */
  teeth: { height: number; period: number };
}

const seconds = 5;

test("a sound one passes", () => {
  fc.assert(
    fc.property(courses(0), (course) => {
      expect(judge(readingsOf(course)).state).toBe("steady");
    }),
    { numRuns: 300 },
  );
});

test("one that leaks a megabyte a minute never does", () => {
  fc.assert(
    fc.property(courses(1), (course) => {
      expect(judge(readingsOf(course)).state).toBe("growing");
    }),
    { numRuns: 300 },
  );
});

test("a short run gets no verdict, whatever it shows", () => {
  const teeth = { height: 10, period: 20 };
  const course = { minutes: 5, seed: 1, leak: 10, teeth };
  expect(judge(readingsOf(course)).state).toBe("too short to tell");
  expect(judge([]).state).toBe("too short to tell");
});

function courses(leak: number): fc.Arbitrary<Course> {
  return fc.record({
    minutes: fc.integer({ min: 10, max: 40 }),
    seed: fc.integer(),
    leak: fc.constant(leak),
    teeth: fc.record({
      height: fc.integer({ min: 0, max: 20 }),
      period: fc.integer({ min: 3, max: 60 }),
    }),
  });
}

function readingsOf({ minutes, seed, leak, teeth }: Course): Reading[] {
  const random = numbersFrom(seed);
  return Array.from({ length: (minutes * 60) / seconds }, (_, n) => {
    const second = n * seconds;
    const minute = second / 60;
    const warmth = 20 * (1 - Math.exp(-minute * 2));
    const tooth = (teeth.height * (second % teeth.period)) / teeth.period;
    return { minute, megabytes: 70 + warmth + tooth + leak * minute + random(300) / 100 };
  });
}
