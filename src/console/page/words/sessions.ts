/** Words of sessions. */
import type { Told } from "../../../words/language.ts";

export const sessions = {
  sessions: { zh: "会话（离线也不丢事件）", en: "Sessions (no event is lost)" },
  client: { zh: "客户端", en: "Client" },
  account: { zh: "账号", en: "Account" },
  state: { zh: "状态", en: "State" },
  there: { zh: "在线", en: "Connected" },
  away: { zh: "离线", en: "Away" },
  waiting: { zh: "等待处理", en: "Waiting" },
  age: { zh: "最久等了", en: "Oldest" },
  missed: { zh: "已放弃", en: "Given up" },
  drop: { zh: "丢弃等待的事件", en: "Drop what waits" },
} as const satisfies Record<string, Told>;

export function dropOf(client: string): Told {
  return { zh: `丢弃等待 ${client} 的事件`, en: `Drop what waits for ${client}` };
}

export function dropLoss(count: number): Told {
  return {
    zh: `${count} 个事件不会再送达`,
    en: count === 1 ? "1 event will not be delivered" : `${count} events will not be delivered`,
  };
}
