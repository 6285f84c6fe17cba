/** The situations of groups: what they are, and what may be done in them. */
import { admin, alice, aliceGroup, bob, bot, stranger } from "../support/server.ts";
import { everybody, inGroup, nobody, nowhere, told } from "./platform.ts";
import type { Row } from "./platform.ts";

const notANumber = { group_id: "abc" };

export const groupActions: Record<string, Row | Row[]> = {
  get_group_info: {
    params: inGroup,
    result: { ...inGroup, member_count: 4, max_member_count: 200 },
    invalid: notANumber,
    unknown: nowhere,
  },
  get_group_list: { result: [inGroup, { group_id: aliceGroup, member_count: 3 }] },
  get_group_member_info: {
    params: { ...inGroup, user_id: admin },
    result: { ...inGroup, user_id: admin, role: "admin", level: "1", card_changeable: true },
    invalid: { user_id: "" },
    unknown: nobody,
    forbidden: { as: stranger },
  },
  get_group_member_list: {
    params: inGroup,
    result: [
      { user_id: bot, role: "owner" },
      { user_id: alice },
      { user_id: bob },
      { user_id: admin },
    ],
    invalid: notANumber,
    unknown: nowhere,
    forbidden: { as: stranger },
  },
  set_group_card: {
    params: { ...inGroup, user_id: alice, card: "queen" },
    invalid: { card: [] },
    unknown: nobody,
    forbidden: { as: bob },
  },
  set_group_name: {
    params: { ...inGroup, group_name: "new name" },
    invalid: { group_name: {} },
    unknown: nowhere,
    forbidden: { as: alice },
  },
  set_group_admin: [
    {
      when: "setting",
      params: { ...inGroup, user_id: alice },
      events: told(everybody, {
        notice_type: "group_admin",
        sub_type: "set",
        ...inGroup,
        user_id: alice,
      }),
      invalid: { enable: "perhaps" },
      unknown: nobody,
      forbidden: { as: admin },
    },
    {
      when: "unsetting",
      params: { ...inGroup, user_id: admin, enable: "no" },
      events: told(everybody, { notice_type: "group_admin", sub_type: "unset", user_id: admin }),
      forbidden: { params: { user_id: bot } },
    },
  ],
  set_group_ban: [
    {
      when: "banning",
      as: admin,
      params: { ...inGroup, user_id: alice, duration: 60 },
      events: told(everybody, {
        notice_type: "group_ban",
        sub_type: "ban",
        ...inGroup,
        user_id: alice,
        operator_id: admin,
        duration: 60,
      }),
      invalid: { duration: -1 },
      unknown: nobody,
      forbidden: { params: { user_id: bot } },
    },
    {
      when: "lifting",
      prepare: async (as) => {
        await (await as(bot)).ask("set_group_ban", { ...inGroup, user_id: alice });
        return {};
      },
      params: { ...inGroup, user_id: alice, duration: 0 },
      events: told(everybody, { notice_type: "group_ban", sub_type: "lift_ban", duration: 0 }),
      forbidden: { as: alice },
    },
    {
      when: "lifting what is not there",
      params: { ...inGroup, user_id: alice, duration: 0 },
      events: {},
    },
  ],
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
  set_group_kick: {
    params: { ...inGroup, user_id: alice },
    events: {
      ...told([bot, bob, admin], {
        notice_type: "group_decrease",
        sub_type: "kick",
        user_id: alice,
        operator_id: bot,
      }),
      ...told([alice], { sub_type: "kick_me", user_id: alice, operator_id: bot }),
    },
    invalid: { user_id: null },
    unknown: nobody,
    forbidden: { as: admin, params: { user_id: bot } },
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
};
