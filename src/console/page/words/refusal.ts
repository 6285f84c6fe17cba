/** Why somebody was refused, and the way on; where there are no words here, the server's stand. */
import type { Refused, Why } from "../../../transports/refused.ts";
import type { Told } from "../../../words/language.ts";

type Words = (refused: Refused) => Told;

export interface RefusalWords {
  readonly what: Words;
  /** What to do. */
  readonly remedy?: Words;
}

/** Paths on which frameworks listen, and to which some are made to dial. */
const reversePath = /^\/(?:onebot(?:\/.*)?|ws(?:\/.*)?)$/;

export const refusalWords: Readonly<Record<Why, RefusalWords>> = {
  path: {
    what: ({ path }) => ({ zh: `没有这个路径：${path}`, en: `No such path: ${path}` }),
    remedy: ({ path }) =>
      reversePath.test(path)
        ? {
            zh: "那是反向 WebSocket 的路径，由服务端去连；正向用 /",
            en: "That path is for reverse WebSocket, where the server dials; forward uses /",
          }
        : { zh: "把地址的路径改成 /", en: "Make the path of its address /" },
  },
  noToken: {
    what: () => ({ zh: "没有带 token", en: "No token was sent" }),
    remedy: () => ({
      zh: "填上 onebot.toml 里的 auth.access_token",
      en: "Give it auth.access_token of onebot.toml",
    }),
  },
  wrongToken: {
    what: () => ({ zh: "token 不对", en: "Wrong token" }),
    remedy: () => ({
      zh: "要和 onebot.toml 里的 auth.access_token 一字不差",
      en: "It must be exactly auth.access_token of onebot.toml",
    }),
  },
  account: {
    what: ({ sentence }) => {
      const [number = ""] = /-?\d+/.exec(sentence) ?? [];
      return { zh: `没有账号 ${number}`, en: `No account ${number}` };
    },
    remedy: () => ({
      zh: "self_id 写错了吗？不写就是被测的机器人",
      en: "Is self_id right? Without one it is the bot under test",
    }),
  },
  host: {
    what: ({ sentence }) => {
      const [, name = ""] = /The Host (\S+)/.exec(sentence) ?? [];
      return { zh: `不认识的主机名 ${name}`, en: `The host name ${name} is not known here` };
    },
    remedy: () => ({
      zh: "用 IP 地址或 localhost，或把它写进 ws.allowed_hosts",
      en: "Use an IP address or localhost, or add it to ws.allowed_hosts",
    }),
  },
  site: {
    what: ({ sentence }) => {
      const [page] = /https?:\/\/\S+/.exec(sentence) ?? [];
      return page
        ? { zh: `来自 ${page} 的网页不被允许`, en: `Pages of ${page} are not allowed` }
        : { zh: "别的网站的网页不被允许", en: "Pages of other sites are not allowed" };
    },
    remedy: () => ({
      zh: "写进 ws.allowed_origins，或设置 auth.access_token",
      en: "Add it to ws.allowed_origins, or set auth.access_token",
    }),
  },
  crowd: {
    what: () => ({ zh: "连接太多了", en: "Too many connections" }),
    remedy: ({ sentence }) => ({ zh: sentence, en: sentence }),
  },
  plain: {
    what: () => ({ zh: "这不是 WebSocket 请求", en: "This was no WebSocket request" }),
    remedy: () => ({
      zh: "地址要以 ws:// 开头；HTTP 调用要打开 http.enable",
      en: "Its address must begin with ws://; calls by HTTP need http.enable",
    }),
  },
  other: { what: ({ sentence }) => ({ zh: sentence, en: sentence }) },
};
