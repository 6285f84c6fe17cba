/** Dialect around what groups are. */
import * as v from "valibot";

import type { ActionSchema } from "./action.ts";
import { Int } from "./entity.ts";
import { fields } from "./fields.ts";
import { Id, Name, Source } from "./scalar.ts";

const nothing = v.null();
const inGroup = { group_id: Id };

export const groupDialect = {
  set_group_portrait: {
    summary: { en: "Set a group's avatar", zh: "设置群头像" },
    params: fields({ ...inGroup, file: Source }),
    result: nothing,
  },
  set_group_remark: {
    summary: { en: "Set one's remark of a group; empty deletes it", zh: "设置群备注" },
    params: fields({ ...inGroup, remark: v.optional(Name, "") }),
    result: nothing,
  },
  set_group_sign: {
    summary: { en: "Check in to a group, once a day", zh: "群打卡" },
    params: fields(inGroup),
    result: nothing,
  },
  get_group_signed_list: {
    summary: { en: "Who checked in to a group today", zh: "获取群组今日打卡列表" },
    params: fields(inGroup),
    result: v.array(v.strictObject({ user_id: Int, nick: v.string(), time: Int, rank: Int })),
  },
} as const satisfies Record<string, ActionSchema>;
