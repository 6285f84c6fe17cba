/** Words in conversations. */
import type { Told } from "../../../words/language.ts";

export const chat = {
  message: { zh: "消息", en: "Message" },
  send: { zh: "发送", en: "Send" },
  you: { zh: "你", en: "you" },
  everyone: { zh: "全体成员", en: "everyone" },
  bot: { zh: "BOT", en: "BOT" },
  owner: { zh: "群主", en: "Owner" },
  admin: { zh: "管理员", en: "Admin" },
} as const satisfies Record<string, Told>;

export function messageTo(name: string): Told {
  return { zh: `给 ${name} 发消息`, en: `Message ${name}` };
}

export function chatOf(name: string, owner: string): Told {
  return { zh: `${name}（以 ${owner} 的身份）`, en: `${name}, as ${owner}` };
}

export function messageAsBot(name: string): Told {
  return { zh: `以 Bot 的身份给 ${name} 发消息`, en: `Message ${name} as Bot` };
}
