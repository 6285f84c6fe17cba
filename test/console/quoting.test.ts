import { expect, test } from "bun:test";

import { findQuoting, readQuotable } from "../../src/console/page/trace/quoting.ts";
import type { Quoting } from "../../src/console/page/trace/quoting.ts";

const event = {
  post_type: "message",
  message_id: 131,
  user_id: 20002,
  message: [{ type: "image", data: { file: "6f1c2b9a07d4.png", url: "http://a/media/6f1c2b9a" } }],
  group_id: 10010,
};
const inGroup = readQuotable(131, JSON.stringify(event));
const { group_id: _, ...rest } = event;
const inPrivate = readQuotable(131, JSON.stringify(rest));

function call(params: object): string {
  return JSON.stringify({ action: "any", params, echo: 131 });
}

test.each<[object, Quoting]>([
  [{ message_id: 131 }, "message"],
  [{ message_id: "131" }, "message"],
  [{ group_id: 1, message: [{ type: "reply", data: { id: "131" } }] }, "message"],
  [{ message: "[CQ:reply,id=131]yes" }, "message"],
  [{ file: "6f1c2b9a07d4.png" }, "message"],
  [{ group_id: 10010 }, "place"],
  [{ group_id: "10010", user_id: 5, duration: 131 }, "place"],
  [{ group_id: 10020, user_id: 20002 }, undefined],
  [{ user_id: 20002 }, "place"],
  [{ user_id: 20003 }, undefined],
  [{ message_id: 1312 }, undefined],
  [{ duration: 131 }, undefined],
  [{}, undefined],
])("of a message in a group %j quotes %p", (params, quoting) => {
  expect(findQuoting(call(params), inGroup)).toBe(quoting);
});

test.each<[object, Quoting]>([
  [{ user_id: 20002, message: "hi" }, "place"],
  [{ group_id: 10010 }, undefined],
  [{ group_id: 0, user_id: "20002" }, "place"],
])("of a private message %j quotes %p", (params, quoting) => {
  expect(findQuoting(call(params), inPrivate)).toBe(quoting);
});

test("what is no JSON is read as far as it goes", () => {
  expect(findQuoting('{"action":"send_group_msg","params":{"group_id":10010,', inGroup)).toBe(
    "place",
  );
});
