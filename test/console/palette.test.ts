import { expect, test } from "bun:test";

import { describeActions } from "../../src/console/actions.ts";
import { mistakesOf, toCommand, toParams } from "../../src/console/page/palette/values.ts";
import { operation } from "../../src/operation.ts";
import { actions } from "../../src/protocol/action.ts";

const ban = operation(actions.set_group_ban, () => undefined);
const send = operation(actions.send_group_msg, () => ({ message_id: 1 }));

test("an action is described by what its schema says", () => {
  const described = describeActions([
    ["set_group_ban", ban],
    ["set_group_shut", { ...ban, aliasOf: "set_group_ban" }],
  ]);
  expect(described).toEqual([
    {
      name: "set_group_ban",
      summary: actions.set_group_ban.summary,
      isHidden: false,
      aliases: ["set_group_shut"],
      params: [
        {
          name: "group_id",
          shape: { is: "whole", min: 1, max: Number.MAX_SAFE_INTEGER },
          isOptional: false,
        },
        {
          name: "user_id",
          shape: { is: "whole", min: 1, max: Number.MAX_SAFE_INTEGER },
          isOptional: false,
        },
        {
          name: "duration",
          shape: { is: "whole", min: expect.any(Number), max: expect.any(Number) },
          isOptional: true,
          default: 1800,
        },
      ],
    },
  ]);
});

const [{ params } = { params: [] }] = describeActions([["send_group_msg", send]]);

test.each([
  [
    { group_id: "10010", message: "hello" },
    { group_id: 10010, message: "hello" },
  ],
  [
    { group_id: "Bob", message: "1", auto_escape: "true" },
    { group_id: "Bob", message: "1", auto_escape: true },
  ],
  [
    { message: '[{"type":"text","data":{"text":"x"}}]' },
    { message: [{ type: "text", data: { text: "x" } }] },
  ],
  [{ message: "[{ not JSON" }, { message: "[{ not JSON" }],
  [{ group_id: "", message: "" }, {}],
])("the fields %j mean the params %j", (values, meant) => {
  expect(toParams(params, values)).toEqual(meant);
});

test("a call is told as a command line that a shell reads as it was", () => {
  const call = { params: { group_id: 10010, message: "it's $HOME [CQ:at,qq=1]" }, account: 20002 };
  expect(toCommand("send_group_msg", call)).toBe(
    `onebot call --as 20002 send_group_msg group_id=10010 'message=it'\\''s $HOME [CQ:at,qq=1]'`,
  );
});

test("what the server says of single params is found in its sentence", () => {
  expect(
    mistakesOf("params.group_id: is missing; params.user_id: must be a whole number; and 2 more"),
  ).toEqual({ group_id: "is missing", user_id: "must be a whole number" });
  const hinted = 'params.action: "send" matches no action; did you mean send_msg?';
  expect(mistakesOf(hinted)).toEqual({
    action: '"send" matches no action; did you mean send_msg?',
  });
});
