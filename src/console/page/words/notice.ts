/**
 * What happened in a conversation, in sentences. Words in braces are fields of the event, shown as people, times and
 * files. Verbs stand in the past, which is the same for "you", as whoever is the account itself is called.
 */
import type { Told } from "../../../words/language.ts";
import type { NoticeEvent } from "../chat/item.ts";

type KindOf<Notice> = Notice extends { notice_type: infer Type extends string }
  ? Notice extends { sub_type: infer Sub extends string }
    ? `${Type}.${Sub}`
    : Type
  : never;
export type NoticeKind = KindOf<NoticeEvent>;

export const notices: Readonly<Record<NoticeKind, Told>> = {
  group_upload: { zh: "{user_id} 上传了文件 {file}", en: "{user_id} uploaded {file}" },
  "group_admin.set": { zh: "{user_id} 成为了管理员", en: "{user_id} became an admin" },
  "group_admin.unset": { zh: "{user_id} 不再是管理员", en: "{user_id} lost the admin role" },
  "group_decrease.leave": { zh: "{user_id} 退出了群", en: "{user_id} left the group" },
  "group_decrease.kick": {
    zh: "{operator_id} 将 {user_id} 移出了群",
    en: "{operator_id} removed {user_id} from the group",
  },
  "group_decrease.kick_me": {
    zh: "{operator_id} 将 {user_id} 移出了群",
    en: "{operator_id} removed {user_id} from the group",
  },
  "group_increase.approve": { zh: "{user_id} 加入了群", en: "{user_id} joined the group" },
  "group_increase.invite": {
    zh: "{operator_id} 邀请 {user_id} 加入了群",
    en: "{operator_id} invited {user_id} to the group",
  },
  "group_ban.ban": {
    zh: "{operator_id} 将 {user_id} 禁言 {duration}",
    en: "{operator_id} muted {user_id} for {duration}",
  },
  "group_ban.lift_ban": {
    zh: "{operator_id} 解除了 {user_id} 的禁言",
    en: "{operator_id} unmuted {user_id}",
  },
  friend_add: {
    zh: "你和 {user_id} 成为了好友",
    en: "You and {user_id} are friends now",
  },
  group_recall: { zh: "{operator_id} 撤回了一条消息", en: "{operator_id} recalled a message" },
  friend_recall: { zh: "{user_id} 撤回了一条消息", en: "{user_id} recalled a message" },
  group_card: {
    zh: "{user_id} 的群名片改为 {card_new}",
    en: "{user_id} changed card to {card_new}",
  },
  "essence.add": {
    zh: "{operator_id} 将 {sender_id} 的消息设为精华",
    en: "{operator_id} made a message of {sender_id} essence",
  },
  "essence.delete": {
    zh: "{operator_id} 将 {sender_id} 的消息移出精华",
    en: "{operator_id} took a message of {sender_id} from essence",
  },
  group_msg_emoji_like: {
    zh: "{user_id} 回应了一条消息 {likes}",
    en: "{user_id} reacted to a message {likes}",
  },
  offline_file: { zh: "{user_id} 发来文件 {file}", en: "{user_id} sent the file {file}" },
  "notify.poke": { zh: "{user_id} 戳了戳 {target_id}", en: "{user_id} poked {target_id}" },
  "notify.input_status": { zh: "{user_id} 正在输入…", en: "{user_id}: typing…" },
  "notify.profile_like": {
    zh: "{operator_id} 赞了你 {times} 次",
    en: "{operator_id} liked you, times: {times}",
  },
  "notify.lucky_king": {
    zh: "{target_id} 是 {user_id} 的红包的运气王",
    en: "{target_id} drew the most from the red envelope of {user_id}",
  },
  "notify.honor": {
    zh: "{user_id} 获得「{honor_type}」",
    en: "{user_id} earned “{honor_type}”",
  },
  "notify.title": {
    zh: "{user_id} 获得头衔 {title}",
    en: "{user_id} received the title {title}",
  },
  "notify.group_name": {
    zh: "{user_id} 将群名改为 {name_new}",
    en: "{user_id} renamed the group to {name_new}",
  },
};

/** Where everybody is concerned, and not somebody. */
export const everyoneNotices = {
  "group_ban.ban": { zh: "{operator_id} 开启了全员禁言", en: "{operator_id} muted everyone" },
  "group_ban.lift_ban": {
    zh: "{operator_id} 关闭了全员禁言",
    en: "{operator_id} unmuted everyone",
  },
} as const satisfies Partial<Record<NoticeKind, Told>>;

/** Where what was given is taken away again. */
export const takenNotices = {
  group_card: { zh: "{user_id} 的群名片已清空", en: "{user_id} removed the card" },
  "notify.title": { zh: "{user_id} 的头衔已取消", en: "{user_id} lost the title" },
} as const satisfies Partial<Record<NoticeKind, Told>>;

export const recalledOf: Told = {
  zh: "{operator_id} 撤回了 {user_id} 的一条消息",
  en: "{operator_id} recalled a message of {user_id}",
};

export const honors = {
  talkative: { zh: "龙王", en: "Dragon King" },
  performer: { zh: "群聊之火", en: "Group on Fire" },
  emotion: { zh: "快乐源泉", en: "Source of Joy" },
} as const satisfies Record<string, Told>;

const units = [
  { seconds: 86_400, zh: "天", en: "day" },
  { seconds: 3600, zh: "小时", en: "hour" },
  { seconds: 60, zh: "分钟", en: "minute" },
  { seconds: 1, zh: "秒", en: "second" },
] as const;

/** A length of time by its two greatest units, like 1 day 2 hours. */
export function lengthOf(seconds: number): Told {
  let left = Math.max(0, Math.round(seconds));
  const parts = units.flatMap(({ seconds: size, zh, en }) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count === 0
      ? []
      : [{ zh: `${count} ${zh}`, en: `${count} ${en}${count === 1 ? "" : "s"}` }];
  });
  const shown = parts.length === 0 ? [{ zh: "0 秒", en: "0 seconds" }] : parts.slice(0, 2);
  return { zh: shown.map(({ zh }) => zh).join(" "), en: shown.map(({ en }) => en).join(" ") };
}
