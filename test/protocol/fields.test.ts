import { expect, test } from "bun:test";

import * as v from "valibot";

import { explain } from "../../src/protocol/explain.ts";
import { exact } from "../../src/protocol/fields.ts";
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
