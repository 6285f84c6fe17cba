/** Words of the view of connections, and why somebody is not among them. */
import type { Told } from "../../../words/language.ts";

export const connections = {
  bots: { zh: "机器人", en: "Bots" },
  others: { zh: "席位与工具", en: "Seats and tools" },
  client: { zh: "客户端", en: "Client" },
  account: { zh: "账号", en: "Account" },
  transport: { zh: "方式", en: "Transport" },
  peer: { zh: "对端", en: "Peer" },
  format: { zh: "格式", en: "Format" },
  since: { zh: "已连接", en: "Since" },
  rate: { zh: "帧/秒", en: "Frames/s" },
  backlog: { zh: "积压", en: "Backlog" },
  lastError: { zh: "最近的错误", en: "Last error" },
  close: { zh: "断开", en: "Close" },
  unreachable: { zh: "连不上", en: "Unreachable" },
  dialling: { zh: "正在连接", en: "Dialling" },
  forward: { zh: "正向 WebSocket", en: "Forward WebSocket" },
  reverse: { zh: "反向 WebSocket", en: "Reverse WebSocket" },
  http: { zh: "HTTP", en: "HTTP" },
  httpPost: { zh: "HTTP POST", en: "HTTP POST" },
  httpClient: { zh: "HTTP 调用", en: "HTTP calls" },
  thisTab: { zh: "控制台，此标签页", en: "Console, this tab" },
  otherTab: { zh: "控制台，其他标签页", en: "Console, another tab" },
  tool: { zh: "工具", en: "Tool" },
  signed: { zh: "带 X-Signature", en: "With X-Signature" },
  unsigned: { zh: "没有签名", en: "Not signed" },
  events: { zh: "事件", en: "Events" },
  calls: { zh: "调用", en: "Calls" },
  failed: { zh: "失败", en: "Failed" },
  median: { zh: "应答中位数", en: "Median reply" },
  listening: { zh: "监听地址", en: "Listening on" },
  listenWs: { zh: "正向 WebSocket、控制台", en: "Forward WebSocket, console" },
  admin: { zh: "运维", en: "Admin" },
  refused: { zh: "最近被拒的连接", en: "Recently refused" },
  nobodyRefused: { zh: "没有谁被拒", en: "Nobody was refused" },
  noBots: { zh: "还没有机器人连接", en: "No bot has connected yet" },
  how: { zh: "怎么接进来", en: "How to connect one" },
  noSeats: { zh: "还没有席位", en: "No seats yet" },
  copyAddress: { zh: "复制地址", en: "Copy the address" },
  copied: { zh: "已复制", en: "Copied" },
  sendsEvents: {
    zh: "它在发送事件：这是另一个 OneBot 服务端，不是机器人",
    en: "It sends events: another OneBot server, and no bot",
  },
  callsOnEvent: {
    zh: "它在 /event 上调用，那里只有事件；请用 / 或 /api",
    en: "It calls on /event, which only gives events; use / or /api",
  },
  hearsNothing: {
    zh: "只连了 /api：能调用，收不到事件；收发都要请用 /",
    en: "On /api alone: it can call, and hears no events; / carries both",
  },
  unusable: { zh: "地址或 token 不能用", en: "The address or the token cannot be used" },
  nothingAnswers: { zh: "没有程序在听", en: "Nothing listens there" },
  silent: { zh: "握手没有回应", en: "No answer to the handshake" },
} as const satisfies Record<string, Told>;

export function isConnected(name: string, account: number): Told {
  return { zh: `${name}（${account}）已连接`, en: `${name} (${account}) is connected` };
}

export function isNotConnected(name: string, account: number): Told {
  return { zh: `${name}（${account}）未连接`, en: `${name} (${account}) is not connected` };
}

export function comesFrom(client: string, path: string, address: string): Told {
  return {
    zh: `${client} 从 ${address} 连到 ${path}`,
    en: `${client} on ${path} from ${address}`,
  };
}

export function lastCall(time: Told): Told {
  return { zh: `上一次调用：${time.zh}`, en: `the last call was ${time.en}` };
}

export const noCallYet: Told = { zh: "还没有调用过", en: "it has not called yet" };

/** With when, where it waits for the next. */
export function tryCount(count: number, next: Told | undefined): Told {
  return {
    zh: `第 ${count} 次重试${next ? `，${next.zh}` : ""}`,
    en: `try ${count}${next ? `, ${next.en}` : ""}`,
  };
}

export function refusedWith(status: number): Told {
  return { zh: `对方拒绝了握手：${status}`, en: `The handshake was refused: ${status}` };
}

export function readsSlowly(most: string): Told {
  return { zh: `读得慢，满 ${most} 就断开`, en: `Reads slowly; closed at ${most}` };
}

export function queued(count: number): Told {
  return { zh: `${count} 个排队`, en: `${count} queued` };
}

export function lostEvents(count: number, why: string): Told {
  const events = count === 1 ? "1 event lost" : `${count} events lost`;
  return { zh: `丢了 ${count} 个事件：${why}`, en: `${events}: ${why}` };
}

export function isOff(key: string): Told {
  return { zh: `关着，用 ${key}=true 打开`, en: `Off; turn on with ${key}=true` };
}

export function closeOf(name: string): Told {
  return { zh: `断开 ${name}`, en: `Close ${name}` };
}
