/** What the world holds, as those see it who steer it: the schemas of the hidden actions that tell it. */
import * as v from "valibot";

import type { ActionSchema } from "../../../protocol/action.ts";
import { Int, Role, Sex } from "../../../protocol/entity.ts";
import { exact } from "../../../protocol/fields.ts";
import { Id, Name, wholeNumber } from "../../../protocol/scalar.ts";

const maxListed = 1000;

const Person = v.strictObject({
  user_id: Int,
  nickname: v.string(),
  sex: Sex,
  age: Int,
  friend_count: Int,
  /** The first of them. */
  friends: v.array(Int),
});

const Member = v.strictObject({
  user_id: Int,
  role: Role,
  card: v.string(),
  title: v.string(),
  shut_up_timestamp: Int,
});

const Group = v.strictObject({
  group_id: Int,
  group_name: v.string(),
  owner_id: Int,
  member_count: Int,
  max_member_count: Int,
  muted_count: Int,
  all_shut: v.boolean(),
  anonymous: v.boolean(),
  /** Counted up to 1000. */
  message_count: Int,
  /** Those of the people that are listed. */
  members: v.array(Member),
});

const Asked = v.strictObject({
  flag: v.string(),
  kind: v.picklist(["friend", "add", "invite"]),
  user_id: Int,
  target_id: v.nullable(Int),
  group_id: v.nullable(Int),
  comment: v.string(),
  state: v.picklist(["pending", "approved", "refused"]),
  reason: v.string(),
  time: Int,
  decided_by: v.nullable(Int),
  /** Who may decide it. */
  deciders: v.array(Int),
});

export const overviewActions = {
  ".sandbox.overview": {
    summary: {
      en: "People with their friends, groups with their members and rules; find is a part of names or numbers of people, group_id the only group",
      zh: "列出人和好友、群和成员及规则；find 是人的名字或号码的一部分，group_id 则只列这个群",
    },
    params: exact({
      find: v.exactOptional(Name),
      group_id: v.exactOptional(Id),
      count: v.optional(wholeNumber(1, maxListed), 200),
    }),
    result: v.strictObject({
      people_count: Int,
      group_count: Int,
      users: v.array(Person),
      groups: v.array(Group),
    }),
  },
  ".sandbox.list_requests": {
    summary: {
      en: "Requests, those that wait first, then the latest, and who may decide or did",
      zh: "列出请求：待决定的在前，其余按时间从新到旧；附可以决定的人和决定的人",
    },
    params: exact({ count: v.optional(wholeNumber(1, maxListed), 50) }),
    result: v.strictObject({ pending_count: Int, requests: v.array(Asked) }),
  },
} as const satisfies Record<string, ActionSchema>;
