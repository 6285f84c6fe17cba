/** What is wrong with a configuration, key by key. A rule follows the name of its key. */
import type { Told } from "./language.ts";
import { inChinese } from "./toml.ts";

function list(words: readonly string[], word: "or" | "and"): Told {
  const quoted = words.map((each) => `"${each}"`);
  return { en: quoted.join(` ${word} `), zh: quoted.join(" 或 ") };
}

export const rules = {
  switchOrTable: { en: "must be true, false or a table", zh: "必须是 true、false 或一个表" },
  table: { en: "must be a table", zh: "应是一个表" },
  tables: { en: "must be an array of tables", zh: "应是表的数组" },
  text: { en: "must be text in quotes", zh: "应是带引号的文本" },
  texts: { en: 'must be a list of texts, like ["a", "b"]', zh: '应是文本列表，如 ["a", "b"]' },
  flag: { en: "must be true or false", zh: "应是 true 或 false" },
  choice: (words: readonly string[]): Told => ({
    en: `must be ${list(words, "or").en}`,
    zh: `应是 ${list(words, "or").zh}`,
  }),
  whole: (min: number, max: number): Told => ({
    en: `must be a whole number from ${min} to ${max}`,
    zh: `应是 ${min} 到 ${max} 的整数`,
  }),
  seconds: {
    en: "must be a number of seconds from 0 to 86400",
    zh: "应是 0 到 86400 的秒数",
  },
  addresses: {
    en: "must be an address in quotes, or a list of addresses",
    zh: "应是带引号的地址，或地址列表",
  },
  address: (scheme: string, orNone: boolean): Told => ({
    en: `must be an address like ${scheme}://127.0.0.1:8080/path${orNone ? ", or empty" : ""}`,
    zh: `应是形如 ${scheme}://127.0.0.1:8080/path 的地址${orNone ? "，或留空" : ""}`,
  }),
  token: {
    en: "must be text in quotes, of ASCII letters, digits and signs without spaces",
    zh: "应是带引号的文本，由 ASCII 字母、数字和符号组成，不含空格",
  },
  ids: {
    en: "must be a list of ids, like [10001, 20002]",
    zh: "应是号码列表，如 [10001, 20002]",
  },
  name: { en: "must be text of 1 to 60 characters", zh: "应是 1 到 60 个字符的文本" },
  clientName: {
    en: "must be text of 1 to 60 characters without blanks",
    zh: "应是 1 到 60 个字符的文本，不含空格",
  },
  sha256: {
    en: "must be the SHA-256 of the token: 64 digits and letters from a to f",
    zh: "应是 token 的 SHA-256：64 个数字和 a 到 f 的字母",
  },
  variable: {
    en: "must be the name of an environment variable, like WEATHER_TOKEN",
    zh: "应是环境变量名，如 WEATHER_TOKEN",
  },
  chosenIds: {
    en: 'must be a list of numbers, with "!" before those to leave out, like [10010, "!10020"]',
    zh: '应是号码列表，要排除的前面加 "!"，如 [10010, "!10020"]',
  },
  actions: {
    en: 'must be a list of actions, like ["send_*", "!send_like"]',
    zh: '应是动作列表，如 ["send_*", "!send_like"]',
  },
  events: {
    en: 'must be a list of kinds of events, like ["message.group", "!notice.notify.poke"]',
    zh: '应是事件种类列表，如 ["message.group", "!notice.notify.poke"]',
  },
  expression: {
    en: "must be a regular expression in the syntax of RE2 of at most 1000 characters (nothing that looks ahead or back)",
    zh: "应是 RE2 语法的正则表达式，最多 1000 个字符（没有前瞻和后顾）",
  },
  missing: { en: "is missing", zh: "缺失" },
  host: {
    en: 'must be an address of this machine, like "127.0.0.1", or "0.0.0.0" for all',
    zh: '应是本机的一个地址，如 "127.0.0.1"；"0.0.0.0" 表示全部地址',
  },
  bracketed: (bare: string): Told => ({
    en: `must be "${bare}" without brackets`,
    zh: `应是不带方括号的 "${bare}"`,
  }),
  hostWithPort: (host: string, key: string): Told => ({
    en: `must be "${host}" alone (the port is ${key})`,
    zh: `应只写 "${host}"（端口写在 ${key}）`,
  }),
  lackedAddress: (there: readonly string[]): Told => ({
    en: `must be an address that this machine has: ${there.join(", ")}, or "0.0.0.0" for all`,
    zh: `应是本机拥有的地址：${there.join("、")}；"0.0.0.0" 表示全部地址`,
  }),
} as const;

export const mistakes = {
  /** The rule, and what stands there in the place of what it wants. */
  found: (rule: string, found: string): Told => ({
    en: `${rule}, not ${found}`,
    zh: `${rule}，不能是 ${found}`,
  }),
  unknownKey: (nearest: string): Told => ({
    en: `is not a known key; did you mean ${nearest}?`,
    zh: `不是已知的键；是否想写 ${nearest}？`,
  }),
  unknownKeyOf: (known: readonly string[]): Told => ({
    en: `is not a known key; known here: ${known.join(", ")}`,
    zh: `不是已知的键；这里可用的有：${known.join("、")}`,
  }),
  nobody: (id: number): Told => ({
    en: `names ${id}, who does not exist; add a [[sandbox.user]] with id = ${id}`,
    zh: `中的 ${id} 不存在；请添加 id = ${id} 的 [[sandbox.user]]`,
  }),
  twice: (id: number, entry: number): Told => ({
    en: `is ${id}, which entry ${entry} has already; give each its own`,
    zh: `是 ${id}，与第 ${entry} 项重复；请各用各的号码`,
  }),
} as const;

/** What is wrong between clients, or between them and those who name them. */
export const clientMistakes = {
  reserved: (name: string): Told => ({
    en: `is ${name}, as the owner or their console is called; choose another name`,
    zh: `是 ${name}，这是所有者或其控制台的名字；请另取一个`,
  }),
  nameTwice: (name: string, entry: number): Told => ({
    en: `is ${name}, as entry ${entry} is called already; give each its own`,
    zh: `是 ${name}，与第 ${entry} 项重名；请各用各的名字`,
  }),
  tokenTwice: (other: string): Told => ({
    en: `is the token that ${other} has already: the token says who connects, so give each its own`,
    zh: `与 ${other} 的 token 相同：token 决定连接者是谁，请各用各的 token`,
  }),
  manyTokens: (keys: readonly string[]): Told => ({
    en: `is one token too many: keep one of ${keys.join(", ")}`,
    zh: `多余：${keys.join("、")} 只能写一个`,
  }),
  noVariable: (name: string): Told => ({
    en: `names ${name}, which is not set in the environment`,
    zh: `指定的环境变量 ${name} 未设置`,
  }),
  noClient: (name: string, there: readonly string[]): Told => ({
    en: `is ${name}, but no [[client]] is called so; there are ${there.join(", ") || "none"}`,
    zh: `是 ${name}，但没有叫这个名字的 [[client]]；有 ${there.join("、") || "（无）"}`,
  }),
  notItsAccount: (account: number, name: string): Told => ({
    en: `is ${account}, which is none of the accounts of ${name}`,
    zh: `是 ${account}，不在 ${name} 的 accounts 中`,
  }),
} as const;

export const files = {
  cannotRead: (file: string, reason: string): Told => ({
    en: `Cannot read ${file}: ${reason}`,
    zh: `无法读取 ${file}：${reason}`,
  }),
  initWrites: { en: "onebot init writes one", zh: "onebot init 可生成一份" },
  notUtf8: {
    en: "this line is not UTF-8, but perhaps GBK: save the file as UTF-8",
    zh: "此行不是 UTF-8，可能是 GBK：请把文件另存为 UTF-8",
  },
  utf16: {
    en: "the file is UTF-16: save it as UTF-8",
    zh: "文件是 UTF-16：请另存为 UTF-8",
  },
  /** A sign that TOML does not want there: another in its place, or none. */
  foreign: ({ found, wanted, column }: { found: string; wanted: string; column: number }): Told => {
    const code = `U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    const shown = found.trim() === "" ? code : found;
    if (wanted === "")
      return {
        en: `${shown} at column ${column} is too much; delete it`,
        zh: `第 ${column} 列的 ${shown} 是多余的，请删除`,
      };
    return {
      en: `${shown} at column ${column} means nothing in TOML; write ${wanted === " " ? "a plain space" : wanted}`,
      zh: `第 ${column} 列的 ${shown} 不是 TOML 的符号；请改用半角的 ${wanted === " " ? "空格" : wanted}`,
    };
  },
  wrongToml: (reason: string, column: number | undefined): Told => ({
    en: `${reason}${column ? ` at column ${column}` : ""}`,
    zh: `不是正确的 TOML（${inChinese(reason)}${column ? `，第 ${column} 列` : ""}）`,
  }),
  /** The parser stops at the first mistake. */
  restUnread: (told: Told): Told => ({
    en: `${told.en} (what follows it was not read)`,
    zh: `${told.zh}（其后的内容尚未检查）`,
  }),
  setForm: (text: string): Told => ({
    en: `--set ${text}: write it as key=value, like ws.port=0`,
    zh: `--set ${text}：请写成 键=值，如 ws.port=0`,
  }),
  notTable: (key: string, name: string): Told => ({
    en: `--set ${key}: ${name} is not a table`,
    zh: `--set ${key}：${name} 不是表`,
  }),
} as const;
