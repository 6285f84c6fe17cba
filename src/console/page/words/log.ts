/** Words between and around the messages of a conversation. */
import type { Told } from "../../../words/language.ts";

export const log = {
  log: { zh: "聊天记录", en: "Messages" },
  none: { zh: "还没有消息", en: "No messages yet" },
  today: { zh: "今天", en: "Today" },
  yesterday: { zh: "昨天", en: "Yesterday" },
  isNew: { zh: "以下是新消息", en: "New messages" },
  loading: { zh: "加载更早的消息…", en: "Loading earlier messages…" },
  toEnd: { zh: "回到最新", en: "To the newest" },
  show: { zh: "看原文", en: "Show it" },
  hide: { zh: "收起", en: "Hide it" },
  waiting: { zh: "等待重连后发送", en: "Will be sent when back" },
  sending: { zh: "发送中…", en: "Sending…" },
  sendAgain: { zh: "重发", en: "Send again" },
  reactions: { zh: "表情回应", en: "Reactions" },
} as const satisfies Record<string, Told>;

export function newMessages(count: number): Told {
  return {
    zh: `${count} 条新消息`,
    en: count === 1 ? "1 new message" : `${count} new messages`,
  };
}

export function reaction(sign: string, count: number): Told {
  return { zh: `${sign}，${count} 人`, en: `${sign}, ${count}` };
}

/** For somebody who has just sat down. */
export function youAre(name: string): Told {
  return {
    zh: `你现在是 ${name}，说句话试试`,
    en: `You are ${name}: say something`,
  };
}
