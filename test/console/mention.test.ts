import { expect, test } from "bun:test";

import { findNamed, findQuery } from "../../src/console/page/composer/mention.ts";

const members = [
  { user_id: 20003, nickname: "Bob", card: "" },
  { user_id: 20004, nickname: "陈晨", card: "Abby" },
  { user_id: 10001, nickname: "Bot", card: "" },
];

test.each([
  ["@", 1, ""],
  ["hi @Bo", 6, "Bo"],
  ["好@陈", 3, "陈"],
  ["@Bob x", 6, undefined],
  ["me@home", 7, undefined],
  ["@Bob", 2, "B"],
])("in %j with the caret at %i, %j is being named", (text, caret, wanted) => {
  expect(findQuery({ text, marks: [] }, caret)?.wanted).toEqual(wanted);
});

test("a mention that is made is not being named any more", () => {
  const segment = { type: "at", data: { qq: "10001" } };
  const draft = { text: "@Bot", marks: [{ start: 0, end: 4, segment }] };
  expect(findQuery(draft, 4)).toBeUndefined();
});

test.each([
  ["", [10001, 20003, 20004]],
  ["b", [10001, 20003, 20004]],
  ["bo", [10001, 20003]],
  ["ABB", [20004]],
  ["0003", [20003]],
  ["nobody", []],
])("who is meant by %j: bots first, then who begins so", (wanted, ids) => {
  const found = findNamed(members, { wanted, bots: new Set([10001]) });
  expect(found.map(({ user_id }) => user_id)).toEqual(ids);
});
