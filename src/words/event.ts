/** Events in a sentence, for people who watch. */
import type { Fields } from "../protocol/scalar.ts";
import type { Told } from "./language.ts";
import { notices } from "./notice.ts";
import { Teller, both } from "./teller.ts";
import type { Callings, Sentence } from "./teller.ts";

export interface RetellOptions {
  callings: Callings;
  /** Whether it is said who was told, where that is not plain from the group. */
  showsAccount: boolean;
}

/** An event as one line: when, for whom, where, and what happened. */
export function retell(event: Fields, { callings, showsAccount }: RetellOptions): Told {
  const what = tellWhat(event, callings);
  const teller = new Teller(event, callings);
  const when = new Date(secondsOf(event) * 1000).toLocaleTimeString("sv");
  const isInGroup = Boolean(event["group_id"]);
  const account = showsAccount && !isInGroup ? ` ${teller.who("self_id")} ←` : "";
  const start = `${when}${account}${isInGroup ? ` [${teller.group}]` : ""}`;
  return { en: `${start} ${what.en}`, zh: `${start} ${what.zh}` };
}

/** What happened, alone. */
export function tellWhat(event: Fields, callings: Callings): Told {
  return (sentenceOf(event) ?? unknown)(new Teller(event, callings));
}

/** The day of an event, like 2026-11-25, as this machine has it. */
export function dayOf(event: Fields): string {
  return new Date(secondsOf(event) * 1000).toLocaleDateString("sv");
}

function secondsOf({ time }: Fields): number {
  return Number(time);
}

function sentenceOf(event: Fields): Sentence | undefined {
  const { notice_type, request_type, meta_event_type, post_type, sub_type } = event;
  const type = String(notice_type ?? request_type ?? meta_event_type ?? post_type);
  return [`${type}.${String(sub_type)}`, type]
    .filter((key) => Object.hasOwn(sentences, key))
    .map((key) => sentences[key])[0];
}

function unknown({ event }: Teller): Told {
  return both(JSON.stringify(event));
}

const sentences: Readonly<Record<string, Sentence>> = {
  ...notices,
  message: (t) => said(`${speaker(t)}: `, t.message),
  message_sent: (t) => said(`${speaker(t)} → `, t.message),
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
  "lifecycle.connect": () => ({ en: "connected", zh: "已连接" }),
  "lifecycle.enable": () => ({ en: "the server is there", zh: "服务已启用" }),
  "lifecycle.disable": () => ({ en: "the server ends", zh: "服务已停用" }),
  heartbeat: () => ({ en: "heartbeat", zh: "心跳" }),
};

function said(before: string, message: Told): Told {
  return { en: before + message.en, zh: before + message.zh };
}

function speaker(teller: Teller): string {
  return (
    teller.part("sender", "card") || teller.part("sender", "nickname") || teller.who("user_id")
  );
}
