/** What `check` says of a configuration without mistakes, and what both it and `serve` warn of. */
import type { Told } from "./language.ts";

export function isRight(source: string): Told {
  return { en: `${source} is right`, zh: `${source} 正确` };
}

export function but(warning: string): Told {
  return { en: `but: ${warning}`, zh: `但是：${warning}` };
}

export const warnings = {
  open: (key: string, host: string): Told => ({
    en: `${key}.host is ${host} and no token is asked for there: ANYBODY who reaches it can connect. Set auth.access_token, or listen on 127.0.0.1`,
    zh: `${key}.host 是 ${host}，且不校验令牌：任何能访问它的人都能连接。请设置 auth.access_token，或只监听 127.0.0.1`,
  }),
  openAdmin: (host: string): Told => ({
    en: `admin.host is ${host} and no token is asked for there: ANYBODY who reaches it can read the metrics. Listen on 127.0.0.1`,
    zh: `admin.host 是 ${host}，且不校验令牌：任何能访问它的人都能读取指标。请只监听 127.0.0.1`,
  }),
  unreachable: {
    en: "ws and http are off and nothing is dialled: no bot can connect",
    zh: "ws 与 http 均已关闭，也没有反向连接：机器人无法连接",
  },
  twoRoles: {
    en: "ws_reverse.url alone makes two connections, one for calls (API) and one for events (Event); NoneBot, Koishi and Shiro want one: set ws_reverse.use_universal_client = true",
    zh: "只写 ws_reverse.url 会建立两条连接，一条调用（API）、一条事件（Event）；NoneBot、Koishi、Shiro 只要一条：请设置 ws_reverse.use_universal_client = true",
  },
  stringFormat: {
    en: 'event.message_format is "string": several SDKs lose segments; "array" suits all',
    zh: 'event.message_format 是 "string"：一些 SDK 会丢失消息段；"array" 适合所有 SDK',
  },
  noHeartbeat: {
    en: "heartbeat.enable is false: some SDKs reconnect again and again without heartbeats",
    zh: "heartbeat.enable 是 false：没有心跳时，一些 SDK 会反复重连",
  },
  waitsForEver: {
    en: "http_post.timeout is 0: an address that never answers holds back every event",
    zh: "http_post.timeout 是 0：一个从不应答的地址会使所有事件停滞",
  },
  fewDescriptors: (wanted: number, most: number): Told => ({
    en: `limits.connections is ${wanted}, but this process may open files for ${most} connections only (ulimit -n): more are refused`,
    zh: `limits.connections 为 ${wanted}，但本进程可打开的文件只够 ${most} 个连接（ulimit -n），更多的会被拒绝`,
  }),
} as const;
