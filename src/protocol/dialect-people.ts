/** Dialect around people and groups: friends, notices, what the server knows of them. */
import * as v from "valibot";

import type { PublicAction } from "./action.ts";
import { Int } from "./entity.ts";
import { fields } from "./fields.ts";
import { Flag, Id, Name, Source, Text } from "./scalar.ts";

const nothing = v.null();
const inGroup = { group_id: Id };

const Notice = v.strictObject({
  notice_id: v.string(),
  sender_id: Int,
  publish_time: Int,
  message: v.strictObject({ text: v.string(), images: v.array(v.looseObject({ id: v.string() })) }),
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
} as const satisfies Record<string, PublicAction>;
