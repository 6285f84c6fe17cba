/** The situations of the hidden actions that steer the sandbox. */
import { expect } from "bun:test";

import { admin, alice, aliceGroup, bob, bot, people, stranger } from "../support/server.ts";
import { groupMessage } from "./message-actions.ts";
import { everybody, inGroup, nobody, nowhere, told } from "./platform.ts";
import type { Row } from "./platform.ts";

const notANumber = { user_id: "x" };
const newcomer = 30_001;
const friendship = {
  ...told([bot], { notice_type: "friend_add", user_id: stranger }),
  ...told([stranger], { notice_type: "friend_add", user_id: bot }),
};

export const hiddenPeopleActions: Record<string, Row | Row[]> = {
  ".sandbox.create_user": [
    {
      when: "with a number",
      params: { user_id: newcomer, nickname: "Eve", sex: "female", age: "30" },
      result: { user_id: newcomer },
      invalid: { age: -1 },
      forbidden: { params: { user_id: alice } },
    },
    { when: "with the next number", result: { user_id: 1_000_020_009 } },
  ],
  ".sandbox.update_user": {
    params: { user_id: alice, nickname: "Alicia", long_nick: "", qq_level: 64, reg_time: 0 },
    invalid: { nickname: "x".repeat(1001) },
    unknown: nobody,
  },
  ".sandbox.delete_user": {
    params: { user_id: bob },
    invalid: notANumber,
    unknown: nobody,
    forbidden: { params: { user_id: bot } },
  },
  ".sandbox.create_group": [
    {
      when: "of others",
      params: { name: "chess", owner: alice, admins: [bob], members: [admin] },
      result: { group_id: 10_021 },
      invalid: { members: 5 },
      unknown: { owner: 99_999 },
      forbidden: { params: inGroup },
    },
    { when: "of one's own", params: { group_id: 7 }, result: { group_id: 7 } },
  ],
  ".sandbox.update_group": {
    params: { ...inGroup, name: "chess", max_member_count: 10 },
    invalid: { max_member_count: 0 },
    unknown: nowhere,
  },
  ".sandbox.delete_group": {
    params: inGroup,
    invalid: { group_id: null },
    unknown: nowhere,
  },
  ".sandbox.update_member": {
    params: { ...inGroup, user_id: alice, card: "queen", level: 9, title: "star", join_time: 5 },
    invalid: { level: 0 },
    unknown: nobody,
  },
  ".sandbox.befriend": {
    as: stranger,
    params: { user_id: bot },
    events: friendship,
    invalid: notANumber,
    unknown: nobody,
    forbidden: { as: alice },
  },
  ".sandbox.ask_friend": {
    as: stranger,
    params: { user_id: bot, comment: "please" },
    result: { flag: expect.any(String) },
    events: told([bot], {
      post_type: "request",
      request_type: "friend",
      user_id: stranger,
      comment: "please",
      flag: expect.any(String),
    }),
    invalid: notANumber,
    unknown: nobody,
    forbidden: { as: alice },
  },
  ".sandbox.ask_join": {
    as: stranger,
    params: { ...inGroup, comment: "please" },
    events: told([bot, admin], {
      post_type: "request",
      request_type: "group",
      sub_type: "add",
      ...inGroup,
      user_id: stranger,
      comment: "please",
      flag: expect.any(String),
    }),
    invalid: { comment: [] },
    unknown: nowhere,
    forbidden: { as: alice },
  },
  ".sandbox.invite": {
    as: alice,
    params: { group_id: aliceGroup, user_id: stranger, comment: "come" },
    events: told([stranger], {
      request_type: "group",
      sub_type: "invite",
      group_id: aliceGroup,
      user_id: alice,
      comment: "come",
    }),
    invalid: notANumber,
    unknown: nobody,
    forbidden: { as: admin },
  },
  ".sandbox.set_honor": [
    {
      when: "that is announced",
      params: { ...inGroup, user_id: alice, type: "emotion" },
      events: told(everybody, { sub_type: "honor", honor_type: "emotion", user_id: alice }),
      invalid: { type: "talkative" },
      unknown: nobody,
    },
    { when: "that is not announced", params: { ...inGroup, user_id: alice, type: "legend" } },
  ],
  ".sandbox.red_packet": {
    params: { ...inGroup, target_id: alice },
    result: { target_id: alice },
    events: told(everybody, { sub_type: "lucky_king", user_id: bot, target_id: alice }),
    invalid: { target_id: "x" },
    unknown: { target_id: 99_999 },
    forbidden: { as: stranger },
  },
};

export const hiddenWorldActions: Record<string, Row | Row[]> = {
  ".sandbox.clock": {
    params: { set: 1_000_000, freeze: true },
    result: { time: 1_000_000, frozen: true },
    invalid: { advance: -2_000_000, set: 5 },
  },
  ".sandbox.fault": {
    params: { action: "send_*", retcode: 103 },
    result: { id: 1 },
    invalid: { event: "notice.*" },
  },
  ".sandbox.list_faults": {
    prepare: async (as) => {
      await (await as(bot)).ask(".sandbox.fault", { event: "*", hold: true });
      return {};
    },
    result: { faults: [{ id: 1, event: "*", hold: true }] },
  },
  ".sandbox.clear_faults": {
    prepare: async (as) => (await as(bot)).ask(".sandbox.fault", { event: "*", hold: true }),
    invalid: { id: "x" },
    unknown: { id: 7 },
  },
  ".sandbox.overview": {
    params: { find: "alice", count: 1 },
    result: {
      people_count: people.length,
      users: [{ user_id: alice, nickname: "Alice", friend_count: 2, friends: [bot, bob] }],
      groups: [{ owner_id: bot, member_count: 7, members: [{ user_id: alice, role: "member" }] }],
    },
    invalid: { count: 0 },
  },
  ".sandbox.list_requests": {
    prepare: async (as) => {
      await (await as(stranger)).ask(".sandbox.ask_join", { ...inGroup, comment: "please" });
      return {};
    },
    result: {
      pending_count: 1,
      requests: [
        {
          kind: "add",
          user_id: stranger,
          comment: "please",
          state: "pending",
          decided_by: null,
          deciders: [bot, admin],
        },
      ],
    },
    invalid: { count: "many" },
  },
  ".sandbox.list": {
    result: { users: expect.arrayContaining([{ user_id: bot, nickname: "Bot" }]) },
  },
  ".sandbox.reset": {},
  ".sandbox.snapshot": { params: { name: "before" }, invalid: { name: {} } },
  ".sandbox.list_snapshots": {
    prepare: async (as) => (await as(bot)).ask(".sandbox.snapshot", { name: "before" }),
    result: {
      snapshots: [
        {
          name: "before",
          bytes: expect.any(Number),
          time: expect.any(Number),
          message_count: 0,
        },
      ],
    },
  },
  ".sandbox.drop_snapshot": {
    prepare: async (as) => {
      await (await as(bot)).ask(".sandbox.snapshot", { name: "before" });
      return { name: "before" };
    },
    invalid: { name: null },
    unknown: { name: "after" },
  },
  ".sandbox.restore": {
    prepare: async (as) => {
      await (await as(bot)).ask(".sandbox.snapshot", { name: "before" });
      return { name: "before" };
    },
    invalid: { name: null },
    unknown: { name: "after" },
  },
  ".sandbox.export": { result: { onebot_sandbox: 1 } },
  ".sandbox.import": {
    prepare: async (as) => ({ document: await (await as(bot)).ask(".sandbox.export") }),
    invalid: { document: "{" },
  },
  ".sandbox.wait": [
    {
      when: "for nothing",
      result: { cursor: expect.any(Number), entry: null },
      invalid: { event: 5 },
      forbidden: { params: { event: { notice_type: "friend_add" }, timeout_ms: 0 } },
    },
    {
      when: "for what came before",
      prepare: async (as) => {
        await groupMessage(alice)(as);
        return {};
      },
      params: { event: { raw_message: "hi" }, cursor: 0 },
      result: { entry: { account: bot, event: { user_id: alice } } },
    },
  ],
  ".sandbox.trace": {
    prepare: groupMessage(alice),
    result: { entries: expect.any(Array) },
    invalid: { window_ms: -1 },
    unknown: { message_id: 77_777 },
  },
};
