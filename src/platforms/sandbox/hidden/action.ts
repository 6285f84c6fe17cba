/** The hidden actions of the sandbox, for what OneBot has no words: name → schemas. */
import * as v from "valibot";

import type { HandlersOf } from "../../../operation.ts";
import type { ActionSchema } from "../../../protocol/action.ts";
import { Int } from "../../../protocol/entity.ts";
import { fields } from "../../../protocol/fields.ts";
import {
  AnyFields,
  Flag,
  Id,
  MessageId,
  Text,
  lenient,
  list,
  oneOf,
  wholeNumber,
} from "../../../protocol/scalar.ts";

const nothing = v.null();
const optionalText = v.exactOptional(Text);
const comment = v.optional(Text, "");
const Anything = v.record(v.string(), v.unknown());
const Pattern = v.exactOptional(AnyFields);
const Ids = v.optional(list(Id), []);
const Sex = v.exactOptional(oneOf("male", "female", "unknown"));
const Age = v.exactOptional(wholeNumber(0, 200));
const Time = wholeNumber(0, maxTime);
const Milliseconds = wholeNumber(0, 600_000);
const inGroup = { group_id: Id };
const member = { ...inGroup, user_id: Id };
const Probability = lenient("must be a number from 0 to 1", (value) => {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && number >= 0 && number <= 1 ? number : undefined;
});
const AccountOrAll = lenient('must be an account, or "all"', (value) =>
  value === "all" ? value : /^[1-9]\d{0,15}$/.test(String(value)) ? Number(value) : undefined,
);
const FlagOf = v.strictObject({ flag: v.string() });

export const hiddenActions = {
  ".sandbox.list": {
    params: fields({}),
    result: v.strictObject({
      users: v.array(v.strictObject({ user_id: Int, nickname: v.string() })),
      groups: v.array(v.strictObject({ group_id: Int, group_name: v.string() })),
    }),
  },
  ".sandbox.create_user": {
    params: fields({ user_id: v.exactOptional(Id), nickname: optionalText, sex: Sex, age: Age }),
    result: v.strictObject({ user_id: Int }),
  },
  ".sandbox.update_user": {
    params: fields({ user_id: Id, nickname: optionalText, sex: Sex, age: Age }),
    result: nothing,
  },
  ".sandbox.delete_user": { params: fields({ user_id: Id }), result: nothing },
  ".sandbox.create_group": {
    params: fields({
      group_id: v.exactOptional(Id),
      name: optionalText,
      owner: v.exactOptional(Id),
      admins: Ids,
      members: Ids,
      max_member_count: v.optional(wholeNumber(1, 100_000), 200),
    }),
    result: v.strictObject({ group_id: Int }),
  },
  ".sandbox.update_group": {
    params: fields({
      ...inGroup,
      name: optionalText,
      max_member_count: v.exactOptional(wholeNumber(1, 100_000)),
    }),
    result: nothing,
  },
  ".sandbox.delete_group": { params: fields(inGroup), result: nothing },
  ".sandbox.update_member": {
    params: fields({
      ...member,
      card: optionalText,
      level: v.exactOptional(wholeNumber(1, 1000)),
      title: optionalText,
      join_time: v.exactOptional(Time),
    }),
    result: nothing,
  },
  ".sandbox.befriend": { params: fields({ user_id: Id }), result: nothing },
  ".sandbox.ask_friend": { params: fields({ user_id: Id, comment }), result: FlagOf },
  ".sandbox.ask_join": { params: fields({ ...inGroup, comment }), result: FlagOf },
  ".sandbox.invite": { params: fields({ ...member, comment }), result: FlagOf },
  ".sandbox.set_honor": {
    params: fields({
      ...member,
      // The talkative one is whoever really spoke most.
      type: oneOf("performer", "legend", "strong_newbie", "emotion"),
      description: comment,
    }),
    result: nothing,
  },
  ".sandbox.red_packet": {
    params: fields({ ...inGroup, target_id: v.exactOptional(Id) }),
    result: v.strictObject({ target_id: Int }),
  },
  ".sandbox.clock": {
    params: fields({
      set: v.exactOptional(Moment),
      advance: v.exactOptional(Span),
      freeze: v.exactOptional(Flag),
    }),
    result: v.strictObject({ time: Int, frozen: v.boolean() }),
  },
  ".sandbox.fault": {
    params: fields({
      account: v.exactOptional(AccountOrAll),
      action: optionalText,
      event: optionalText,
      retcode: v.exactOptional(wholeNumber(2, 99_999)),
      delay_ms: v.exactOptional(Milliseconds),
      drop: v.exactOptional(oneOf("reply", "connection")),
      duplicate: v.exactOptional(Flag),
      hold: v.exactOptional(Flag),
      count: v.exactOptional(wholeNumber(1, 1_000_000)),
      probability: v.exactOptional(Probability),
      seed: v.optional(wholeNumber(0, 2 ** 31 - 1), 0),
    }),
    result: v.strictObject({ id: Int }),
  },
  ".sandbox.list_faults": {
    params: fields({}),
    result: v.strictObject({ faults: v.array(Anything) }),
  },
  ".sandbox.clear_faults": {
    params: fields({ id: v.exactOptional(wholeNumber(1, 2 ** 31 - 1)) }),
    result: nothing,
  },
  ".sandbox.reset": { params: fields({}), result: nothing },
  ".sandbox.snapshot": { params: fields({ name: Text }), result: nothing },
  ".sandbox.list_snapshots": {
    params: fields({}),
    result: v.strictObject({
      snapshots: v.array(v.strictObject({ name: v.string(), bytes: Int })),
    }),
  },
  ".sandbox.drop_snapshot": { params: fields({ name: Text }), result: nothing },
  ".sandbox.restore": { params: fields({ name: Text }), result: nothing },
  ".sandbox.export": { params: fields({}), result: Anything },
  ".sandbox.import": {
    params: fields({ document: v.union([v.string(), Anything]) }),
    result: nothing,
  },
  ".sandbox.wait": {
    params: fields({
      event: Pattern,
      call: Pattern,
      connection: Pattern,
      cursor: v.exactOptional(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
      timeout_ms: v.optional(Milliseconds, 10_000),
    }),
    result: v.strictObject({ cursor: Int, entry: v.nullable(Anything) }),
  },
  ".sandbox.trace": {
    params: fields({ message_id: MessageId, window_ms: v.optional(Milliseconds, 5000) }),
    result: v.strictObject({ entries: v.array(Anything) }),
  },
} as const satisfies Record<string, ActionSchema>;
import { Moment, Span, maxTime } from "./when.ts";

/** The functions behind all of them; each file beside this one gives some. */
export type HiddenHandlers = HandlersOf<typeof hiddenActions>;
