/** Events in a sentence, for people who watch. */
import { decodeCq } from "../protocol/cq.ts";
import type { Told } from "./language.ts";

type Event = Readonly<Record<string, unknown>>;

/** How people and groups are called. */
export interface Callings {
  nameOf(person: number): string;
  titleOf(group: number): string;
}

/** An event as one line: when, for whom, where, and what happened. */
export function retell(event: Event, callings: Callings): Told {
  const teller = new Teller(event, callings);
  const what = (sentences[keyOf(event)] ?? unknown)(teller);
  const when = new Date(Number(event["time"]) * 1000).toLocaleTimeString("sv");
  const where = event["group_id"] === undefined ? "" : ` [${teller.group}]`;
  const start = `${when} ${teller.who("self_id")} ←${where}`;
  return { en: `${start} ${what.en}`, zh: `${start} ${what.zh}` };
}

class Teller {
  readonly event: Event;
  readonly #callings: Callings;

  constructor(event: Event, callings: Callings) {
    this.event = event;
    this.#callings = callings;
  }

  get group(): string {
    return this.#callings.titleOf(Number(this.event["group_id"]));
  }

  who(key: string): string {
    const id = Number(this.event[key]);
    return id === 0 ? "*" : this.#callings.nameOf(id);
  }

  text(key: string): string {
    const value = this.event[key];
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  }

  /** A message with names in the place of numbers, and codes as words. */
  get message(): string {
    return decodeCq(this.text("raw_message"))
      .map(({ type, data }) => {
        if (type === "text") return data["text"];
        const { qq = "" } = data;
        return type === "at" && /^\d+$/.test(qq)
          ? `@${this.#callings.nameOf(Number(qq))}`
          : `[${type}]`;
      })
      .join("");
  }
}

type Kinds = Readonly<
  Partial<
    Record<"notice_type" | "request_type" | "meta_event_type" | "post_type" | "sub_type", string>
  >
>;

function keyOf(event: Event): string {
  const { notice_type, request_type, meta_event_type, post_type, sub_type } = event as Kinds;
  const type = notice_type ?? request_type ?? meta_event_type ?? post_type;
  const isTold = type === "notify" || type === "group" || type === "essence";
  return isTold ? `${type}.${sub_type}` : `${type}`;
}

function unknown({ event }: Teller): Told {
  const text = JSON.stringify(event);
  return { en: text, zh: text };
}

const sentences: Readonly<Record<string, (teller: Teller) => Told>> = {
  message: (t) => both(`${name(t)}: ${t.message}`),
  message_sent: (t) => both(`${name(t)} → ${t.message}`),
  group_upload: (t) => ({
    en: `${t.who("user_id")} uploaded a file`,
    zh: `${t.who("user_id")} 上传了文件`,
  }),
  group_admin: (t) => ({
    en: `${t.who("user_id")} ${t.text("sub_type") === "set" ? "is an admin now" : "is no admin any more"}`,
    zh: `${t.who("user_id")} ${t.text("sub_type") === "set" ? "成为管理员" : "不再是管理员"}`,
  }),
  group_decrease: (t) => ({
    en: `${t.who("user_id")} is gone (${t.text("sub_type")})`,
    zh: `${t.who("user_id")} ${t.text("sub_type") === "leave" ? "退出了群" : "被移出群"}`,
  }),
  group_increase: (t) => ({
    en: `${t.who("user_id")} came in (${t.text("sub_type")})`,
    zh: `${t.who("user_id")} 加入了群`,
  }),
  group_ban: (t) => ({
    en: `${t.who("operator_id")} ${t.text("sub_type") === "ban" ? "muted" : "unmuted"} ${t.who("user_id")} (${t.text("duration")} s)`,
    zh: `${t.who("operator_id")} ${t.text("sub_type") === "ban" ? "禁言" : "解除禁言"} ${t.who("user_id")}（${t.text("duration")} 秒）`,
  }),
  group_recall: (t) => ({
    en: `${t.who("operator_id")} recalled message ${t.text("message_id")}`,
    zh: `${t.who("operator_id")} 撤回了消息 ${t.text("message_id")}`,
  }),
  friend_recall: (t) => ({
    en: `${t.who("user_id")} recalled message ${t.text("message_id")}`,
    zh: `${t.who("user_id")} 撤回了消息 ${t.text("message_id")}`,
  }),
  friend_add: (t) => ({
    en: `${t.who("user_id")} is a friend now`,
    zh: `${t.who("user_id")} 成为好友`,
  }),
  group_card: (t) => ({
    en: `${t.who("user_id")} has the card ${t.text("card_new")}`,
    zh: `${t.who("user_id")} 的群名片改为 ${t.text("card_new")}`,
  }),
  "notify.poke": (t) => ({
    en: `${t.who("user_id")} poked ${t.who("target_id")}`,
    zh: `${t.who("user_id")} 戳了戳 ${t.who("target_id")}`,
  }),
  "notify.title": (t) => ({
    en: `${t.who("user_id")} has the title ${t.text("title")}`,
    zh: `${t.who("user_id")} 获得头衔 ${t.text("title")}`,
  }),
  "essence.add": (t) => ({
    en: `message ${t.text("message_id")} is an essence message now`,
    zh: `消息 ${t.text("message_id")} 设为精华`,
  }),
  "essence.delete": (t) => ({
    en: `message ${t.text("message_id")} is no essence message any more`,
    zh: `消息 ${t.text("message_id")} 移出精华`,
  }),
  friend: (t) => ({
    en: `${t.who("user_id")} asks to be a friend: ${t.text("comment")} (flag ${t.text("flag")})`,
    zh: `${t.who("user_id")} 请求加为好友：${t.text("comment")}（flag ${t.text("flag")}）`,
  }),
  "group.add": (t) => ({
    en: `${t.who("user_id")} asks to join: ${t.text("comment")} (flag ${t.text("flag")})`,
    zh: `${t.who("user_id")} 申请入群：${t.text("comment")}（flag ${t.text("flag")}）`,
  }),
  "group.invite": (t) => ({
    en: `${t.who("user_id")} invites: ${t.text("comment")} (flag ${t.text("flag")})`,
    zh: `${t.who("user_id")} 邀请入群：${t.text("comment")}（flag ${t.text("flag")}）`,
  }),
  lifecycle: (t) => ({ en: `connected (${t.text("sub_type")})`, zh: "已连接" }),
  heartbeat: () => ({ en: "heartbeat", zh: "心跳" }),
};

function name(teller: Teller): string {
  const sender = teller.event["sender"] as { card?: string; nickname?: string } | undefined;
  return sender?.card || sender?.nickname || teller.who("user_id");
}

function both(text: string): Told {
  return { en: text, zh: text };
}
