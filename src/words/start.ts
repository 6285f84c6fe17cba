/** What is said when the server starts, and when it cannot. */
import type { Told } from "./language.ts";

export function serving(version: string, source: string): Told {
  return {
    en: `OneBot 11 server ${version}, configured by ${source}`,
    zh: `OneBot 11 服务端 ${version}，配置来自 ${source}`,
  };
}

export const builtInSource: Told = { en: "the built-in configuration", zh: "内置配置" };

export function seeEvents(command: string): Told {
  return { en: `See events:    ${command}`, zh: `查看事件：     ${command}` };
}

export function bePerson(command: string): Told {
  return { en: `Be a person:   ${command}`, zh: `扮演一个人：   ${command}` };
}

export function stopping(signal: string): Told {
  return { en: `Stopping on ${signal}`, zh: `收到 ${signal}，正在停止` };
}

export const starterIsGone: Told = {
  en: "Stopping: bun start or npx, which started this, is gone",
  zh: "启动本服务的 bun start 或 npx 已退出，正在停止",
};

export function readyFileFailed(file: string, reason: string): Told {
  return {
    en: `Cannot write the addresses to ${file}: ${reason}`,
    zh: `无法把地址写入 ${file}：${reason}`,
  };
}

/** Why an address cannot be listened on; `key` is where it stands in the configuration, `ws` or `http`. */
export const listening = {
  /** Another program has the port. */
  EADDRINUSE: ({ key, free }) => ({
    en: `another program listens there already. Stop it, or choose another port, like --set ${key}.port=${free}`,
    zh: `已有别的程序在监听。请先停掉它，或换一个端口，如 --set ${key}.port=${free}`,
  }),
  /** The system reserves the port. */
  EACCES: ({ key, port }) => ({
    en: `the system does not allow port ${port} to this user. Choose one from 1024 up, like --set ${key}.port=6700`,
    zh: `系统不允许当前用户使用端口 ${port}。请用 1024 以上的端口，如 --set ${key}.port=6700`,
  }),
  /** The address is another machine's. */
  EADDRNOTAVAIL: ({ key, host }) => ({
    en: `this machine has no address ${host}. Listen on --set ${key}.host=127.0.0.1 for this machine only, on 0.0.0.0 for all`,
    zh: `本机没有地址 ${host}。只供本机使用请写 --set ${key}.host=127.0.0.1，供所有机器使用写 0.0.0.0`,
  }),
  /** A name that nobody knows. */
  ENOTFOUND: ({ key, host }) => ({
    en: `nobody knows the name ${host}. Give ${key}.host as an address, like 127.0.0.1`,
    zh: `无法解析名称 ${host}。请把 ${key}.host 写成地址，如 127.0.0.1`,
  }),
  /** An IPv6 address where there is no IPv6. */
  EAFNOSUPPORT: ({ key, host }) => ({
    en: `this machine has no IPv6, as ${host} needs. Listen on --set ${key}.host=127.0.0.1 or 0.0.0.0`,
    zh: `本机没有 IPv6，无法使用 ${host}。请写 --set ${key}.host=127.0.0.1 或 0.0.0.0`,
  }),
} as const satisfies Record<string, (place: Place & { free: number }) => Told>;

export interface Place {
  host: string;
  port: number;
  key: string;
}

export function cannotListen({ host, port }: Place, reason: string): Told {
  return {
    en: `Cannot listen on ${host}:${port}: ${reason}`,
    zh: `无法监听 ${host}:${port}：${reason}`,
  };
}

export function otherFailure({ key }: Place, message: string): Told {
  return {
    en: `${message}. Look at ${key}.host and ${key}.port`,
    zh: `${message}。请检查 ${key}.host 与 ${key}.port`,
  };
}

/** Where the server is reached. */
export const listens = {
  console: (url: string): Told => ({
    en: `Open ${url} in a browser: sit down and play the people`,
    zh: `用浏览器打开 ${url}，扮演群友和好友`,
  }),
  ws: (url: string): Told => ({
    en: `Forward WebSocket on ${url} (also ${url}api and ${url}event)`,
    zh: `正向 WebSocket：${url}（另有 ${url}api 和 ${url}event）`,
  }),
  http: (url: string): Told => ({ en: `HTTP on ${url}:action`, zh: `HTTP 地址：${url}:action` }),
  admin: (url: string): Told => ({
    en: `Admin on ${url} (healthz, metrics)`,
    zh: `管理地址：${url}（healthz、metrics）`,
  }),
  nowhere: {
    en: "ws.enable and http.enable are false: nothing listens",
    zh: "ws.enable 与 http.enable 都是 false：不监听任何地址",
  },
  posts: (account: number, where: string): Told => ({
    en: `Events of ${account} are posted to ${where}`,
    zh: `${account} 的事件上报到 ${where}`,
  }),
} as const;

export function strangerAt(host: string, account: number): Told {
  return {
    en: `The target at ${host} is for account ${account}, who does not exist`,
    zh: `${host} 的目标属于账号 ${account}，但没有这个人`,
  };
}

export const restarts = {
  begins: { en: "Restarting", zh: "正在重启" },
  failed: (reason: string): Told => ({
    en: `Restarting failed, going back to what ran: ${reason}`,
    zh: `重启失败，恢复原先的运行状态：${reason}`,
  }),
  refused: (reason: string): Told => ({
    en: `Not restarting, everything runs on as it was: ${reason}`,
    zh: `不重启，一切照旧运行：${reason}`,
  }),
  lost: (reason: string): Told => ({
    en: `The world in memory is lost with the restart: ${reason}`,
    zh: `内存中的世界因重启而丢失：${reason}`,
  }),
} as const;
