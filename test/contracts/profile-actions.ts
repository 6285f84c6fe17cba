/** The situations of what people and groups show of themselves. */
import { expect } from "bun:test";

import { admin, alice, bob, bot, stranger } from "../support/server.ts";
import { png } from "./media-actions.ts";
import { inGroup, nobody, nowhere } from "./platform.ts";
import type { Row } from "./platform.ts";

const text = `base64://${btoa("some text")}`;

export const profileActions: Record<string, Row | Row[]> = {
  set_qq_avatar: {
    params: { file: png },
    invalid: { file: null },
    unknown: { file: "nothing" },
    forbidden: { params: { file: text } },
  },
  set_group_portrait: {
    as: admin,
    params: { ...inGroup, file: png },
    invalid: { file: [] },
    unknown: nowhere,
    forbidden: { as: alice },
  },
  set_qq_profile: {
    params: { nickname: "Robot", sex: 1, personal_note: "beep" },
    invalid: { sex: 3 },
  },
  set_self_longnick: { params: { longNick: "" }, invalid: { longNick: "x".repeat(1001) } },
  set_online_status: {
    params: { status: "50", ext_status: 0, battery_status: 100 },
    invalid: { status: "busy" },
  },
  set_diy_online_status: { params: { face_id: 21, wording: "beep" }, invalid: { wording: [] } },
  nc_get_user_status: {
    prepare: async (as) => {
      await (await as(alice)).ask("set_online_status", { status: 30, ext_status: 1028 });
      return {};
    },
    params: { user_id: alice },
    result: { status: 30, ext_status: 1028 },
    invalid: { user_id: "x" },
    unknown: nobody,
  },
  get_profile_like: [
    {
      when: "of oneself",
      prepare: async (as) => {
        for (const account of [alice, bob])
          await (await as(account)).ask("send_like", { user_id: bot, times: 2 });
        await (await as(bot)).ask("send_like", { user_id: alice });
        return {};
      },
      params: { count: 1 },
      result: {
        uid: String(bot),
        favoriteInfo: { total_count: 1, today_count: 1, userInfos: [{ uin: alice, count: 1 }] },
        voteInfo: {
          total_count: 4,
          new_count: 4,
          userInfos: [{ uin: alice, nick: "Alice", gender: 2, age: 20, count: 2, isFriend: true }],
        },
      },
      invalid: { count: -1 },
      unknown: nobody,
    },
    {
      when: "of somebody else",
      prepare: async (as) => {
        await (await as(bob)).ask("send_like", { user_id: alice, times: 3 });
        return {};
      },
      params: { user_id: alice },
      result: { uid: String(alice), voteInfo: { total_count: 3, userInfos: [] } },
    },
  ],
  set_group_remark: {
    params: { ...inGroup, remark: "mine" },
    invalid: { remark: [] },
    unknown: nowhere,
    forbidden: { as: stranger },
  },
  set_group_sign: {
    params: inGroup,
    invalid: { group_id: "x" },
    unknown: nowhere,
    forbidden: { as: stranger },
  },
  get_group_signed_list: {
    prepare: async (as) => {
      for (const account of [bob, bot, bob])
        await (await as(account)).ask("set_group_sign", inGroup);
      return {};
    },
    params: inGroup,
    result: [{ rank: 1, time: expect.any(Number) }, { rank: 2 }],
    invalid: { group_id: null },
    unknown: nowhere,
    forbidden: { as: stranger },
  },
};
