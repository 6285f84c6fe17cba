/** What is said of sessions. */
import type { Told } from "./language.ts";

interface Line {
  readonly client: string;
  readonly account: number;
  readonly connections: number;
  readonly waiting: number;
  /** Milliseconds. */
  readonly age: number;
  readonly missed: number;
}

export const sessionWords = {
  none: {
    en: "No client has a session (client.session)",
    zh: "没有客户端启用会话（client.session）",
  },
  line: ({ client, account, connections, waiting, age, missed }: Line): Told => {
    const seconds = Math.round(age / 1000);
    const waits = {
      en:
        waiting === 0
          ? "nothing waits"
          : `${waiting} ${waiting === 1 ? "event waits" : "events wait"}, for ${seconds} s`,
      zh: waiting === 0 ? "没有等待的事件" : `${waiting} 个事件在等待，已 ${seconds} 秒`,
    };
    const lost = {
      en: missed === 0 ? "" : `, ${missed} missed`,
      zh: missed === 0 ? "" : `，错过 ${missed} 个`,
    };
    return {
      en: `${client} on ${account}: ${connections === 0 ? "away" : "here"}, ${waits.en}${lost.en}`,
      zh: `${client}，账号 ${account}：${connections === 0 ? "不在线" : "在线"}，${waits.zh}${lost.zh}`,
    };
  },
  dropped: (count: number): Told => ({
    en: `Nothing waits any more in ${count} ${count === 1 ? "session" : "sessions"}`,
    zh: `${count} 个会话中等待的事件已丢弃`,
  }),
};
