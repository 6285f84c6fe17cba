/** Words about whether a bot is there. */
import type { Told } from "../../../words/language.ts";

export const bot = {
  connected: { zh: "Bot 已连接", en: "Bot connected" },
  none: { zh: "机器人未连接", en: "No bot connected" },
  behind: { zh: "Bot 跟不上", en: "Bot is behind" },
  away: { zh: "Bot 刚断开", en: "Bot went away" },
  lost: { zh: "和服务端断开了", en: "Lost the server" },
  connecting: { zh: "正在连接服务端…", en: "Connecting to the server…" },
  noBot: { zh: "连上的不是机器人", en: "What connected is no bot" },
  unnamed: { zh: "未报名的客户端", en: "Unnamed client" },
} as const satisfies Record<string, Told>;

export function connectionCount(count: number): Told {
  return { zh: `${count} 条连接`, en: count === 1 ? "1 connection" : `${count} connections` };
}
