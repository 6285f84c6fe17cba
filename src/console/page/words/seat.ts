/** Words around seats. */
import type { Told } from "../../../words/language.ts";

export const seat = {
  seats: { zh: "席位", en: "Seats" },
  take: { zh: "扮演", en: "Take seat" },
  leave: { zh: "结束扮演", en: "Leave seat" },
  watch: { zh: "旁观", en: "Watch" },
  watching: { zh: "旁观 Bot：只看，不会发送", en: "Watching Bot: read only" },
  speak: { zh: "替 Bot 发言", en: "Speak as Bot" },
  searchConversations: { zh: "搜索会话", en: "Search conversations" },
  backToConversations: { zh: "返回会话", en: "Back to conversations" },
  chooseChat: { zh: "选一个会话开始聊天", en: "Choose a conversation" },
  choosePerson: { zh: "在左侧选一个人来扮演", en: "Choose somebody on the left to play" },
  divider: { zh: "席位的分界", en: "Divider between seats" },
  dividerHint: { zh: "拖动改宽度，双击平分", en: "Drag to resize, double click to even" },
  named: { zh: "[有人@你]", en: "[@you]" },
} as const satisfies Record<string, Told>;

/** Read out after a number. */
export const newMessages: Told = { zh: "条新消息", en: "new messages" };

export function seatOf(name: string): Told {
  return { zh: `${name} 的席位`, en: `${name}'s seat` };
}

export function relations(friends: number, groups: number): Told {
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  return {
    zh: `好友 ${friends} · 群 ${groups}`,
    en: `${count(friends, "friend")} · ${count(groups, "group")}`,
  };
}

export function watchOf(name: string): Told {
  return { zh: `旁观 ${name}`, en: `Watch ${name}` };
}

export function conversationsOf(name: string): Told {
  return { zh: `${name} 的会话`, en: `Conversations of ${name}` };
}
