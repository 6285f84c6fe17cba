/** The actions of the standard: name → schemas of params and result (api/public, api/hidden). */
import * as v from "valibot";

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
import { QuickOperation } from "./quick-operation.ts";
import { Flag, Id, MessageId, Text, fields, oneOf, wholeNumber } from "./scalar.ts";
import { Message, withAutoEscape } from "./segment.ts";

/** What one action takes and gives. */
export interface ActionSchema {
  params: v.GenericSchema<unknown, unknown>;
  result: v.GenericSchema<unknown, unknown>;
}

/** What get_record converts recordings to. */
export const recordFormats = ["mp3", "amr", "wma", "m4a", "spx", "ogg", "wav", "flac"] as const;

const nothing = v.null();
const inGroup = { group_id: Id };
const member = { ...inGroup, user_id: Id };
const enable = v.optional(Flag, true);
const noCache = { no_cache: v.optional(Flag, false) };
const domain = { domain: v.optional(Text, "") };
const Duration = v.optional(wholeNumber(0, 30 * 24 * 3600), 1800);

function sending<const Entries extends v.ObjectEntries>(entries: Entries) {
  const params = fields({ ...entries, message: Message, auto_escape: v.optional(Flag, false) });
  return withAutoEscape("message", params);
}

export const actions = {
  send_private_msg: {
    params: sending({ user_id: Id, group_id: v.exactOptional(Id) }),
    result: MessageRef,
  },
  send_group_msg: { params: sending(inGroup), result: MessageRef },
  send_msg: {
    params: sending({
      message_type: v.exactOptional(oneOf("private", "group")),
      user_id: v.exactOptional(Id),
      group_id: v.exactOptional(Id),
    }),
    result: MessageRef,
  },
  delete_msg: { params: fields({ message_id: MessageId }), result: nothing },
  get_msg: { params: fields({ message_id: MessageId }), result: StoredMessage },
  get_forward_msg: {
    params: fields({ id: Text }, { id: "message_id" }),
    result: v.strictObject({
      message: v.array(ReceivedSegment),
      messages: v.array(v.looseObject({ time: Int })),
    }),
  },
  send_like: {
    params: fields({ user_id: Id, times: v.optional(wholeNumber(1, 1000), 1) }),
    result: nothing,
  },
  set_group_kick: {
    params: fields({ ...member, reject_add_request: v.optional(Flag, false) }),
    result: nothing,
  },
  set_group_ban: { params: fields({ ...member, duration: Duration }), result: nothing },
  set_group_anonymous_ban: {
    params: fields({
      ...inGroup,
      anonymous: v.exactOptional(fields({ flag: Text })),
      anonymous_flag: v.exactOptional(Text),
      flag: v.exactOptional(Text),
      duration: Duration,
    }),
    result: nothing,
  },
  set_group_whole_ban: { params: fields({ ...inGroup, enable }), result: nothing },
  set_group_admin: { params: fields({ ...member, enable }), result: nothing },
  set_group_anonymous: { params: fields({ ...inGroup, enable }), result: nothing },
  set_group_card: { params: fields({ ...member, card: v.optional(Text, "") }), result: nothing },
  set_group_name: { params: fields({ ...inGroup, group_name: Text }), result: nothing },
  set_group_leave: {
    params: fields({ ...inGroup, is_dismiss: v.optional(Flag, false) }),
    result: nothing,
  },
  set_group_special_title: {
    params: fields({
      ...member,
      special_title: v.optional(Text, ""),
      duration: v.optional(wholeNumber(-1, 2 ** 31 - 1), -1),
    }),
    result: nothing,
  },
  set_friend_add_request: {
    params: fields({ flag: Text, approve: enable, remark: v.optional(Text, "") }),
    result: nothing,
  },
  set_group_add_request: {
    params: fields(
      {
        flag: Text,
        sub_type: oneOf("add", "invite"),
        approve: enable,
        reason: v.optional(Text, ""),
      },
      { sub_type: "type" },
    ),
    result: nothing,
  },
  get_login_info: { params: fields({}), result: LoginInfo },
  get_stranger_info: { params: fields({ user_id: Id, ...noCache }), result: Stranger },
  get_friend_list: { params: fields({}), result: v.array(Friend) },
  get_group_info: { params: fields({ ...inGroup, ...noCache }), result: GroupInfo },
  get_group_list: { params: fields({}), result: v.array(GroupInfo) },
  get_group_member_info: { params: fields({ ...member, ...noCache }), result: Member },
  get_group_member_list: { params: fields(inGroup), result: v.array(Member) },
  get_group_honor_info: {
    params: fields({
      ...inGroup,
      type: oneOf("talkative", "performer", "legend", "strong_newbie", "emotion", "all"),
    }),
    result: HonorInfo,
  },
  get_cookies: { params: fields(domain), result: v.strictObject({ cookies: v.string() }) },
  get_csrf_token: { params: fields({}), result: v.strictObject({ token: Int }) },
  get_credentials: {
    params: fields(domain),
    result: v.strictObject({ cookies: v.string(), csrf_token: Int }),
  },
  get_record: {
    params: fields({
      file: Text,
      out_format: oneOf(...recordFormats),
    }),
    result: v.looseObject({ file: v.string() }),
  },
  get_image: { params: fields({ file: Text }), result: v.looseObject({ file: v.string() }) },
  can_send_image: { params: fields({}), result: v.strictObject({ yes: v.boolean() }) },
  can_send_record: { params: fields({}), result: v.strictObject({ yes: v.boolean() }) },
  get_status: { params: fields({}), result: Status },
  get_version_info: {
    params: fields({}),
    result: v.looseObject({
      app_name: v.string(),
      app_version: v.string(),
      protocol_version: v.literal("v11"),
    }),
  },
  set_restart: {
    params: fields({ delay: v.optional(wholeNumber(0, 2 ** 31 - 1), 0) }),
    result: nothing,
  },
  clean_cache: { params: fields({}), result: nothing },
  ".handle_quick_operation": {
    params: QuickOperation,
    result: nothing,
  },
} as const satisfies Record<string, ActionSchema>;
