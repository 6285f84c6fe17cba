/** The actions of the standard: name → schemas of params and result (api/public, api/hidden). */
import * as v from "valibot";

import { addressed, toPerson } from "./address.ts";
import {
  Friend,
  GroupInfo,
  HonorInfo,
  Int,
  LoginInfo,
  Member,
  MessageRef,
  ReceivedSegment,
  Status,
  StoredMessage,
  Stranger,
} from "./entity.ts";
import { fields } from "./fields.ts";
import { BanDuration, Mask } from "./punishment.ts";
import { QuickOperation } from "./quick-operation.ts";
import { Flag, Id, MessageId, Name, Source, oneOf, wholeNumber } from "./scalar.ts";
import { Message, withAutoEscape } from "./segment.ts";

/** What one action takes and gives, and in few words what it does. */
export interface ActionSchema {
  summary: Summary;
  params: v.GenericSchema<unknown, unknown>;
  result: v.GenericSchema<unknown, unknown>;
  /** Whether it is known to change nothing. */
  looks?: boolean;
}

/** In English, and in Chinese: as the standard says it, where it does. */
export interface Summary {
  en: string;
  zh: string;
}

/** What get_record converts recordings to. */
export const recordFormats = ["mp3", "amr", "wma", "m4a", "spx", "ogg", "wav", "flac"] as const;

const nothing = v.null();
const inGroup = { group_id: Id };
const member = { ...inGroup, user_id: Id };
const enable = v.optional(Flag, true);
const noCache = { no_cache: v.optional(Flag, false) };
const domain = { domain: v.optional(Name, "") };

const said = { message: Message, auto_escape: v.optional(Flag, false) };

function sending<const Entries extends v.ObjectEntries>(entries: Entries) {
  return withAutoEscape("message", fields({ ...entries, ...said }));
}

export const actions = {
  send_private_msg: {
    summary: { en: "Send a private message", zh: "发送私聊消息" },
    params: sending(toPerson),
    result: MessageRef,
  },
  send_group_msg: {
    summary: { en: "Send a message to a group", zh: "发送群消息" },
    params: sending(inGroup),
    result: MessageRef,
  },
  send_msg: {
    summary: { en: "Send a message, to a person or a group", zh: "发送消息" },
    params: withAutoEscape("message", addressed(said)),
    result: MessageRef,
  },
  delete_msg: {
    summary: { en: "Recall a message", zh: "撤回消息" },
    params: fields({ message_id: MessageId }),
    result: nothing,
  },
  get_msg: {
    summary: { en: "Read a message", zh: "获取消息" },
    params: fields({ message_id: MessageId }),
    result: StoredMessage,
  },
  get_forward_msg: {
    summary: { en: "Read a forwarded conversation", zh: "获取合并转发消息" },
    params: fields({ id: Name }, { id: ["message_id", "res_id", "forward_id"] }),
    result: v.strictObject({
      message: v.array(ReceivedSegment),
      messages: v.array(v.looseObject({ time: Int })),
    }),
  },
  send_like: {
    summary: { en: "Like a friend's profile", zh: "发送好友赞" },
    params: fields({ user_id: Id, times: v.optional(wholeNumber(1, 1000), 1) }),
    result: nothing,
  },
  set_group_kick: {
    summary: { en: "Remove somebody from a group", zh: "群组踢人" },
    params: fields({ ...member, reject_add_request: v.optional(Flag, false) }),
    result: nothing,
  },
  set_group_ban: {
    summary: { en: "Ban somebody from speaking in a group, or lift the ban", zh: "群组单人禁言" },
    params: fields({ ...member, duration: BanDuration }),
    result: nothing,
  },
  set_group_anonymous_ban: {
    summary: { en: "Ban somebody anonymous from speaking in a group", zh: "群组匿名用户禁言" },
    params: fields({
      ...inGroup,
      anonymous: v.exactOptional(Mask),
      anonymous_flag: v.exactOptional(Name),
      flag: v.exactOptional(Name),
      duration: BanDuration,
    }),
    result: nothing,
  },
  set_group_whole_ban: {
    summary: { en: "Ban everybody from speaking in a group, or lift the ban", zh: "群组全员禁言" },
    params: fields({ ...inGroup, enable }),
    result: nothing,
  },
  set_group_admin: {
    summary: { en: "Make somebody an admin of a group, or no longer one", zh: "群组设置管理员" },
    params: fields({ ...member, enable }),
    result: nothing,
  },
  set_group_anonymous: {
    summary: { en: "Allow or forbid anonymous messages in a group", zh: "群组匿名" },
    params: fields({ ...inGroup, enable }),
    result: nothing,
  },
  set_group_card: {
    summary: { en: "Set somebody's card in a group; empty deletes it", zh: "设置群名片（群备注）" },
    params: fields({ ...member, card: v.optional(Name, "") }),
    result: nothing,
  },
  set_group_name: {
    summary: { en: "Rename a group", zh: "设置群名" },
    params: fields({ ...inGroup, group_name: Name }),
    result: nothing,
  },
  set_group_leave: {
    summary: { en: "Leave a group; its owner dismisses it", zh: "退出群组" },
    params: fields({ ...inGroup, is_dismiss: v.optional(Flag, false) }),
    result: nothing,
  },
  set_group_special_title: {
    summary: { en: "Give somebody a title in a group; empty takes it", zh: "设置群组专属头衔" },
    params: fields({
      ...member,
      special_title: v.optional(Name, ""),
      duration: v.optional(wholeNumber(-1, 2 ** 31 - 1), -1),
    }),
    result: nothing,
  },
  set_friend_add_request: {
    summary: { en: "Decide who becomes a friend", zh: "处理加好友请求" },
    params: fields({ flag: Name, approve: enable, remark: v.optional(Name, "") }),
    result: nothing,
  },
  set_group_add_request: {
    summary: {
      en: "Decide who joins a group, or whether to come into one",
      zh: "处理加群请求／邀请",
    },
    params: fields(
      {
        flag: Name,
        // The flag says it too, and some bots leave it out.
        sub_type: v.exactOptional(oneOf("add", "invite")),
        approve: enable,
        reason: v.optional(Name, ""),
      },
      { sub_type: "type" },
    ),
    result: nothing,
  },
  get_login_info: {
    summary: { en: "Who the account is", zh: "获取登录号信息" },
    params: fields({}),
    result: LoginInfo,
  },
  get_stranger_info: {
    summary: { en: "Who somebody is", zh: "获取陌生人信息" },
    params: fields({ user_id: Id, ...noCache }),
    result: Stranger,
  },
  get_friend_list: {
    summary: { en: "The account's friends", zh: "获取好友列表" },
    params: fields({}),
    result: v.array(Friend),
  },
  get_group_info: {
    summary: { en: "What a group is", zh: "获取群信息" },
    params: fields({ ...inGroup, ...noCache }),
    result: GroupInfo,
  },
  get_group_list: {
    summary: { en: "The groups the account is in", zh: "获取群列表" },
    params: fields({}),
    result: v.array(GroupInfo),
  },
  get_group_member_info: {
    summary: { en: "What somebody is in a group", zh: "获取群成员信息" },
    params: fields({ ...member, ...noCache }),
    result: Member,
  },
  get_group_member_list: {
    summary: { en: "Who is in a group", zh: "获取群成员列表" },
    params: fields(inGroup),
    result: v.array(Member),
  },
  get_group_honor_info: {
    summary: { en: "Who has which honor in a group", zh: "获取群荣誉信息" },
    params: fields({
      ...inGroup,
      type: v.optional(
        oneOf("talkative", "performer", "legend", "strong_newbie", "emotion", "all"),
        "all",
      ),
    }),
    result: HonorInfo,
  },
  get_cookies: {
    summary: { en: "The cookies of the configuration", zh: "获取 Cookies" },
    params: fields(domain),
    result: v.strictObject({ cookies: v.string() }),
  },
  get_csrf_token: {
    summary: { en: "The CSRF token of the configuration", zh: "获取 CSRF Token" },
    params: fields({}),
    result: v.strictObject({ token: Int }),
  },
  get_credentials: {
    summary: { en: "Cookies and CSRF token together", zh: "获取 QQ 相关接口凭证" },
    params: fields(domain),
    result: v.strictObject({ cookies: v.string(), csrf_token: Int }),
  },
  get_record: {
    summary: { en: "The file of a recording, converted", zh: "获取语音" },
    params: fields({
      file: Source,
      out_format: oneOf(...recordFormats),
    }),
    result: v.looseObject({ file: v.string() }),
  },
  get_image: {
    summary: { en: "The file of an image", zh: "获取图片" },
    params: fields({ file: Source }),
    result: v.looseObject({ file: v.string() }),
  },
  can_send_image: {
    summary: { en: "Whether images can be sent", zh: "检查是否可以发送图片" },
    params: fields({}),
    result: v.strictObject({ yes: v.boolean() }),
  },
  can_send_record: {
    summary: { en: "Whether recordings can be sent", zh: "检查是否可以发送语音" },
    params: fields({}),
    result: v.strictObject({ yes: v.boolean() }),
  },
  get_status: {
    summary: { en: "Whether the server is well", zh: "获取运行状态" },
    params: fields({}),
    result: Status,
  },
  get_version_info: {
    summary: { en: "Which server this is", zh: "获取版本信息" },
    params: fields({}),
    result: v.looseObject({
      app_name: v.string(),
      app_version: v.string(),
      protocol_version: v.literal("v11"),
    }),
  },
  set_restart: {
    summary: { en: "Start the server again", zh: "重启 OneBot 实现" },
    params: fields({ delay: v.optional(wholeNumber(0, 2 ** 31 - 1), 0) }),
    result: nothing,
  },
  clean_cache: {
    summary: { en: "Remove media that nothing shows any more", zh: "清理缓存" },
    params: fields({}),
    result: nothing,
  },
  ".handle_quick_operation": {
    summary: { en: "Do what a quick operation says", zh: "对事件执行快速操作" },
    params: QuickOperation,
    result: nothing,
  },
} as const satisfies Record<string, ActionSchema>;
