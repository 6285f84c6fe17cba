import { describe, expect, test } from "bun:test";

import fc from "fast-check";
import * as v from "valibot";

import { carrying, fields } from "../../src/protocol/fields.ts";
import {
  AnyFields,
  Carried,
  Flag,
  Id,
  Mention,
  Name,
  NameOrNone,
  Source,
  Text,
  list,
  oneOf,
  wholeNumber,
} from "../../src/protocol/scalar.ts";

const read = (schema: v.GenericSchema<unknown, unknown>, value: unknown) => {
  const parsed = v.safeParse(schema, value);
  return parsed.success ? parsed.output : "refused";
};

describe("a value means the same however it is written", () => {
  test.each([
    { kind: "flag", schema: Flag, forms: [true, 1, "1", "yes", "true", "True", "YES"], is: true },
    { kind: "flag", schema: Flag, forms: [false, 0, "0", "no", "False", "NO"], is: false },
    { kind: "id", schema: Id, forms: [20002, "20002"], is: 20002 },
    { kind: "number", schema: wholeNumber(-5, 5), forms: [-5, "-5"], is: -5 },
    { kind: "text", schema: Text, forms: ["5", 5], is: "5" },
    { kind: "text", schema: Text, forms: ["true", true], is: "true" },
    { kind: "name", schema: Name, forms: ["5", 5], is: "5" },
    { kind: "name or none", schema: NameOrNone, forms: ["5", 5], is: "5" },
    { kind: "source", schema: Source, forms: ["5", 5], is: "5" },
    { kind: "mention", schema: Mention, forms: ["5", 5], is: "5" },
    { kind: "word", schema: oneOf("a", "b"), forms: ["b"], is: "b" },
    { kind: "list", schema: list(Id), forms: [[1, "2"], "[1,2]", '\uFEFF ["1",2]'], is: [1, 2] },
    {
      kind: "object",
      schema: AnyFields,
      forms: [{ a: 1 }, '{"a":1}', '\uFEFF{"a":1}'],
      is: { a: 1 },
    },
    {
      kind: "params",
      schema: fields({ id: Id }),
      forms: [{ id: 1 }, { id: "1", x: 2 }, '{"id":"1"}'],
      is: { id: 1 },
    },
    {
      kind: "what is carried",
      schema: Carried,
      forms: ['{"a":[1]}', { a: [1] }],
      is: '{"a":[1]}',
    },
  ])("$kind: $forms", ({ schema, forms, is }) => {
    expect(forms.map((form) => read(schema, form))).toEqual(forms.map(() => is));
  });
});

test.each([
  { kind: "flag", schema: Flag, wrong: ["perhaps", 2, {}, ""] },
  { kind: "id", schema: Id, wrong: ["abc", 0, -1, 1.5, "1.5", 2 ** 53, String(2 ** 53), [], ""] },
  { kind: "text", schema: Text, wrong: [{}, [], 2 ** 60] },
  { kind: "name", schema: Name, wrong: ["x".repeat(1001), {}] },
  {
    kind: "list",
    schema: list(Id),
    wrong: [5, "5", "[", { 0: 1 }, "[".repeat(100) + "]".repeat(100)],
  },
  { kind: "object", schema: AnyFields, wrong: ["", "{", "[]", [], 5] },
])("no $kind is made of $wrong", ({ schema, wrong }) => {
  expect(wrong.map((value) => read(schema, value))).toEqual(wrong.map(() => "refused"));
});

test("a JSON text is bounded in depth and in values", () => {
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  expect(read(list(v.unknown()), nested(60))).not.toBe("refused");
  expect(read(list(v.unknown()), nested(65))).toBe("refused");
  expect(read(AnyFields, `{"a":[${"1,".repeat(200_001)}1]}`)).toBe("refused");
  // What stands in a text is no structure.
  expect(read(AnyFields, JSON.stringify({ a: `\\"${"[{,".repeat(100_000)}` }))).not.toBe("refused");
});

describe("empty texts", () => {
  const optional = <Schema extends v.GenericSchema<unknown, unknown>>(schema: Schema) =>
    fields({ it: v.exactOptional(schema) });
  test.each([
    ["flag", Flag],
    ["number", wholeNumber(0, 5)],
    ["id", Id],
    ["name", Name],
    ["source", Source],
    ["mention", Mention],
    ["word", oneOf("a")],
    ["list", list(Id)],
    ["object", AnyFields],
  ])("are absent for a %s, like null", (_, schema) => {
    expect(read(optional(schema), { it: "" })).toEqual({});
    expect(read(optional(schema), { it: null })).toEqual({});
    expect(read(fields({ it: schema }), { it: "" })).toBe("refused");
  });

  test("are texts where a text is meant", () => {
    expect(read(optional(Text), { it: "" })).toEqual({ it: "" });
    expect(read(optional(NameOrNone), { it: "" })).toEqual({ it: "" });
    expect(read(NameOrNone, "x".repeat(1001))).toBe("refused");
    expect(read(carrying({}), { it: "" })).toEqual({ it: "" });
  });

  test("stand for the default where there is one", () => {
    const params = fields({ card: v.optional(Name, ""), enable: v.optional(Flag, true) });
    expect(read(params, { card: "", enable: "" })).toEqual({ card: "", enable: true });
  });
});

test.each([-1, 0, "-1", "0", "", null])("an id that may be absent is, where it is %j", (it) => {
  expect(read(fields({ it: v.exactOptional(Id) }), { it })).toEqual({});
  expect(read(fields({ it: Id }), { it })).toBe("refused");
});

test("other servers' names count where the standard's is absent", () => {
  const params = fields(
    { id: Id, name: v.exactOptional(Name) },
    { id: ["uin", "qq"], name: "nick" },
  );
  expect(read(params, { uin: 1, nick: "x" })).toEqual({ id: 1, name: "x" });
  expect(read(params, { id: "", uin: null, qq: 2 })).toEqual({ id: 2 });
  expect(read(params, { id: 1, uin: 2 })).toEqual({ id: 1 });
});

const key = fc.stringMatching(/^[a-z_]{1,6}$/);
const json = fc.jsonValue({ maxDepth: 3 });

test("params say the same as the plain schemas of their keys", () => {
  const entries = { flag: Flag, id: v.exactOptional(Id), text: v.optional(Text, "x") };
  const plain = v.object(entries);
  fc.assert(
    fc.property(
      fc.record({ flag: fc.oneof(json, fc.boolean()), id: fc.oneof(json, fc.nat()), text: json }),
      (input) => {
        const kept = Object.entries(input).filter(
          ([name, value]) =>
            value !== null &&
            (value !== "" || name === "text") &&
            !(name === "id" && [0, -1, "0", "-1"].some((none) => none === value)),
        );
        expect(read(fields(entries), input)).toEqual(read(plain, Object.fromEntries(kept)));
      },
    ),
  );
});

test("what is carried comes out as texts, whatever it was", () => {
  fc.assert(
    fc.property(fc.dictionary(key, json), (input) => {
      const { id: _, ...rest } = input;
      const output = read(carrying({ id: Id }), { ...rest, id: "7" });
      const given = Object.entries(rest).filter(([, value]) => value !== null);
      const texts = given.map(([name, value]) => [
        name,
        typeof value === "string" ? value : JSON.stringify(value),
      ]);
      expect(output).toEqual({ id: 7, ...Object.fromEntries(texts) });
    }),
  );
});

test("a key that no CQ code can hold is refused by name", () => {
  const parsed = v.safeParse(carrying({}), { "a=b": 1 });
  expect(parsed.issues?.[0].message).toBe('has a key that no CQ code can hold: "a=b"');
});
