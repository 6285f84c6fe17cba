/** Words around JSON. */
import type { Told } from "../../../words/language.ts";

export const json = {
  fold: { zh: "收起", en: "Show less" },
} as const satisfies Record<string, Told>;

export function showLines(count: number): Told {
  return { zh: `展开全部 ${count} 行`, en: `Show all ${count} lines` };
}

export function wrongLine(line: number | undefined, sentence: string): Told {
  if (line === undefined) return { zh: `不是 JSON：${sentence}`, en: `Not JSON: ${sentence}` };
  return { zh: `第 ${line} 行不是 JSON：${sentence}`, en: `Line ${line} is not JSON: ${sentence}` };
}
