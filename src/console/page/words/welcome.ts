/** Words of the first visit. */
import type { Told } from "../../../words/language.ts";

export const welcome = {
  title: { zh: "把你的机器人接进来", en: "Connect your bot" },
  lead: {
    zh: "选你用的框架，粘贴这几行，启动机器人。连上之后，这里就是聊天。",
    en: "Choose your framework, paste these lines, start the bot. Once it connects, this is the chat.",
  },
  waiting: { zh: "等待机器人连接…", en: "Waiting for a bot…" },
  isHere: { zh: "机器人连上了", en: "A bot is connected" },
  why: { zh: "没连上？原因在这里", en: "Not connecting? Here is why" },
  nobodyTried: {
    zh: "还没有谁来连过。来过又失败的会列在这里，连同原因。",
    en: "Nobody has tried yet. Whoever tries and fails is listed here, with the reason.",
  },
  without: { zh: "先不接机器人，直接聊天", en: "Chat without a bot" },
  toChat: { zh: "去聊天", en: "Go to the chat" },
  backToConnections: { zh: "返回连接", en: "Back to connections" },
  showToken: { zh: "显示 token", en: "Show the token" },
  hideToken: { zh: "隐藏 token", en: "Hide the token" },
  forward: { zh: "正向 WebSocket", en: "Forward WebSocket" },
  reverse: { zh: "反向 WebSocket · 由本服务端连过去", en: "Reverse WebSocket · we dial it" },
  ways: { zh: "怎么接", en: "Ways to connect" },
  other: { zh: "其他", en: "Anything else" },
  otherWay: {
    zh: "任何 OneBot 11 SDK，地址和 token 照这里的",
    en: "Any OneBot 11 SDK, with the address and token shown here",
  },
  noneBot: {
    zh: "装了 nonebot-adapter-onebot，DRIVER 带 WebSocket 客户端即可。",
    en: "Needs nonebot-adapter-onebot, and any DRIVER with a WebSocket client.",
  },
  koishi: {
    zh: "适配器还需要 http 插件。服务端重启后它可能不会自己重连，那就重启 Koishi。",
    en: "The adapter needs the http plugin too. It may stay away after this server was restarted: restart Koishi then.",
  },
  zeroBot: {
    zh: "路径用 /，不要写 /ws。",
    en: "The path is /, not /ws.",
  },
  astrBot: {
    zh: "写进本服务端的 onebot.toml 并重启；在 AstrBot 里新建 OneBot v11 平台，端口 6199。",
    en: "Goes into this server's onebot.toml; then restart it. In AstrBot, add the platform OneBot v11, port 6199.",
  },
  napcat: {
    zh: "node bot.mjs，然后在这里给它发 ping。",
    en: "node bot.mjs, then send it ping from here.",
  },
  plain: {
    zh: "一个 SDK 也没有？这 8 行就是机器人：node bot.mjs，然后给它发 ping。",
    en: "No SDK at all? These 8 lines are a bot: node bot.mjs, then send it ping.",
  },
  linkFails: { zh: "反向 WebSocket 连不上", en: "Reverse WebSocket unreachable" },
} as const satisfies Record<string, Told>;

export function accountAnd(account: number, isTokenNeeded: boolean): Told {
  return isTokenNeeded
    ? { zh: `账号 ${account}，需要 token`, en: `Account ${account}, token needed` }
    : { zh: `账号 ${account}，不需要 token`, en: `Account ${account}, no token needed` };
}

export function times(count: number): Told {
  return { zh: `${count} 次`, en: `${count} times` };
}
