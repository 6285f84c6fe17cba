import { expect, test } from "bun:test";

import type { LogRecord } from "@logtape/logtape";
import * as fc from "fast-check";

import { jsonLines, textLines } from "../../src/log/line.ts";

const formats = { text: textLines(false), json: jsonLines() };

function record(message: readonly unknown[], properties: Record<string, unknown> = {}): LogRecord {
  return {
    category: ["onebot", "app"],
    level: "info",
    message,
    rawMessage: "",
    timestamp: 0,
    properties,
  };
}

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("\n12:00:00.000 [ERR] app: FAKE", "\x1b[31mred", "\x9b31m", "\u2028", "\u202e"),
);

test.each(Object.entries(formats))(
  "%s: nothing makes a line or a colour of its own",
  (_, toLine) => {
    fc.assert(
      fc.property(hostile, hostile, (template, value) => {
        const line = toLine(record([template, value, "", new Error(value)], { value }));
        const [first = "", ...more] = line.trimEnd().split("\n");
        expect(first).not.toMatch(/[^\P{Cc}\t]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(more.filter((each) => !/^ {4}(?:at|caused by) [\P{Cc}\t]*$/u.test(each))).toEqual(
          [],
        );
      }),
    );
  },
);

test.each([
  ["Alice", "Alice"],
  ["a\nb", "a\\nb"],
  ["\x1b[31mred\x07", "\\x1b[31mred\\x07"],
  ["陈晨 🐱", "陈晨 🐱"],
  [20002, "20002"],
  [null, "null"],
  ["x".repeat(201), `${"x".repeat(200)}…`],
  [{ a: "\n" }, "{ a: '\\n' }"],
])("%j stands in a line as %s", (value, shown) => {
  expect(formats.text(record(["<", value, ">"]))).toEndWith(`: <${shown}>\n`);
});

test("an error is told with its message, its stack and its cause", () => {
  const error = new Error("it\n    at broke", { cause: new TypeError("inside") });
  const [first, ...frames] = formats.text(record(["failed: ", error, ""])).split("\n");
  expect(first).toEndWith("failed: Error: it\\n    at broke");
  expect(frames[0]).toContain("line.test.ts");
  expect(frames).toContain("    caused by TypeError: inside");
});

test("a line of JSON is JSON, its values cut", () => {
  const line = formats.json(record(["hello"], { id: 1, path: "\x9b".repeat(300) }));
  expect(JSON.parse(line)).toMatchObject({
    message: "hello",
    properties: { id: 1, path: `${"\\x9b".repeat(50)}…` },
  });
});
