import { expect, test } from "bun:test";

import fc from "fast-check";

import { Refusal, succeed } from "../../src/protocol/reply.ts";
import { encodeReply, parseFrame } from "../../src/transports/frame.ts";

const space = fc.stringMatching(/^[ \n\t]{0,3}$/);

test("any echo comes back byte for byte, wherever it stands", () => {
  const members = fc.tuple(
    fc.jsonValue({ maxDepth: 5 }),
    fc.array(fc.tuple(fc.string(), fc.jsonValue({ maxDepth: 3 }))),
    space,
  );
  fc.assert(
    fc.property(members, fc.nat(), ([echo, others, gap], at) => {
      const source = JSON.stringify(echo);
      const pairs = others
        .filter(([key]) => !["echo", "action", "params"].includes(key))
        .map(([key, value]) => `${JSON.stringify(key)}${gap}:${gap}${JSON.stringify(value)}`);
      pairs.splice(at % (pairs.length + 1), 0, '"action":"a"', `"echo"${gap}:${gap}${source}`);
      const frame = parseFrame(`${gap}{${gap}${pairs.join(`${gap},${gap}`)}${gap}}${gap}`);
      expect(frame).toMatchObject({ call: { action: "a", params: {} }, echo: source });
      expect(encodeReply(succeed(null), frame.echo, 1000)).toBe(
        `{"status":"ok","retcode":0,"data":null,"echo":${source}}`,
      );
    }),
  );
});

test("any text is a call or a refusal, and never an exception", () => {
  const pieces = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    '"',
    "\\",
    ":",
    ",",
    "echo",
    '"echo"',
    "1",
    "null",
    " ",
    "\u0000",
  );
  const texts = fc.oneof(
    fc.string(),
    fc.json(),
    fc.array(pieces).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const { call } = parseFrame(text);
      expect(call instanceof Refusal ? call.code : "badCall").toBe("badCall");
    }),
  );
});

test("the last of several echoes counts, as it does for JSON.parse", () => {
  expect(parseFrame('{"echo":1,"action":"a","\\u0065cho":2}').echo).toBe("2");
});
