import { describe, expect, test } from "bun:test";

import fc from "fast-check";
import * as v from "valibot";

import { decodeCq, encodeCq } from "../../src/protocol/cq.ts";
import { explain } from "../../src/protocol/explain.ts";
import { Message, Nodes } from "../../src/protocol/segment.ts";

const refusal = (schema: v.GenericSchema<unknown, unknown>, message: unknown) => {
  const parsed = v.safeParse(schema, message);
  return parsed.success ? undefined : explain(parsed.issues[0], "message");
};
const text = (plain: string) => ({ type: "text", data: { text: plain } });
const node = (content: unknown) => ({ type: "node", data: { name: "x", uin: 5, content } });

describe("a message is bounded whatever its form", () => {
  const shake = { type: "shake" };
  test.each([
    ["a string", "[CQ:shake]".repeat(10_001)],
    ["a list", Array.from({ length: 10_001 }, () => shake)],
    ["nodes together", [node("[CQ:shake]".repeat(9000)), node("[CQ:shake]".repeat(1000))]],
    [
      "nodes within nodes",
      [node([node("[CQ:shake]".repeat(5000))]), node("[CQ:shake]".repeat(5000))],
    ],
  ])("in segments: %s", (_, message) => {
    expect(refusal(Message, message)).toEndWith("holds more than 10000 segments");
  });

  test.each([
    ["a string", "x".repeat(1_000_001)],
    ["an escaped string", "&amp;".repeat(1_000_001)],
    ["a list", [text("x".repeat(600_000)), text("x".repeat(400_001))]],
    ["a card", [{ type: "json", data: { data: "x".repeat(1_000_001) } }]],
    ["what is carried", [{ type: "markdown", data: { content: "x".repeat(1_000_001) } }]],
    ["nodes together", [node("x".repeat(600_000)), node("x".repeat(400_001))]],
  ])("in text: %s", (_, message) => {
    expect(refusal(Message, message)).toEndWith("holds more than 1000000 characters of text");
  });

  test("in parameters", () => {
    expect(refusal(Message, `[CQ:face,id=1${",a=1".repeat(100_000)}]`)).toBe(
      "message: holds more than 100000 parameters",
    );
  });

  test("and may be as long as that", () => {
    expect(refusal(Message, "[CQ:shake]".repeat(10_000))).toBeUndefined();
    expect(refusal(Message, "x".repeat(1_000_000))).toBeUndefined();
    const picture = `base64://${"A".repeat(4_000_000)}`;
    expect(refusal(Message, `[CQ:image,file=${picture}]`)).toBeUndefined();
    expect(refusal(Message, [{ type: "image", data: { file: picture } }])).toBeUndefined();
  });

  test("a string far too long is refused before it is taken apart", () => {
    const start = performance.now();
    for (const piece of ["[CQ:shake]", "&", "&amp;", "[CQ:face,id=1,,,,,,,,]"])
      expect(refusal(Message, piece.repeat(8_000_000 / piece.length))).toBeString();
    expect(performance.now() - start).toBeLessThan(1500);
  });
});

test.each([
  ["imgae", "image"],
  ["repyl", "reply"],
  ["markdwon", "markdown"],
])("an unknown type %s is refused, and %s is named", (type, near) => {
  expect(refusal(Message, [{ type, data: {} }])).toContain(`"${type}"; did you mean ${near}?`);
  expect(refusal(Message, `[CQ:${type}]`)).toContain(`did you mean ${near}?`);
});

test("nodes are read from JSON text, from a CQ string, and from themselves", () => {
  const nodes = [node([text("hi")])];
  const forms = [
    nodes,
    JSON.stringify(nodes),
    `\uFEFF${JSON.stringify(nodes)}`,
    nodes[0],
    encodeCq([{ type: "node", data: { name: "x", uin: "5", content: [text("hi")] } }]),
  ];
  const read: unknown[] = forms.map((form) => v.parse(Nodes, form));
  expect(read).toEqual(
    forms.map(() => [{ type: "node", data: { nickname: "x", user_id: 5, content: [text("hi")] } }]),
  );
});

test("a text that looks like JSON is a text where a message is meant", () => {
  const message = JSON.stringify([text("hi")]);
  const read: unknown = v.parse(Message, message);
  expect(read).toEqual([text(message)]);
});

const key = fc.stringMatching(/^[a-z_]{2,8}$/).filter((name) => name !== "id" && name !== "qq");

test("what is carried in segments comes through both formats", () => {
  const segment = fc.record({
    type: fc.constantFrom("face", "markdown", "mface", "keyboard", "tts", "longmsg"),
    data: fc.dictionary(
      key,
      fc.jsonValue({ maxDepth: 2 }).filter((value) => value !== null),
    ),
  });
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), (segments) => {
      const sent = segments.map(({ type, data }) => ({ type, data: { ...data, id: "1" } }));
      const asTexts = sent.map(({ type, data }) => ({
        type,
        data: Object.fromEntries(
          Object.entries(data).map(([name, value]) => [
            name,
            typeof value === "string" ? value : JSON.stringify(value),
          ]),
        ),
      }));
      expect(v.parse(Message, sent) as unknown).toEqual(asTexts);
      expect(decodeCq(encodeCq(asTexts))).toEqual(asTexts);
      expect(v.parse(Message, encodeCq(asTexts)) as unknown).toEqual(asTexts);
    }),
  );
});
