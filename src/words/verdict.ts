/** What a client's rules say of an event or a call. */
import type { Told } from "./language.ts";

/** A rule is the key of the configuration, an entry what stands there. */
interface Found {
  key: string;
  entry: string;
  about: string;
}

export const leavesOut = {
  excluded: ({ key, entry, about }) => ({
    en: `"${entry}" in its ${key} leaves out ${about}`,
    zh: `其 ${key} 中的 "${entry}" 排除了 ${about}`,
  }),
  unlisted: ({ key, about }) => ({
    en: `its ${key} do not name ${about}`,
    zh: `其 ${key} 没有列出 ${about}`,
  }),
  unmatched: ({ entry }) => ({
    en: `text = "${entry}" does not match it`,
    zh: `text = "${entry}" 与其不匹配`,
  }),
  unnamed: ({ about }) => ({
    en: `at_me takes messages that name ${about}, or are private`,
    zh: `at_me 只要提及 ${about} 的消息，或私聊消息`,
  }),
  own: () => ({
    en: "self_messages is off, and its account said this itself",
    zh: "self_messages 已关闭，而这是账号自己说的",
  }),
  unknown: ({ key, about }) => ({
    en: `it has ${key}, and nothing tells where ${about} belongs`,
    zh: `它限定了 ${key}，而无从得知 ${about} 属于哪里`,
  }),
  whole: ({ key, about }) => ({
    en: `${about} steers the whole world, and its ${key} are a part of it`,
    zh: `${about} 操纵整个世界，而它限定了 ${key}`,
  }),
} as const satisfies Record<string, (found: Found) => Told>;

export const lets = {
  named: (key: string, entry: string): Told => ({
    en: `"${entry}" in its ${key} names it`,
    zh: `其 ${key} 中的 "${entry}" 包含它`,
  }),
  always: { en: "no rule leaves it out", zh: "没有规则排除它" } satisfies Told,
};

export const answers = {
  gets: (name: string, what: string, because: Told): Told => ({
    en: `${name} gets ${what}: ${because.en}`,
    zh: `${name} 会收到 ${what}：${because.zh}`,
  }),
  getsNot: (name: string, what: string, because: Told): Told => ({
    en: `${name} does not get ${what}: ${because.en}`,
    zh: `${name} 不会收到 ${what}：${because.zh}`,
  }),
};
