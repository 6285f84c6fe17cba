/** Any script there is, for properties. */
import fc from "fast-check";

import { parseContent } from "../../src/chat/content.ts";
import type { Content, Param, Script, Statement } from "../../src/chat/script.ts";

const odd = fc.constantFrom(
  "Bot",
  "Emma Wang",
  "陈晨",
  "20002",
  "scene",
  "in any order",
  "any order",
  "wait",
  "Bob calls",
  "a: b",
  '"x"',
  'say "y" now',
  "[1] x",
  "# no",
  " spaced ",
  "小 说 家",
  "Eve to Dave",
  "x 5 y=1",
  "\u3000",
  "\\",
  "群 主",
);
const ref = fc
  .oneof(odd, fc.string({ minLength: 1, unit: "grapheme" }))
  .filter((text) => text !== "");

const text = fc
  .oneof(
    fc.string({ minLength: 1, unit: "binary-ascii" }),
    fc.string({ minLength: 1, unit: "grapheme" }),
    fc
      .array(
        fc.constantFrom(
          "hi",
          "\n",
          "\n\n",
          " ",
          "~",
          "&#10;",
          "&amp;",
          "# x",
          "[CQ:at,qq=1]",
          "\t",
          "\r",
          "：",
          "{1}",
        ),
        {
          minLength: 1,
        },
      )
      .map((parts) => parts.join("")),
  )
  .filter((each) => each !== "");
const comment = fc.oneof(fc.constant(""), text);

/** What can be written of a pattern: lines without space at their ends. */
const pattern = fc
  .constantFrom("^-?\\d+ ℃", "pong|ping", "(?<code>\\d+) is it", "first\nsecond", "[#~:] x", "~")
  .filter((each) => parseContent(` ~ ${each}`) !== undefined);
const content: fc.Arbitrary<Content> = fc.oneof(
  text.map((each) => ({ text: each })),
  pattern.map((each) => ({ pattern: each })),
);

const key = fc.constantFrom("user_id", "message", "a.b", "名", "x-1");
const value = fc.oneof(
  fc
    .jsonValue({ noUnicodeString: false })
    .filter((each) => JSON.stringify(each) === JSON.stringify(JSON.parse(JSON.stringify(each)))),
  ref,
  fc.constantFrom(
    "1.0",
    "007",
    "12345678901234567890",
    "true",
    "null",
    "{code}",
    "[x]",
    "a b",
    "",
    "-",
    "-0",
  ),
);
const params: fc.Arbitrary<Param[]> = fc.array(
  fc.oneof(
    fc.record({ key, value: value.map((each) => JSON.parse(JSON.stringify(each)) as unknown) }),
    fc.record({ key, pattern }),
  ),
  { maxLength: 3 },
);

const label = fc.constantFrom("1", "answer", "号", "a-b_c");
const ms = fc.nat({ max: 200_000_000 });
const labelled = fc.oneof(fc.constant({}), fc.record({ label }));
const time = fc.constantFrom("08:00", "23:59:59");

const statements: fc.Arbitrary<Statement>[] = [
  fc.record({
    is: fc.constant("remark" as const),
    text: fc.constantFrom("", "x", "scene y", "# z"),
  }),
  fc.record({ is: fc.constant("in" as const), group: ref }),
  fc.record({ is: fc.constant("bot" as const), who: ref }),
  fc
    .tuple(
      fc.record({
        is: fc.constantFrom("new-person" as const, "new-group" as const),
        name: ref,
        params,
      }),
      fc.oneof(fc.constant({}), fc.record({ id: fc.integer({ min: 1, max: 10 ** 15 }) })),
    )
    .map(([one, other]) => ({ ...one, ...other })),
  fc.record({
    is: fc.constant("zone" as const),
    minutes: fc.integer({ min: -14 * 60, max: 14 * 60 }),
  }),
  fc.record({ is: fc.constantFrom("within" as const, "wait" as const), ms }),
  fc.record({
    is: fc.constant("clock" as const),
    clock: fc.oneof(
      fc.record({ time }),
      fc.record({ time, day: fc.constantFrom("today", "tomorrow", "2030-01-31") }),
      fc.record({ seconds: fc.integer({ min: -1_000_000, max: 1_000_000 }) }),
      fc.record({ runs: fc.boolean() }),
    ),
  }),
  fc.record({ is: fc.constant("fault" as const), params }),
  fc.record({ is: fc.constant("any-order" as const) }),
  fc.record({ is: fc.constant("refused" as const), content }),
  fc
    .tuple(
      fc.record({ is: fc.constant("say" as const), who: ref, content }),
      labelled,
      fc.oneof(
        fc.constant({}),
        fc.record({ to: fc.oneof(fc.record({ person: ref }), fc.record({ group: ref })) }),
      ),
      fc.oneof(fc.constant({}), fc.record({ replyTo: label })),
    )
    .map((parts) => Object.assign({}, ...parts) as Statement),
  fc
    .tuple(
      fc.record({
        is: fc.constant("calls" as const),
        who: ref,
        action: fc.constantFrom("send_msg", ".sandbox.clock", "send_*"),
        params,
      }),
      labelled,
    )
    .map((parts) => Object.assign({}, ...parts) as Statement),
  fc
    .tuple(
      fc.record({
        is: fc.constant("gets" as const),
        who: ref,
        event: fc.constantFrom("notice.*", "request.friend"),
        params,
      }),
      labelled,
    )
    .map((parts) => Object.assign({}, ...parts) as Statement),
  fc.record({
    is: fc.constant("nothing" as const),
    who: ref,
    of: fc.constantFrom("says" as const, "calls" as const, "gets" as const),
    ms,
  }),
  fc.record({ is: fc.constant("recalls" as const), who: ref, of: label }),
  fc.record({ is: fc.constant("pokes" as const), who: ref, whom: ref }),
  fc
    .tuple(
      fc.oneof(
        fc.record({ is: fc.constant("asks-to-join" as const), who: ref, group: ref, comment }),
        fc.record({ is: fc.constant("asks-to-befriend" as const), who: ref, whom: ref, comment }),
        fc.record({
          is: fc.constant("invites" as const),
          who: ref,
          whom: ref,
          group: ref,
          comment,
        }),
      ),
      labelled,
    )
    .map((parts) => Object.assign({}, ...parts) as Statement),
  fc.record({ is: fc.constant("accepts" as const), who: ref, of: label, reason: fc.constant("") }),
  fc.record({ is: fc.constant("refuses" as const), who: ref, of: label, reason: comment }),
];

export const statement: fc.Arbitrary<Statement> = fc.oneof(...statements);

const steps = fc.array(
  statement.map((each) => ({ line: 0, statement: each })),
  { maxLength: 5 },
);
const title = fc.constantFrom("A ban ends", "x", "问候", "in 10010", "# 1", "a: b");

export const script: fc.Arbitrary<Script> = fc.record({
  head: steps,
  scenes: fc.array(fc.record({ title, line: fc.constant(0), steps }), { maxLength: 3 }),
});

/** A script without its lines: these are where it was read. */
export function withoutLines({ head, scenes }: Script): Script {
  const plain = (all: Script["head"]) =>
    all.map(({ statement: each }) => ({ line: 0, statement: each }));
  return {
    head: plain(head),
    scenes: scenes.map(({ title: each, steps: all }) => ({
      title: each,
      line: 0,
      steps: plain(all),
    })),
  };
}
