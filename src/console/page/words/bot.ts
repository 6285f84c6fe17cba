/** Words about whether a bot is there. */
import type { Told } from "../../../words/language.ts";

export const bot = {
  connected: { zh: "Bot 已连接", en: "Bot connected" },
  none: { zh: "机器人未连接", en: "No bot connected" },
  behind: { zh: "Bot 跟不上", en: "Bot is behind" },
  lost: { zh: "和服务端断开了", en: "Lost the server" },
} as const satisfies Record<string, Told>;

export function connectionCount(count: number): Told {
  return { zh: `${count} 条连接`, en: count === 1 ? "1 connection" : `${count} connections` };
}
