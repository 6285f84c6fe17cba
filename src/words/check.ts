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
    zh: `${key}.host 是 ${host}，且不校验 token：任何能访问它的人都能连接。请设置 auth.access_token，或只监听 127.0.0.1`,
  }),
  openAdmin: (host: string): Told => ({
    en: `admin.host is ${host} and no token is asked for there: ANYBODY who reaches it can read the metrics. Listen on 127.0.0.1`,
    zh: `admin.host 是 ${host}，且不校验 token：任何能访问它的人都能读取指标。请只监听 127.0.0.1`,
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
  openHidden: (name: string): Told => ({
    en: `client ${name} has actions for .sandbox.*, which steer the whole world: with accounts, groups or users it gets none of them`,
    zh: `客户端 ${name} 的 actions 含 .sandbox.*，这些动作操纵整个世界：限定了 accounts、groups 或 users 时一个也用不了`,
  }),
  noSuchAction: (name: string, pattern: string): Told => ({
    en: `client ${name}: "${pattern}" in its actions matches no action there is`,
    zh: `客户端 ${name}：actions 中的 "${pattern}" 与任何动作都不匹配`,
  }),
  noSuchEvent: (name: string, pattern: string): Told => ({
    en: `client ${name}: "${pattern}" in its events matches no event there is`,
    zh: `客户端 ${name}：events 中的 "${pattern}" 与任何事件都不匹配`,
  }),
  noSuchAccount: (name: string, account: number): Told => ({
    en: `client ${name} has ${account} among its accounts, who does not exist`,
    zh: `客户端 ${name} 的 accounts 中的 ${account} 不存在`,
  }),
  unreachableClient: (name: string): Told => ({
    en: `client ${name} has no token and no target names it: nobody can be it. Give it access_token, sha256 or token_env`,
    zh: `客户端 ${name} 没有 token，也没有 target 指定它：没有人能以它的身份连接。请设置 access_token、sha256 或 token_env`,
  }),
  namelessTarget: (key: string): Told => ({
    en: `${key} names no client: whoever is there has all rights. Add client = "NAME"`,
    zh: `${key} 没有写 client：那里的机器人拥有全部权限。请添加 client = "名称"`,
  }),
  nobodyOwns: {
    en: "auth.access_token is empty: with [[client]] nobody is the owner, who alone may use everything",
    zh: "auth.access_token 为空：有 [[client]] 时便没有人是所有者，而只有所有者能使用全部功能",
  },
  fewDescriptors: (wanted: number, most: number): Told => ({
    en: `limits.connections is ${wanted}, but this process may open files for ${most} connections only (ulimit -n): more are refused`,
    zh: `limits.connections 为 ${wanted}，但本进程可打开的文件只够 ${most} 个连接（ulimit -n），更多的会被拒绝`,
  }),
} as const;
