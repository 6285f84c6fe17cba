/** Dialect around people and groups: friends, notices, what the server knows of them. */
import * as v from "valibot";

import type { ActionSchema } from "./action.ts";
import { Friend, Int, Role } from "./entity.ts";
import { fields } from "./fields.ts";
import { Flag, Id, Name, Source, Text, list, wholeNumber } from "./scalar.ts";

const nothing = v.null();
const inGroup = { group_id: Id };

const Notice = v.strictObject({
  notice_id: v.string(),
  sender_id: Int,
  publish_time: Int,
  message: v.strictObject({ text: v.string(), images: v.array(v.looseObject({ id: v.string() })) }),
});

const none = v.array(v.never());

const Category = v.strictObject({
  categoryId: Int,
  categoryName: v.string(),
  categoryMbCount: Int,
  buddyList: v.array(Friend),
});

/** As OneBot names it, and as NapCat hands it through from QQ. */
const Banned = v.strictObject({
  user_id: Int,
  nickname: v.string(),
  card: v.string(),
  role: Role,
  shut_up_timestamp: Int,
  uin: v.string(),
  nick: v.string(),
  cardName: v.string(),
  shutUpTime: Int,
});

/** As go-cqhttp has it; who invites is the `invitor`, who wants to join the `requester`. */
const Asked = v.strictObject({
  request_id: Int,
  flag: v.string(),
  invitor_uin: Int,
  invitor_nick: v.string(),
  requester_uin: Int,
  requester_nick: v.string(),
  message: v.string(),
  group_id: Int,
  group_name: v.string(),
  checked: v.boolean(),
  /** Who decided it, 0 where nobody has. */
  actor: Int,
  time: Int,
});

export const peopleDialect = {
  delete_friend: {
    summary: { en: "Be friends no longer", zh: "删除好友" },
    params: fields({ user_id: Id }, { user_id: "friend_id" }),
    result: nothing,
  },
  _send_group_notice: {
    summary: { en: "Post a notice in a group", zh: "发送群公告" },
    params: fields({ ...inGroup, content: Text, image: v.exactOptional(Source) }),
    result: nothing,
  },
  _get_group_notice: {
    summary: { en: "The notices of a group", zh: "获取群公告" },
    params: fields(inGroup),
    result: v.array(Notice),
  },
  _del_group_notice: {
    summary: { en: "Take a notice of a group down", zh: "删除群公告" },
    params: fields({ ...inGroup, notice_id: Name }),
    result: nothing,
  },
  get_online_clients: {
    summary: { en: "Other devices of the account: none", zh: "获取当前账号在线客户端列表" },
    params: fields({ no_cache: v.optional(Flag, false) }),
    result: v.strictObject({ clients: v.array(v.looseObject({})) }),
  },
  ocr_image: {
    summary: { en: "Read the text in an image; the sandbox cannot", zh: "图片 OCR" },
    params: fields({ image: Source }),
    result: v.looseObject({}),
  },
  set_friend_remark: {
    summary: { en: "Set the remark of a friend; empty deletes it", zh: "设置好友备注" },
    params: fields({ user_id: Id, remark: v.optional(Name, "") }),
    result: nothing,
  },
  get_friends_with_category: {
    summary: { en: "The friends, by category: there is one", zh: "获取好友分组列表" },
    params: fields({}),
    result: v.array(Category),
  },
  get_unidirectional_friend_list: {
    summary: { en: "Friends of one side only: none", zh: "获取单向好友列表" },
    params: fields({}),
    result: none,
  },
  get_doubt_friends_add_request: {
    summary: { en: "Doubtful friend requests: none", zh: "获取可疑好友申请" },
    params: fields({ count: v.optional(wholeNumber(0, 1000), 50) }),
    result: none,
  },
  fetch_custom_face: {
    summary: { en: "Pictures the account has collected: none", zh: "获取收藏表情" },
    params: fields({ count: v.optional(wholeNumber(0, 1000), 48) }),
    result: none,
  },
  check_url_safely: {
    summary: { en: "Whether an address is safe; the sandbox finds all safe", zh: "检查链接安全性" },
    params: fields({ url: Source }),
    result: v.strictObject({ level: v.literal(1) }),
  },
  _get_model_show: {
    summary: { en: "The device the account is shown with", zh: "获取在线机型" },
    params: fields({ model: v.optional(Name, "") }),
    result: v.strictObject({
      variants: v.array(v.strictObject({ model_show: v.string(), need_pay: v.boolean() })),
    }),
  },
  _set_model_show: {
    summary: {
      en: "Set the device the account is shown with; the sandbox shows none",
      zh: "设置在线机型",
    },
    params: fields({ model: v.optional(Name, ""), model_show: v.optional(Name, "") }),
    result: nothing,
  },
  get_group_shut_list: {
    summary: { en: "Who is banned in a group", zh: "获取群禁言列表" },
    params: fields(inGroup),
    result: v.array(Banned),
  },
  get_group_system_msg: {
    summary: { en: "Requests to join groups, and invitations", zh: "获取群系统消息" },
    params: fields({ count: v.optional(wholeNumber(1, 1000), 50) }),
    result: v.strictObject({
      invited_requests: v.array(Asked),
      InvitedRequest: v.array(Asked),
      join_requests: v.array(Asked),
    }),
  },
  get_group_at_all_remain: {
    summary: { en: "How often all may still be mentioned today", zh: "获取群 @全体成员 剩余次数" },
    params: fields(inGroup),
    result: v.strictObject({
      can_at_all: v.boolean(),
      remain_at_all_count_for_group: Int,
      remain_at_all_count_for_uin: Int,
    }),
  },
  set_group_kick_members: {
    summary: { en: "Remove several people from a group", zh: "批量踢出群成员" },
    params: fields({
      ...inGroup,
      user_id: list(Id),
      reject_add_request: v.optional(Flag, false),
    }),
    result: nothing,
  },
} as const satisfies Record<string, ActionSchema>;
