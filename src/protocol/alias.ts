/** Other names of actions, each with the params it fixes: name → action. */

export interface Alias {
  action: string;
  params?: Readonly<Record<string, unknown>>;
}

export const aliases = {
  mark_group_msg_as_read: { action: "mark_msg_as_read" },
  mark_private_msg_as_read: { action: "mark_msg_as_read" },
  unset_msg_emoji_like: { action: "set_msg_emoji_like", params: { set: false } },
  _delete_group_notice: { action: "_del_group_notice" },
  get_group_detail_info: { action: "get_group_info" },
  get_group_info_ex: { action: "get_group_info" },
  ".ocr_image": { action: "ocr_image" },
  send_group_sign: { action: "set_group_sign" },
  set_group_file_forever: { action: "trans_group_file" },
} as const satisfies Record<string, Alias>;
