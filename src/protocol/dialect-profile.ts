/** Dialect around what people show of themselves, and who likes it. */
import * as v from "valibot";

import type { ActionSchema } from "./action.ts";
import { Int } from "./entity.ts";
import type { Sex } from "./entity.ts";
import { fields } from "./fields.ts";
import { Id, Name, NameOrNone, Source, lenient, wholeNumber } from "./scalar.ts";

const nothing = v.null();

/** A word, or QQ's number for it. */
const SexOrNumber = lenient("must be one of male, female, unknown, or 1, 2, 0", (value) =>
  sexes.get(String(value)),
);
const sexes = new Map<string, Sex>([
  ["unknown", "unknown"],
  ["male", "male"],
  ["female", "female"],
  ["0", "unknown"],
  ["1", "male"],
  ["2", "female"],
]);

const status = wholeNumber(0, 10_000);

/** Somebody who liked, or was liked: as QQ hands it to NapCat. */
const Liker = v.strictObject({
  uid: v.string(),
  uin: Int,
  nick: v.string(),
  gender: Int,
  age: Int,
  count: Int,
  latestTime: Int,
  isFriend: v.boolean(),
});

export const profileDialect = {
  set_qq_avatar: {
    summary: { en: "Set the account's avatar", zh: "设置 QQ 头像" },
    params: fields({ file: Source }),
    result: nothing,
  },
  set_qq_profile: {
    summary: { en: "Set the account's nickname, sex and signature", zh: "设置登录号资料" },
    params: fields({
      nickname: v.exactOptional(Name),
      sex: v.exactOptional(SexOrNumber),
      personal_note: v.exactOptional(NameOrNone),
    }),
    result: nothing,
  },
  set_self_longnick: {
    summary: { en: "Set the account's signature; empty deletes it", zh: "设置个性签名" },
    params: fields({ long_nick: NameOrNone }, { long_nick: "longNick" }),
    result: nothing,
  },
  set_online_status: {
    summary: { en: "Set the account's status, by QQ's numbers", zh: "设置在线状态" },
    params: fields({
      status,
      ext_status: v.optional(status, 0),
      battery_status: v.optional(wholeNumber(0, 100), 0),
    }),
    result: nothing,
  },
  set_diy_online_status: {
    summary: {
      en: "Set a status of one's own; its face and words are not kept",
      zh: "设置自定义在线状态",
    },
    params: fields({
      face_id: v.exactOptional(Name),
      face_type: v.exactOptional(Name),
      wording: v.exactOptional(Name),
    }),
    result: nothing,
  },
  nc_get_user_status: {
    summary: { en: "Somebody's status, by QQ's numbers", zh: "获取用户在线状态" },
    params: fields({ user_id: Id }),
    result: v.strictObject({ status: Int, ext_status: Int }),
  },
  get_profile_like: {
    summary: { en: "How often somebody was liked, and oneself by whom", zh: "获取点赞列表" },
    params: fields({
      user_id: v.exactOptional(Id),
      start: v.optional(wholeNumber(0, 2 ** 31 - 1), 0),
      count: v.optional(wholeNumber(0, 1000), 10),
    }),
    result: v.strictObject({
      uid: v.string(),
      time: v.string(),
      /** What was given. */
      favoriteInfo: v.strictObject({
        total_count: Int,
        last_time: Int,
        today_count: Int,
        userInfos: v.array(Liker),
      }),
      /** What was received. */
      voteInfo: v.strictObject({
        total_count: Int,
        new_count: Int,
        new_nearby_count: Int,
        last_visit_time: Int,
        userInfos: v.array(Liker),
      }),
    }),
  },
} as const satisfies Record<string, ActionSchema>;
