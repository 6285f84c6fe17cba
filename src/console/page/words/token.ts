/** Words of the question for the access token. */
import type { Told } from "../../../words/language.ts";

export const token = {
  needed: { zh: "这个服务端需要 token", en: "This server needs a token" },
  where: {
    zh: "它就是 onebot.toml 里的 auth.access_token，只保存在这个标签页里",
    en: "It is auth.access_token of onebot.toml, and is kept for this tab alone",
  },
  wrong: { zh: "token 不对", en: "Wrong token" },
  enter: { zh: "进入", en: "Enter" },
} as const satisfies Record<string, Told>;
