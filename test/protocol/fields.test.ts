import { expect, test } from "bun:test";

import * as v from "valibot";

import { explain } from "../../src/protocol/explain.ts";
import { exact, fields } from "../../src/protocol/fields.ts";
import { Id, Text } from "../../src/protocol/scalar.ts";

const Params = exact(
  { user_id: Id, nickname: v.exactOptional(Text), count: v.exactOptional(Text) },
  { nickname: "name" },
);

function told(params: unknown): unknown {
  const parsed = v.safeParse(Params, params);
  return parsed.success ? parsed.output : explain(parsed.issues[0], "params");
}

test.each([
  [
    { user_id: 1, nickname: "Ann" },
    { user_id: 1, nickname: "Ann" },
  ],
  [
    { user_id: "1", name: "Ann" },
    { user_id: 1, nickname: "Ann" },
  ],
  [{ user_id: 1, self_id: "2", message_format: "array" }, { user_id: 1 }],
  [{ user_id: 1, cuont: 3 }, 'params: has no "cuont"; did you mean count?'],
  [{ user_id: 1, nickame: "x" }, 'params: has no "nickame"; did you mean nickname?'],
  [{ user_id: 1, colour: 3 }, 'params: has no "colour"; there is user_id, nickname, count, name'],
  [{ user_id: 1, ["x".repeat(1000)]: 3 }, expect.stringContaining("there is user_id")],
])("of exact params %j is read %j", (params, read) => {
  expect(told(params)).toEqual(read);
});

const Lenient = fields(
  { group_id: Id, user_id: Id, card: v.optional(Text, "") },
  { user_id: "uin" },
);

test.each([
  [{ group_id: 1, userid: 2 }, 'params.user_id: is missing; did you mean it by "userid"?'],
  [{ gruop_id: 1, user_id: 2 }, 'params.group_id: is missing; did you mean it by "gruop_id"?'],
  // What is known is meant as it is written, and what is far is something else.
  [{ user_id: 2, card: "x" }, "params.group_id: is missing"],
  [{ user_id: 2, unrelated: 1 }, "params.group_id: is missing"],
  [{ group_id: 1, uin: "x", user: 2 }, "params.user_id: must be a whole number"],
  [Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`key ${n}`, n])), "is missing"],
  [{ ["group_id".repeat(100_000)]: 1 }, "params.group_id: is missing"],
])("a key that is missing is told with the one that was written", (params, message) => {
  const parsed = v.safeParse(Lenient, params);
  const said = (parsed.issues ?? []).map((issue) => explain(issue, "params"))[0] ?? "";
  expect(said).toContain(message);
  if (!message.includes("did you")) expect(said).not.toContain("did you");
});
