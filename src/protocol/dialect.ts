/** Actions that are not in the standard but in the servers bots run against today: name → schemas. */
import * as v from "valibot";

import { Int, MessageRef, ReceivedMessage, StoredMessage } from "./entity.ts";
import { Flag, Id, MessageId, Text, fields, wholeNumber } from "./scalar.ts";
import { Message } from "./segment.ts";

const nothing = v.null();
const inGroup = { group_id: Id };
const person = { user_id: Id };
const message = { message_id: MessageId };

/** Forward nodes; some servers call them `messages`, some `message`. */
function forwarding<const Entries extends v.ObjectEntries>(entries: Entries) {
  return fields({ ...entries, messages: Message }, { messages: "message" });
}
const ForwardRef = v.strictObject({
  ...MessageRef.entries,
  forward_id: v.string(),
  res_id: v.string(),
});

const history = {
  message_seq: v.exactOptional(wholeNumber(0, 2 ** 31 - 1)),
  count: v.optional(wholeNumber(1, 1000), 20),
  reverse_order: v.optional(Flag, false),
};
const historyAliases = { message_seq: "message_id", reverse_order: "reverseOrder" } as const;
const History = v.strictObject({
  messages: v.array(
    v.looseObject({
      ...v.omit(StoredMessage, ["real_id"]).entries,
      post_type: v.literal("message"),
      message_seq: Int,
    }),
  ),
});

const fileId = { file_id: Text };
const File = v.looseObject({ file_id: v.string(), file_name: v.string(), busid: Int, size: Int });
const Folder = v.looseObject({ folder_id: v.string(), folder_name: v.string() });
const Files = v.strictObject({ files: v.array(File), folders: v.array(Folder) });
const FileRef = v.strictObject({ file_id: v.string() });
const Url = v.strictObject({ url: v.string() });

const Notice = v.strictObject({
  notice_id: v.string(),
  sender_id: Int,
  publish_time: Int,
  message: v.strictObject({ text: v.string(), images: v.array(v.looseObject({ id: v.string() })) }),
});

const Essence = v.strictObject({
  sender_id: Int,
  sender_nick: v.string(),
  sender_time: Int,
  operator_id: Int,
  operator_nick: v.string(),
  operator_time: Int,
  message_id: Int,
  content: ReceivedMessage,
});

export const dialect = {
  send_group_forward_msg: { params: forwarding(inGroup), result: ForwardRef },
  send_private_forward_msg: { params: forwarding(person), result: ForwardRef },
  send_forward_msg: {
    params: forwarding({ user_id: v.exactOptional(Id), group_id: v.exactOptional(Id) }),
    result: ForwardRef,
  },
  upload_group_file: {
    params: fields(
      { ...inGroup, file: Text, name: v.exactOptional(Text), folder: v.exactOptional(Text) },
      {
        folder: "folder_id",
      },
    ),
    result: FileRef,
  },
  upload_private_file: {
    params: fields({ ...person, file: Text, name: v.exactOptional(Text) }),
    result: FileRef,
  },
  get_group_file_url: { params: fields({ ...inGroup, ...fileId }), result: Url },
  get_private_file_url: {
    params: fields({ user_id: v.exactOptional(Id), ...fileId }),
    result: Url,
  },
  get_group_root_files: { params: fields(inGroup), result: Files },
  get_group_files_by_folder: {
    params: fields({ ...inGroup, folder_id: Text }, { folder_id: "folder" }),
    result: Files,
  },
  get_group_file_system_info: {
    params: fields(inGroup),
    result: v.strictObject({
      file_count: Int,
      limit_count: Int,
      used_space: Int,
      total_space: Int,
    }),
  },
  create_group_file_folder: {
    params: fields({ ...inGroup, name: Text }, { name: "folder_name" }),
    result: v.looseObject({ folder_id: v.string() }),
  },
  delete_group_folder: { params: fields({ ...inGroup, folder_id: Text }), result: nothing },
  delete_group_file: { params: fields({ ...inGroup, ...fileId }), result: nothing },
  get_group_msg_history: {
    params: fields({ ...inGroup, ...history }, historyAliases),
    result: History,
  },
  get_friend_msg_history: {
    params: fields({ ...person, ...history }, historyAliases),
    result: History,
  },
  set_essence_msg: { params: fields(message), result: nothing },
  delete_essence_msg: { params: fields(message), result: nothing },
  get_essence_msg_list: { params: fields(inGroup), result: v.array(Essence) },
  set_msg_emoji_like: {
    params: fields({ ...message, emoji_id: Text, set: v.optional(Flag, true) }),
    result: nothing,
  },
  group_poke: { params: fields({ ...inGroup, ...person }), result: nothing },
  friend_poke: { params: fields(person), result: nothing },
  send_poke: { params: fields({ ...person, group_id: v.exactOptional(Id) }), result: nothing },
  delete_friend: { params: fields(person, { user_id: "friend_id" }), result: nothing },
  _send_group_notice: {
    params: fields({ ...inGroup, content: Text, image: v.exactOptional(Text) }),
    result: nothing,
  },
  _get_group_notice: { params: fields(inGroup), result: v.array(Notice) },
  _del_group_notice: { params: fields({ ...inGroup, notice_id: Text }), result: nothing },
  mark_msg_as_read: { params: fields(message), result: nothing },
  get_online_clients: {
    params: fields({ no_cache: v.optional(Flag, false) }),
    result: v.strictObject({ clients: v.array(v.looseObject({})) }),
  },
  ocr_image: { params: fields({ image: Text }), result: v.looseObject({}) },
} as const;
