import { expect, test } from "bun:test";

import fc from "fast-check";

import { flatten, layOut } from "../../src/console/page/json/layout.ts";
import { findMistake, lineOf } from "../../src/console/page/json/mistake.ts";
import { tokenize } from "../../src/console/page/json/token.ts";

function toText(lines: ReturnType<typeof layOut>): string {
  return lines.map((line) => line.map(({ text }) => text).join("")).join("\n");
}

test("what is laid out says the same, on lines or on one", () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      const value: unknown = JSON.parse(json);
      expect(JSON.parse(toText(layOut(json)))).toEqual(value);
      expect(JSON.parse(toText([flatten(json)]))).toEqual(value);
    }),
  );
});

test("any text is laid out, and no piece of it is lost", () => {
  const bare = (text: string) => text.replaceAll(/\s/gu, "");
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(
        bare(
          tokenize(text)
            .map((token) => token.text)
            .join(""),
        ),
      ).toBe(bare(text));
      expect(() => layOut(text)).not.toThrow();
    }),
  );
});

test("a value a line, what is short on one", () => {
  const json = '{"a":1,"b":{"c":[1,2]},"d":[],"e":{"f":"' + "x".repeat(80) + '"}}';
  expect(toText(layOut(json))).toBe(
    [
      "{",
      '  "a": 1,',
      '  "b": { "c": [1, 2] },',
      '  "d": [],',
      '  "e": {',
      `    "f": "${"x".repeat(80)}"`,
      "  }",
      "}",
    ].join("\n"),
  );
});

test("numbers stand as they were written, escaped characters as people read them", () => {
  const json = '{"id": 12345678901234567890, "text": "\\u4f60\\u597d"}';
  expect(toText([flatten(json)])).toBe('{ "id": 12345678901234567890, "text": "你好" }');
});

test("a text that is cut off is laid out as far as it goes", () => {
  expect(toText(layOut('{"action":"send_group_msg","params":{"group_id":100'))).toBe(
    '{\n  "action": "send_group_msg",\n  "params": {\n    "group_id": 100',
  );
});

test.each([
  ["Expected ',' or '}' in JSON at position 13 (line 3 column 3)", 3],
  ["JSON.parse: expected ',' or '}' at line 3 column 3 of the JSON data", 3],
  ["Unexpected string in JSON at position 13", 3],
  ["Unexpected end of JSON input", 4],
  ["JSON Parse error: Expected '}'", undefined],
])("browsers say in their ways where they stopped to read: %s", (sentence, line) => {
  expect(lineOf('{\n  "a": 1\n  "b": 2\n}\n', sentence)).toBe(line);
});

test("what is JSON has no mistake", () => {
  expect(findMistake("[1]")).toBeUndefined();
  expect(findMistake("[1")?.sentence).toBeString();
});
