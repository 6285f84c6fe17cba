/** Words of the frame around all views. */
import type { Told } from "../../../words/language.ts";

export const shell = {
  views: { zh: "视图", en: "Views" },
  chat: { zh: "聊天", en: "Chat" },
  wire: { zh: "报文", en: "Wire" },
  connections: { zh: "连接", en: "Connections" },
  world: { zh: "世界", en: "World" },
  find: { zh: "运行动作、找人找群", en: "Run an action, find anyone" },
  theme: { zh: "切换明暗", en: "Light or dark" },
  language: { zh: "English", en: "中文" },
  news: { zh: "提示", en: "News" },
  lost: { zh: "和服务端断开了", en: "Lost the server" },
  reconnecting: { zh: "正在重连…", en: "Reconnecting…" },
  reconnectNow: { zh: "现在重连", en: "Reconnect now" },
  more: { zh: "更多", en: "More" },
  close: { zh: "关闭", en: "Close" },
  search: { zh: "搜索", en: "Search" },
  copy: { zh: "复制", en: "Copy" },
  cancel: { zh: "取消", en: "Cancel" },
  back: { zh: "返回", en: "Back" },
  notice: { zh: "提示", en: "Notice" },
  refused: { zh: "服务端拒绝了这个控制台", en: "The server refuses this console" },
  isBack: { zh: "重新连上了", en: "Connected again" },
  restarted: {
    zh: "服务端重启过，席位和会话都接回来了",
    en: "The server was restarted; seats and chats are taken up again",
  },
  reload: { zh: "重新加载", en: "Reload" },
  soon: { zh: "正在建设", en: "Being built" },
} as const satisfies Record<string, Told>;

export function retryIn(seconds: number): Told {
  return { zh: `${seconds} 秒后重连`, en: `again in ${seconds} s` };
}

export function versionNow(version: string): Told {
  return {
    zh: `服务端现在是 ${version}，重新加载页面才能用上`,
    en: `The server is ${version} now: reload the page to have its own`,
  };
}
