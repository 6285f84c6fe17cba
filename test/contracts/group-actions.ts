/** The situations of groups: what they are, how they are set up and left. */
import { expect } from "bun:test";

import { admin, alice, aliceGroup, bob, bot, members, stranger } from "../support/server.ts";
import { everybody, inGroup, nowhere, told } from "./platform.ts";
import type { Row } from "./platform.ts";

const notANumber = { group_id: "abc" };

export const groupActions: Record<string, Row | Row[]> = {
  get_group_info: {
    params: inGroup,
    result: { ...inGroup, member_count: members.length, max_member_count: 200 },
    invalid: notANumber,
    unknown: nowhere,
  },
  get_group_list: { result: [inGroup, { group_id: aliceGroup, member_count: 3 }] },
  set_group_name: {
    params: { ...inGroup, group_name: "new name" },
    events: told(everybody, {
      notice_type: "notify",
      sub_type: "group_name",
      name_new: "new name",
    }),
    invalid: { group_name: "" },
    unknown: nowhere,
    forbidden: { as: alice },
  },
  set_group_whole_ban: {
    params: inGroup,
    events: told(everybody, {
      notice_type: "group_ban",
      sub_type: "ban",
      user_id: 0,
      operator_id: bot,
      duration: -1,
    }),
    invalid: { enable: 2 },
    unknown: nowhere,
    forbidden: { as: bob },
  },
  set_group_leave: [
    {
      when: "as a member",
      as: alice,
      params: inGroup,
      events: told([bot, bob, admin], {
        notice_type: "group_decrease",
        sub_type: "leave",
        user_id: alice,
        operator_id: alice,
      }),
      invalid: notANumber,
      unknown: nowhere,
      forbidden: { as: bot },
    },
    {
      when: "as the owner, dismissing",
      params: { ...inGroup, is_dismiss: true },
      events: Object.fromEntries(
        everybody.map((viewer) => [
          viewer,
          [
            {
              notice_type: "group_decrease",
              sub_type: "kick_me",
              user_id: viewer,
              operator_id: bot,
            },
          ],
        ]),
      ),
    },
  ],
  get_group_honor_info: {
    prepare: async (as) => {
      await (
        await as(bot)
      ).ask(".sandbox.set_honor", {
        ...inGroup,
        user_id: alice,
        type: "performer",
        description: "on fire",
      });
      return {};
    },
    params: { ...inGroup, type: "all" },
    result: {
      ...inGroup,
      current_talkative: null,
      talkative_list: [],
      performer_list: [
        {
          user_id: alice,
          avatar: expect.stringContaining("/avatar/user/"),
          description: "on fire",
        },
      ],
      legend_list: [],
    },
    invalid: { type: "loud" },
    unknown: nowhere,
    forbidden: { as: stranger },
  },
  set_group_anonymous: {
    params: inGroup,
    invalid: { enable: "x" },
    unknown: nowhere,
    forbidden: { as: alice },
  },
};
