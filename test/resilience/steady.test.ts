/** A sound server is never said to leak, and one that leaks a megabyte a minute never to be steady. */
import { expect, test } from "bun:test";

import fc from "fast-check";

import { numbersFrom } from "./mutation.ts";
import { judge } from "./steady.ts";
import type { Reading } from "./steady.ts";

/** The rests of a process: warm after two minutes, each read anywhere on a tooth of its collector. */
interface Course {
  minutes: number;
  seed: number;
  /** Megabytes a minute. */
  leak: number;
  /** In megabytes. */
  tooth: number;
}

/** Lows as the server had them in ten minutes, without a leak and with one of a megabyte a minute. */
const sound = [90.6, 89.9, 95.1, 94.4, 94.4, 96.7, 101, 96.6, 102.3, 94.7];
const leaking = [90, 92, 91, 115.3, 99.2, 99.2, 114.3, 111.6, 111.9, 112.8];

test("a sound one is never said to grow, and is found steady in 40 minutes", () => {
  fc.assert(
    fc.property(courses(0), (course) => {
      const { state } = judge(readingsOf(course));
      expect(state).not.toBe("growing");
      if (course.minutes >= 40) expect(state).toBe("steady");
    }),
    { numRuns: 300, seed: 1 },
  );
});

test("one that leaks a megabyte a minute is never said to be steady, and is found in 40 minutes", () => {
  fc.assert(
    fc.property(courses(1), (course) => {
      const { state } = judge(readingsOf(course));
      expect(state).not.toBe("steady");
      if (course.minutes >= 40) expect(state).toBe("growing");
    }),
    { numRuns: 300, seed: 1 },
  );
});

test("runs that were measured", () => {
  const toReadings = (lows: number[]) =>
    lows.map((megabytes, at) => ({ minute: at + 1, megabytes }));
  expect(judge(toReadings(sound)).state).not.toBe("growing");
  expect(judge(toReadings(leaking)).state).not.toBe("steady");
});

test("a short run gets no verdict, whatever it shows", () => {
  const course = { minutes: 4, seed: 1, leak: 10, tooth: 0 };
  expect(judge(readingsOf(course)).state).toBe("too short to tell");
  expect(judge([]).state).toBe("too short to tell");
});

function courses(leak: number): fc.Arbitrary<Course> {
  return fc.record({
    minutes: fc.integer({ min: 10, max: 60 }),
    seed: fc.integer(),
    leak: fc.constant(leak),
    tooth: fc.integer({ min: 1, max: 14 }),
  });
}

function readingsOf({ minutes, seed, leak, tooth }: Course): Reading[] {
  const random = numbersFrom(seed);
  return Array.from({ length: minutes * 2 }, (_, n) => {
    const minute = (n + 1) / 2;
    const warmth = 20 * (1 - Math.exp(-minute * 2));
    const height = (tooth * random(1000)) / 1000;
    return { minute, megabytes: 70 + warmth + height + leak * minute };
  });
}
