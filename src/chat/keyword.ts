/** The words of the grammar, in English and in Chinese; a script may mix them. */

interface Keyword {
  readonly en: string;
  readonly zh: string;
}

/** They begin a line. */
export const directives = {
  scene: { en: "scene", zh: "场景" },
  anyOrder: { en: "in any order", zh: "不分先后" },
  in: { en: "in", zh: "群" },
  newPerson: { en: "new person", zh: "新人" },
  newGroup: { en: "new group", zh: "新群" },
  bot: { en: "bot", zh: "机器人" },
  zone: { en: "zone", zh: "时区" },
  within: { en: "within", zh: "限时" },
  wait: { en: "wait", zh: "等待" },
  clock: { en: "clock", zh: "时间" },
  fault: { en: "fault", zh: "故障" },
  refused: { en: "refused", zh: "被拒" },
} as const satisfies Record<string, Keyword>;
export type Directive = keyof typeof directives;

/** They stand behind somebody's name; where one begins like another, the longer comes first. */
export const verbs = {
  saysNothing: { en: "says nothing", zh: "不说话" },
  says: { en: "says", zh: "说" },
  callsNothing: { en: "calls nothing", zh: "不调用" },
  calls: { en: "calls", zh: "调用" },
  getsNothing: { en: "gets nothing", zh: "收不到" },
  gets: { en: "gets", zh: "收到" },
  repliesTo: { en: "replies to", zh: "回复" },
  to: { en: "to", zh: "对" },
  in: { en: "in", zh: "在" },
  recalls: { en: "recalls", zh: "撤回" },
  pokes: { en: "pokes", zh: "戳" },
  asksToJoin: { en: "asks to join", zh: "申请加群" },
  asksToBefriend: { en: "asks to befriend", zh: "申请加好友" },
  invites: { en: "invites", zh: "邀请" },
  accepts: { en: "accepts", zh: "同意" },
  refuses: { en: "refuses", zh: "拒绝" },
} as const satisfies Record<string, Keyword>;
export type Verb = keyof typeof verbs;

/** They stand within what follows another word. */
export const particles = {
  /** `invites Dave to 10020` */
  into: { en: "to", zh: "进" },
  for: { en: "for", zh: "持续" },
  today: { en: "today", zh: "今天" },
  tomorrow: { en: "tomorrow", zh: "明天" },
  stops: { en: "stops", zh: "停" },
  runs: { en: "runs", zh: "走" },
  none: { en: "none", zh: "无" },
} as const satisfies Record<string, Keyword>;

/** Whether a text is a word, in either language. */
export function isWord(text: string, { en, zh }: Keyword): boolean {
  return text === en || text === zh;
}

const directiveAt = wordAt(directives);
const directiveStart = new RegExp(`^(?:${alternatives(directives)})(?![^\\s:：])`, "u");
const verbAt = wordAt(verbs);
const verbPlace = new RegExp(`(?<=\\s)(?:${alternatives(verbs)})(?![^\\s:：])`, "u");

/** The directive that a line begins with, and where it ends. Somebody may be called like one: `wait: hi`. */
export function directiveOf(line: string): { directive: Directive; end: number } | undefined {
  const found = directiveStart.exec(line)?.[0];
  const directive = found === undefined ? undefined : directiveAt.get(found);
  if (found === undefined || directive === undefined) return undefined;
  const isSaid = directive !== "refused" && /^[ \t]*[:：]/.test(line.slice(found.length));
  return isSaid ? undefined : { directive, end: found.length };
}

/** The first verb in the head of a line, and where it begins and ends. */
export function verbOf(head: string): { verb: Verb; start: number; end: number } | undefined {
  const found = verbPlace.exec(head);
  const verb = found ? verbAt.get(found[0]) : undefined;
  if (!found || verb === undefined) return undefined;
  return { verb, start: found.index, end: found.index + found[0].length };
}

/** All words that can begin a line, for whoever mistyped one. */
export const lineWords: readonly string[] = Object.values(directives).flatMap(({ en, zh }) => [
  en,
  zh,
]);
export const verbWords: readonly string[] = Object.values(verbs).flatMap(({ en, zh }) => [en, zh]);

function alternatives(words: Readonly<Record<string, Keyword>>): string {
  return Object.values(words)
    .flatMap(({ en, zh }) => [en, zh])
    .sort((one, other) => other.length - one.length)
    .join("|");
}

function wordAt<Word extends string>(words: Record<Word, Keyword>): ReadonlyMap<string, Word> {
  const entries = Object.entries<Keyword>(words) as [Word, Keyword][];
  return new Map(
    entries.flatMap(
      ([word, { en, zh }]) =>
        [
          [en, word],
          [zh, word],
        ] as const,
    ),
  );
}
