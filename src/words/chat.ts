/** What is said of conversations in `.chat`: what was expected of a line, and how scenes end. */
import type { Told } from "./language.ts";

export const scriptWords = {
  expected: (what: Told): Told => ({ en: `Expected ${what.en}`, zh: `此处应为${what.zh}` }),
  noLineAbove: {
    en: "a statement: an indented line goes on with the message above it, and there is none",
    zh: "一条语句：缩进的行接续上一条消息，而上面没有消息",
  },
  statement: (given: string, nearest: string | undefined): Told => ({
    en: `somebody and what they say or do (Alice: ping), or a word like scene, in, clock, not ${given}${nearest === undefined ? "" : `; did you mean ${nearest}?`}`,
    zh: `某人说的话或做的事（Alice: ping），或 场景、群、时间 等词，而不是 ${given}${nearest === undefined ? "" : `；是否想写 ${nearest}？`}`,
  }),
  scene: {
    en: "a scene: a line like scene The bot answers",
    zh: "一个场景：形如 场景 机器人会回答 的一行",
  },
  title: { en: "the title of the scene", zh: "场景的标题" },
  name: { en: "the name or number of somebody", zh: "某人的名字或号码" },
  group: { en: "the name or number of a group", zh: "群的名字或号码" },
  closingQuote: { en: 'the " that ends the name', zh: '结束名字的 "' },
  colon: { en: "a colon and a message", zh: "冒号和一条消息" },
  message: { en: "a message", zh: "一条消息" },
  action: { en: "the name of an action, like set_group_ban", zh: "动作名，如 set_group_ban" },
  event: {
    en: "the name of an event, like notice.group_ban.* or request.friend",
    zh: "事件名，如 notice.group_ban.* 或 request.friend",
  },
  label: { en: "a label, like [1]", zh: "标号，如 [1]" },
  noLabel: {
    en: "no label here: nothing is there that could be referred to",
    zh: "没有标号：这一行没有可指代的内容",
  },
  span: { en: "a time, like 500ms, 8h or 1m30s", zh: "一段时间，如 500毫秒、8小时、1分30秒" },
  zone: { en: "a zone from UTC, like +08:00", zh: "时区，如 +08:00" },
  clock: {
    en: "a time (08:00, tomorrow 08:00, 2030-01-01 08:00), a span (+8h), stops or runs",
    zh: "时刻（08:00、明天 08:00、2030-01-01 08:00）、一段时间（+8小时）、停 或 走",
  },
  faults: {
    en: "what goes wrong (action=send_* retcode=103 count=1), or none",
    zh: "故障（action=send_* retcode=103 count=1），或 无",
  },
  into: {
    en: "to and a group, like invites Dave to 10020",
    zh: "进 和一个群，如 邀请 Dave 进 10020",
  },
  end: { en: "the end of the line", zh: "行尾" },
  number: {
    en: "a number and params, like new person Eve 30001 age=20",
    zh: "号码和参数，如 新人 Eve 30001 age=20",
  },
  param: {
    key: { en: "a param, like user_id=Bob", zh: "参数，如 user_id=Bob" },
    equals: { en: "= or ~ behind the param's name", zh: "参数名后的 = 或 ~" },
    value: { en: "a value; texts with spaces stand in quotes", zh: "值；带空格的文本要加引号" },
    json: { en: "a value that is JSON", zh: "合法的 JSON 值" },
  },
  pattern: (reason: string): Told => ({
    en: `a regular expression (RE2): ${reason}`,
    zh: `正则表达式（RE2）：${reason}`,
  }),
} as const;

export const sceneWords = {
  noPlace: {
    en: "Nobody knows where this is said: write in GROUP above it, or Alice to SOMEBODY",
    zh: "不知道这句话在哪里说：请在上面写 群 群名，或写 Alice 对 某人",
  },
  refused: (action: string, retcode: number, reason: string): Told => ({
    en: `${action} was refused with ${retcode}: ${reason}`,
    zh: `${action} 被拒绝，返回码 ${retcode}：${reason}`,
  }),
  noAnswer: (action: string, ms: number): Told => ({
    en: `${action} was not answered within ${ms} ms`,
    zh: `${action} 在 ${ms} 毫秒内没有应答`,
  }),
  notRefused: { en: "It was not refused", zh: "它没有被拒绝" },
  refusedOtherwise: (reason: string): Told => ({
    en: `It was refused for another reason: ${reason}`,
    zh: `它因别的原因被拒：${reason}`,
  }),
  nothingToRefuse: {
    en: "Nothing stands above this line that could be refused",
    zh: "上面没有可能被拒的内容",
  },
  otherCame: { en: "Something else came", zh: "来的是别的" },
  notInOrder: {
    en: "It came before what stands above it; in any order allows that",
    zh: "它先于上一行而来；写上 不分先后 即可",
  },
  nothingCame: (ms: number): Told => ({
    en: `It did not come within ${ms} ms`,
    zh: `${ms} 毫秒内没有来`,
  }),
  notSilent: { en: "There was no silence", zh: "并不安静" },
  cameAround: { en: "what the bot did:", zh: "机器人做的事：" },
  nothingAround: { en: "the bot did nothing", zh: "机器人什么也没做" },
} as const;
