/** The situations of what other servers add: conversations, reactions, files that are there, what admins look after. */
import { expect } from "bun:test";

import type { Json } from "../support/client.ts";
import { admin, alice, aliceGroup, bob, bot, group, stranger } from "../support/server.ts";
import { png } from "./media-actions.ts";
import { groupMessage, privateMessage } from "./message-actions.ts";
import { everybody, inGroup, nobody, nowhere, told } from "./platform.ts";
import type { Prepare, Row } from "./platform.ts";

const text = `base64://${btoa("some text")}`;
const picture = expect.stringMatching(/^http:.*\/avatar\/user\/\d+\/[0-9a-f]{32}$/);
const noMessage = { message_id: 77_777 };

/** Alice's file in the group, and a folder the bot has made. */
const shelf: Prepare = async (as) => {
  const [me, she] = [await as(bot), await as(alice)];
  const { folder_id } = await me.ask("create_group_file_folder", { ...inGroup, name: "papers" });
  const { file_id } = await she.ask("upload_group_file", { ...inGroup, file: text, name: "a.txt" });
  return { file_id, folder_id };
};

const inShelf: Prepare = async (as) => {
  const { file_id } = await shelf(as);
  return { file_id };
};

const liked: Prepare = async (as) => {
  const message = await groupMessage(alice)(as);
  for (const account of [bot, bob])
    await (await as(account)).ask("set_msg_emoji_like", { ...message, emoji_id: 76 });
  return { ...message, emoji_id: "76" };
};

export const dialectActions: Record<string, Row | Row[]> = {
  forward_group_single_msg: {
    prepare: groupMessage(alice),
    params: inGroup,
    events: told([alice, bob, admin], { message_type: "group", user_id: bot, raw_message: "hi" }),
    invalid: { message_id: "x" },
    unknown: noMessage,
    forbidden: { as: admin, params: { group_id: aliceGroup } },
  },
  forward_friend_single_msg: {
    prepare: groupMessage(alice),
    params: { user_id: alice },
    events: told([alice], { message_type: "private", user_id: bot, raw_message: "hi" }),
    invalid: { message_id: null },
    unknown: nobody,
    forbidden: { params: { user_id: stranger } },
  },
  fetch_emoji_like: {
    prepare: liked,
    params: { count: 1 },
    result: {
      emojiLikesList: [{ tinyId: String(bot), nickName: "Bot", headUrl: picture }],
      cookie: "1",
      isFirstPage: true,
      isLastPage: false,
    },
    invalid: { emoji_id: [] },
    unknown: noMessage,
  },
  get_emoji_likes: {
    prepare: liked,
    result: {
      emoji_like_list: [
        { user_id: String(bot), nick_name: "Bot" },
        { user_id: String(bob), nick_name: "Bob" },
      ],
    },
    invalid: { count: -1 },
    unknown: noMessage,
  },
  get_recent_contact: {
    prepare: async (as) => {
      await privateMessage(as);
      await groupMessage(alice)(as);
      await (await as(alice)).ask("send_private_msg", { user_id: bob, message: "secret" });
      return {};
    },
    result: [
      {
        chatType: 2,
        peerUin: String(group),
        sendNickName: "Alice",
        lastestMsg: { post_type: "message", message_type: "group", self_id: bot, user_id: alice },
      },
      { chatType: 1, peerUin: String(alice), peerName: "Alice", lastestMsg: { user_id: bot } },
    ],
    invalid: { count: 0 },
  },
  _mark_all_as_read: {},
  set_input_status: {
    params: { user_id: alice, event_type: 1 },
    events: told([alice], {
      notice_type: "notify",
      sub_type: "input_status",
      user_id: bot,
      group_id: 0,
      event_type: 1,
      status_text: "对方正在输入...",
    }),
    invalid: { event_type: 9 },
    unknown: nobody,
    forbidden: { params: { user_id: stranger } },
  },
  move_group_file: {
    prepare: async (as) => {
      const { file_id, folder_id } = await shelf(as);
      return { file_id, target_parent_directory: folder_id };
    },
    params: { ...inGroup, current_parent_directory: "/" },
    result: { ok: true },
    invalid: { target_parent_directory: "" },
    unknown: { target_parent_directory: "nowhere" },
    forbidden: { as: bob },
  },
  rename_group_file: {
    prepare: inShelf,
    params: { ...inGroup, new_name: "b.txt" },
    result: { ok: true },
    invalid: { new_name: "x".repeat(1001) },
    unknown: { file_id: "nothing" },
    forbidden: { as: bob },
  },
  rename_group_file_folder: {
    prepare: async (as) => ({ folder_id: (await shelf(as))["folder_id"] }),
    params: { ...inGroup, new_folder_name: "books" },
    invalid: { new_folder_name: "" },
    unknown: { folder_id: "nothing" },
    forbidden: { as: alice },
  },
  trans_group_file: {
    prepare: inShelf,
    params: inGroup,
    result: { ok: true },
    invalid: { file_id: null },
    unknown: { file_id: "nothing" },
    forbidden: { as: stranger },
  },
  get_file: [
    {
      when: "by id",
      prepare: inShelf,
      result: {
        file: expect.stringMatching(/^\//),
        url: expect.stringContaining("/media/"),
        file_size: "9",
        file_name: "a.txt",
      },
      invalid: { file_id: "" },
      unknown: { file_id: "nothing" },
    },
    {
      when: "that somebody else has",
      prepare: async (as) =>
        (await as(alice)).ask("upload_private_file", { user_id: bob, file: text }),
      as: bob,
      result: { file_size: "9" },
    },
  ],
  download_file: {
    params: { url: text },
    result: { file: expect.stringMatching(/^\//) },
    invalid: { url: "ftp://x/y" },
    forbidden: { params: { url: "http://127.0.0.1/x" } },
  },
  set_friend_remark: {
    params: { user_id: alice, remark: "pal" },
    invalid: { remark: [] },
    unknown: nobody,
    forbidden: { params: { user_id: stranger } },
  },
  get_friends_with_category: {
    result: [{ categoryName: "我的好友", categoryMbCount: 2, buddyList: [{ user_id: alice }, {}] }],
  },
  get_unidirectional_friend_list: { result: [] },
  get_doubt_friends_add_request: { result: [] },
  fetch_custom_face: { result: [] },
  check_url_safely: { params: { url: "http://x" }, result: { level: 1 }, invalid: { url: "" } },
  _get_model_show: { params: { model: "X" }, result: { variants: [{ model_show: "X" }] } },
  _set_model_show: { params: { model: "X", model_show: "Y" } },
  get_group_shut_list: {
    prepare: async (as) => {
      await (await as(bot)).ask("set_group_ban", { ...inGroup, user_id: alice, duration: 60 });
      return {};
    },
    params: inGroup,
    result: [{ user_id: alice, nickname: "Alice", shut_up_timestamp: expect.any(Number) }],
    invalid: { group_id: "x" },
    unknown: nowhere,
    forbidden: { as: stranger },
  },
  get_group_system_msg: {
    prepare: async (as) => {
      await (await as(stranger)).ask(".sandbox.ask_join", { ...inGroup, comment: "please" });
      return {};
    },
    result: {
      invited_requests: [],
      join_requests: [
        {
          request_id: expect.any(Number),
          flag: expect.any(String),
          requester_uin: stranger,
          requester_nick: "Dave",
          message: "please",
          group_id: group,
          checked: false,
        },
      ],
    },
    invalid: { count: 0 },
  },
  get_group_at_all_remain: {
    prepare: async (as) => {
      await (await as(bot)).ask("send_group_msg", { ...inGroup, message: "[CQ:at,qq=all]" });
      return {};
    },
    params: inGroup,
    result: { can_at_all: true, remain_at_all_count_for_group: 19, remain_at_all_count_for_uin: 9 },
    invalid: { group_id: null },
    unknown: nowhere,
    forbidden: { as: stranger },
  },
  set_group_kick_members: {
    about: alice,
    params: { ...inGroup, user_id: [alice, String(bob)] },
    events: {
      [bot]: [left(alice), left(bob)],
      [admin]: [left(alice), left(bob)],
      [alice]: [{ sub_type: "kick_me", user_id: alice }],
      [bob]: [left(alice), { sub_type: "kick_me", user_id: bob }],
    },
    invalid: { user_id: "x" },
    unknown: { user_id: [alice, 99_999] },
    forbidden: { params: { user_id: [alice, bot] } },
  },
};

function left(user_id: number): Json {
  return { notice_type: "group_decrease", sub_type: "kick", ...inGroup, user_id, operator_id: bot };
}

/** Other names of actions, in one situation each: the rest is the action's own. */
export const aliasActions: Record<string, Row> = {
  mark_group_msg_as_read: { params: inGroup, unknown: nowhere, forbidden: { as: stranger } },
  mark_private_msg_as_read: {
    params: { user_id: alice },
    invalid: { user_id: 0 },
    unknown: nobody,
  },
  unset_msg_emoji_like: {
    prepare: liked,
    events: told(everybody, {
      notice_type: "group_msg_emoji_like",
      likes: [{ emoji_id: "76", count: 1 }],
      is_add: false,
    }),
  },
  _delete_group_notice: {
    prepare: async (as) => {
      const me = await as(bot);
      await me.ask("_send_group_notice", { ...inGroup, content: "hear, hear" });
      const [posted] = await me.ask<Json[]>("_get_group_notice", inGroup);
      return { notice_id: posted?.["notice_id"] };
    },
    params: inGroup,
    unknown: { notice_id: "nothing" },
  },
  get_group_detail_info: {
    params: inGroup,
    result: { ...inGroup, group_all_shut: 0 },
    unknown: { group_id: aliceGroup + 1 },
  },
  get_group_info_ex: { params: inGroup, result: inGroup },
  ".ocr_image": {
    prepare: async (as) => {
      const message = { type: "image", data: { file: png } };
      await (await as(alice)).ask("send_private_msg", { user_id: bot, message });
      const { message: received } = await (await as(bot)).next("message");
      const [segment] = received as { data: { file: string } }[];
      return { image: segment?.data.file };
    },
    outcome: 103,
    unknown: { image: "nothing" },
  },
  send_group_sign: { params: inGroup, unknown: nowhere },
  set_group_file_forever: { prepare: inShelf, params: inGroup, result: { ok: true } },
};
