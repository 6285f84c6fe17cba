/** The situations of members of a group, and what may be done to them. */
import { admin, alice, bob, bot, others, stranger } from "../support/server.ts";
import { everybody, inGroup, nobody, nowhere, told } from "./platform.ts";
import type { Prepare, Row } from "./platform.ts";

const notANumber = { group_id: "abc" };

/** Somebody speaks anonymously; gives the flag of their mask. */
const speakMasked: Prepare = async (as) => {
  await (await as(bot)).ask("set_group_anonymous", inGroup);
  await (await as(alice)).ask("send_group_msg", { ...inGroup, message: "[CQ:anonymous]who am I?" });
  const { anonymous } = await (await as(bot)).next("message");
  return { flag: (anonymous as { flag: string }).flag };
};

export const memberActions: Record<string, Row | Row[]> = {
  get_group_member_info: {
    params: { ...inGroup, user_id: admin },
    result: { ...inGroup, user_id: admin, role: "admin", level: "1", qq_level: 0, is_robot: false },
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
      ...others.map((user_id) => ({ user_id, role: "member" })),
    ],
    invalid: notANumber,
    unknown: nowhere,
    forbidden: { as: stranger },
  },
  set_group_card: [
    {
      when: "of another",
      params: { ...inGroup, user_id: alice, card: "queen" },
      events: told(everybody, {
        notice_type: "group_card",
        user_id: alice,
        card_old: "",
        card_new: "queen",
      }),
      invalid: { card: [] },
      unknown: nobody,
      forbidden: { as: bob },
    },
    {
      when: "of one's own",
      as: alice,
      params: { ...inGroup, user_id: alice, card: "queen" },
      events: told(everybody, { notice_type: "group_card", user_id: alice }),
    },
  ],
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
      invalid: { duration: 30 * 86_400 },
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
  set_group_special_title: {
    params: { ...inGroup, user_id: alice, special_title: "star" },
    events: told(everybody, {
      notice_type: "notify",
      sub_type: "title",
      user_id: alice,
      title: "star",
    }),
    invalid: { duration: "long" },
    unknown: nobody,
    forbidden: { as: admin },
  },
  set_group_anonymous_ban: [
    {
      when: "by flag",
      prepare: speakMasked,
      params: inGroup,
      invalid: { duration: -5 },
      unknown: { flag: "nobody's" },
      forbidden: { as: bob },
    },
    {
      when: "by the event's object",
      prepare: async (as) => ({ anonymous: await speakMasked(as), flag: "ignored" }),
      params: inGroup,
      invalid: { anonymous: 5 },
      unknown: { anonymous: { flag: "nobody's" } },
    },
    {
      when: "by nothing",
      prepare: speakMasked,
      params: inGroup,
      invalid: { flag: null },
    },
  ],
};
