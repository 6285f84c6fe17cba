import { expect, test } from "bun:test";

import { Narrator } from "../../src/commands/narrator.ts";

const callings = { nameOf: (id: number) => `#${id}`, titleOf: (id: number) => `group ${id}` };
const now = Math.floor(Date.now() / 1000);

function narrate(events: readonly object[], hasSeveral = true): string[] {
  const narrator = new Narrator(callings, { hasSeveral });
  return events.flatMap((event) => narrator.lines(JSON.stringify({ time: now, ...event })));
}

const said = (message_id: number, self_id: number) => ({
  self_id,
  post_type: "message",
  message_type: "group",
  message_id,
  group_id: 7,
  user_id: 1,
  raw_message: `message ${message_id}`,
});
const admin = (self_id: number) => ({
  self_id,
  post_type: "notice",
  notice_type: "group_admin",
  sub_type: "set",
  group_id: 7,
  user_id: 1,
});

test("what several accounts are told is said once, and what one is told twice is said twice", () => {
  expect(
    narrate([said(1, 2), said(1, 3), said(2, 2), admin(2), admin(3), said(2, 3)]),
  ).toHaveLength(3);
  expect(narrate([said(1, 2), said(1, 3), said(1, 2), said(1, 3)])).toHaveLength(2);
  expect(narrate([admin(2), admin(2)])).toHaveLength(2);
});

test("what was said long ago is forgotten", () => {
  const between = Array.from({ length: 1000 }, (_, index) => said(index + 2, 2));
  expect(narrate([said(1, 2), ...between, said(1, 3)])).toHaveLength(1002);
});

test("one account is not named again and again; of several it is named where that is not plain", () => {
  const { group_id: _, ...whispered } = said(1, 2);
  expect(narrate([whispered], false)[0]?.slice(8)).toBe(" #1: message 1");
  expect(narrate([whispered])[0]?.slice(8)).toBe(" #2 ← #1: message 1");
});

test("a new day is said before what happens on it", () => {
  const lines = narrate([said(1, 2), { ...said(2, 2), time: 0 }, { ...said(3, 2), time: 1 }]);
  expect(lines).toHaveLength(4);
  expect(lines[1]).toMatch(/^—— 19(?:70-01-01|69-12-31) ——$/);
});
