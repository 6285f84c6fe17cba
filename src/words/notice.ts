/** Notices in a sentence, for people who watch: notice_type, with the sub_type where that makes another thing of it. */
import type { Told } from "./language.ts";
import type { Sentence, Teller } from "./teller.ts";

const honors: Partial<Record<string, Told>> = {
  talkative: { en: "the most talkative", zh: "龙王" },
  performer: { en: "a performer", zh: "群聊之火" },
  emotion: { en: "a source of joy", zh: "快乐源泉" },
};

export const notices: Readonly<Record<string, Sentence>> = {
  group_upload: (t) => ({
    en: `${t.who("user_id")} uploaded ${file(t)}`,
    zh: `${t.who("user_id")} 上传了文件 ${file(t)}`,
  }),
  offline_file: (t) => ({
    en: `${t.who("user_id")} sent the file ${file(t)}`,
    zh: `${t.who("user_id")} 发来文件 ${file(t)}`,
  }),
  "group_admin.set": (t) => ({
    en: `${t.who("user_id")} is an admin now`,
    zh: `${t.who("user_id")} 成为管理员`,
  }),
  "group_admin.unset": (t) => ({
    en: `${t.who("user_id")} is no admin any more`,
    zh: `${t.who("user_id")} 不再是管理员`,
  }),
  "group_decrease.leave": (t) => ({
    en: `${t.who("user_id")} left`,
    zh: `${t.who("user_id")} 退出了群`,
  }),
  "group_decrease.kick": removed,
  "group_decrease.kick_me": removed,
  "group_increase.approve": (t) => ({
    en: `${t.who("user_id")} came in, let in by ${t.who("operator_id")}`,
    zh: `${t.who("user_id")} 加入了群，由 ${t.who("operator_id")} 同意`,
  }),
  "group_increase.invite": (t) => ({
    en: `${t.who("user_id")} came in, invited by ${t.who("operator_id")}`,
    zh: `${t.who("user_id")} 加入了群，由 ${t.who("operator_id")} 邀请`,
  }),
  "group_ban.ban": (t) => {
    const operator = t.who("operator_id");
    if (isEverybody(t))
      return { en: `${operator} muted everybody`, zh: `${operator} 开启了全员禁言` };
    const span = spanOf(Number(t.text("duration")));
    const who = t.who("user_id");
    return {
      en: `${operator} muted ${who} for ${span.en}`,
      zh: `${operator} 禁言 ${who} ${span.zh}`,
    };
  },
  "group_ban.lift_ban": (t) => {
    const operator = t.who("operator_id");
    return isEverybody(t)
      ? { en: `${operator} lets everybody speak again`, zh: `${operator} 关闭了全员禁言` }
      : {
          en: `${operator} lets ${t.who("user_id")} speak again`,
          zh: `${operator} 解除了 ${t.who("user_id")} 的禁言`,
        };
  },
  group_recall: (t) => {
    const message = t.text("message_id");
    return t.isSame("operator_id", "user_id")
      ? recalled(t)
      : {
          en: `${t.who("operator_id")} recalled message ${message} of ${t.who("user_id")}`,
          zh: `${t.who("operator_id")} 撤回了 ${t.who("user_id")} 的消息 ${message}`,
        };
  },
  friend_recall: recalled,
  friend_add: (t) => ({
    en: `${t.who("user_id")} is a friend now`,
    zh: `${t.who("user_id")} 成为好友`,
  }),
  group_card: (t) =>
    t.text("card_new") === ""
      ? { en: `${t.who("user_id")} has no card any more`, zh: `${t.who("user_id")} 清除了群名片` }
      : {
          en: `${t.who("user_id")} has the card ${t.text("card_new")}`,
          zh: `${t.who("user_id")} 的群名片改为 ${t.text("card_new")}`,
        },
  group_msg_emoji_like: (t) => {
    const [who, message] = [t.who("user_id"), t.text("message_id")];
    return t.event["is_add"] === false
      ? {
          en: `${who} took back a reaction to message ${message}`,
          zh: `${who} 收回了对消息 ${message} 的表情回应`,
        }
      : { en: `${who} reacted to message ${message}`, zh: `${who} 用表情回应了消息 ${message}` };
  },
  "essence.add": (t) => ({
    en: `${t.who("operator_id")} made message ${t.text("message_id")} of ${t.who("sender_id")} an essence message`,
    zh: `${t.who("operator_id")} 把 ${t.who("sender_id")} 的消息 ${t.text("message_id")} 设为精华`,
  }),
  "essence.delete": (t) => ({
    en: `${t.who("operator_id")} made message ${t.text("message_id")} no essence message any more`,
    zh: `${t.who("operator_id")} 把消息 ${t.text("message_id")} 移出精华`,
  }),
  "notify.poke": (t) => ({
    en: `${t.who("user_id")} poked ${t.who("target_id")}`,
    zh: `${t.who("user_id")} 戳了戳 ${t.who("target_id")}`,
  }),
  "notify.lucky_king": (t) => ({
    en: `${t.who("target_id")} is the lucky king of the red packet of ${t.who("user_id")}`,
    zh: `${t.who("target_id")} 是 ${t.who("user_id")} 的红包的运气王`,
  }),
  "notify.honor": (t) => {
    const honor = honors[t.text("honor_type")] ?? {
      en: t.text("honor_type"),
      zh: t.text("honor_type"),
    };
    return {
      en: `${t.who("user_id")} is ${honor.en} now`,
      zh: `${t.who("user_id")} 获得荣誉：${honor.zh}`,
    };
  },
  "notify.title": (t) =>
    t.text("title") === ""
      ? { en: `${t.who("user_id")} has no title any more`, zh: `${t.who("user_id")} 的头衔被取消` }
      : {
          en: `${t.who("user_id")} has the title ${t.text("title")}`,
          zh: `${t.who("user_id")} 获得头衔 ${t.text("title")}`,
        },
  "notify.group_name": (t) => ({
    en: `${t.who("user_id")} named the group ${t.text("name_new")}`,
    zh: `${t.who("user_id")} 把群名改为 ${t.text("name_new")}`,
  }),
  "notify.input_status": (t) => ({
    en: `${t.who("user_id")} is typing`,
    zh: `${t.who("user_id")} 正在输入`,
  }),
  "notify.profile_like": (t) => ({
    en: `${t.who("operator_id")} liked the profile ${t.text("times")} ${times(t)}`,
    zh: `${t.who("operator_id")} 点了 ${t.text("times")} 个赞`,
  }),
};

function removed(t: Teller): Told {
  return {
    en: `${t.who("user_id")} was removed by ${t.who("operator_id")}`,
    zh: `${t.who("user_id")} 被 ${t.who("operator_id")} 移出群`,
  };
}

function recalled(t: Teller): Told {
  return {
    en: `${t.who("user_id")} recalled message ${t.text("message_id")}`,
    zh: `${t.who("user_id")} 撤回了消息 ${t.text("message_id")}`,
  };
}

function isEverybody(t: Teller): boolean {
  return t.event["user_id"] === 0;
}

function times(t: Teller): string {
  return t.text("times") === "1" ? "time" : "times";
}

function file(t: Teller): string {
  return `${t.part("file", "name")} (${bytesOf(Number(t.part("file", "size")))})`;
}

/** Bytes as people write them. */
function bytesOf(size: number): string {
  const units = ["B", "KB", "MB", "GB"];
  const power = Math.min(Math.floor(Math.log2(Math.max(size, 1)) / 10), units.length - 1);
  return `${Number((size / 1024 ** power).toFixed(1))} ${units[power]}`;
}

/** Seconds as people say them: 90 061 s are 1 d 1 h 1 min 1 s. */
function spanOf(seconds: number): Told {
  const units = [
    [86_400, "d", "天"],
    [3600, "h", "小时"],
    [60, "min", "分钟"],
    [1, "s", "秒"],
  ] as const;
  let rest = seconds;
  const parts = units.flatMap(([length, en, zh]) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    return count > 0 ? [{ en: `${count} ${en}`, zh: `${count} ${zh}` }] : [];
  });
  const join = (language: keyof Told) => parts.map((part) => part[language]).join(" ");
  return { en: join("en") || "0 s", zh: join("zh") || "0 秒" };
}
