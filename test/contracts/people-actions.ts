/** The situations of people: who they are, their friendships, their requests. */
import { expect } from "bun:test";

import type { Json } from "../support/client.ts";
import { admin, alice, aliceGroup, bob, bot, stranger } from "../support/server.ts";
import { everybody, inGroup, nobody, told } from "./platform.ts";
import type { Prepare, Row } from "./platform.ts";

export const peopleActions: Record<string, Row | Row[]> = {
  get_login_info: { result: { user_id: bot, nickname: "Bot" } },
  get_stranger_info: {
    params: { user_id: String(alice) },
    result: {
      long_nick: "",
      qid: "",
      remark: "",
      login_days: 0,
      qqLevel: 0,
      qq_level: 0,
      status: 10,
      reg_time: expect.any(Number),
      user_id: alice,
      nickname: "Alice",
      sex: "female",
      age: 20,
      avatar: expect.stringContaining("/avatar/user/20002/"),
    },
    invalid: { user_id: 1.5 },
    unknown: nobody,
  },
  get_friend_list: {
    as: alice,
    result: [
      { user_id: bot, nickname: "Bot", remark: "" },
      { user_id: bob, nickname: "Bob", remark: "" },
    ],
  },
  delete_friend: {
    params: { user_id: alice },
    invalid: { user_id: "x" },
    unknown: nobody,
    forbidden: { params: { user_id: stranger } },
  },
  send_like: {
    params: { user_id: alice, times: 10 },
    events: told([alice], {
      notice_type: "notify",
      sub_type: "profile_like",
      operator_id: bot,
      operator_nick: "Bot",
      times: 10,
    }),
    invalid: { times: 0 },
    unknown: nobody,
    forbidden: { params: { user_id: alice, times: 11 } },
  },
  get_cookies: { params: { domain: "qq.com" }, result: { cookies: "" }, invalid: { domain: [] } },
  get_csrf_token: { result: { token: 0 } },
  get_credentials: { result: { cookies: "", csrf_token: 0 }, invalid: { domain: {} } },
  get_online_clients: { result: { clients: [] }, invalid: { no_cache: 7 } },
  get_status: { result: { online: true, good: true } },
  set_restart: { params: { delay: 5 }, outcome: "async", invalid: { delay: "soon" } },
  get_version_info: { result: { app_name: "onebot", protocol_version: "v11" } },
};

/** Somebody asks to be the bot's friend. */
const friendRequest: Prepare = (as) =>
  ask(as, stranger, ".sandbox.ask_friend", { user_id: bot, comment: "please" });

/** Somebody asks to join the bot's group. */
const joinRequest: Prepare = (as) =>
  ask(as, stranger, ".sandbox.ask_join", { ...inGroup, comment: "please" });

/** Alice invites somebody into her group. */
const invitation: Prepare = (as) =>
  ask(as, alice, ".sandbox.invite", { group_id: aliceGroup, user_id: stranger });

async function ask(
  as: Parameters<Prepare>[0],
  account: number,
  action: string,
  params: Json,
): Promise<Json> {
  return (await as(account)).ask(action, params);
}

export const requestActions: Record<string, Row | Row[]> = {
  set_friend_add_request: [
    {
      when: "approving",
      prepare: friendRequest,
      params: { remark: "pal" },
      events: {
        ...told([bot], { notice_type: "friend_add", user_id: stranger }),
        ...told([stranger], { notice_type: "friend_add", user_id: bot }),
      },
      invalid: { approve: "x" },
      unknown: { flag: "nobody's" },
      forbidden: { as: alice },
    },
    { when: "refusing", prepare: friendRequest, params: { approve: false } },
  ],
  set_group_add_request: [
    {
      when: "approving who asked",
      prepare: joinRequest,
      params: { sub_type: "add" },
      events: told([...everybody, stranger], {
        notice_type: "group_increase",
        sub_type: "approve",
        ...inGroup,
        user_id: stranger,
        operator_id: bot,
      }),
      invalid: { sub_type: "x" },
      unknown: { flag: "nobody's" },
      forbidden: { as: alice },
    },
    {
      when: "approving by the flag alone",
      prepare: joinRequest,
      events: told([...everybody, stranger], { notice_type: "group_increase", user_id: stranger }),
    },
    {
      when: "approving by the number of get_group_system_msg",
      prepare: async (as) => {
        await joinRequest(as);
        const { join_requests } = await (
          await as(bot)
        ).ask<{ join_requests: { request_id: number }[] }>("get_group_system_msg");
        return { flag: join_requests[0]?.request_id };
      },
      events: told([...everybody, stranger], { notice_type: "group_increase", user_id: stranger }),
    },
    {
      when: "refusing who asked",
      as: admin,
      prepare: joinRequest,
      params: { type: "add", approve: 0, reason: "full" },
    },
    {
      when: "accepting an invitation",
      as: stranger,
      prepare: invitation,
      params: { sub_type: "invite" },
      events: told([bot, alice, bob, stranger], {
        notice_type: "group_increase",
        sub_type: "invite",
        group_id: aliceGroup,
        user_id: stranger,
        operator_id: alice,
      }),
      unknown: { sub_type: "add" },
      forbidden: { as: bot },
    },
  ],
};
