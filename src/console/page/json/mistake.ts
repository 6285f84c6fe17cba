/** What is wrong with a text that should be JSON, and where. */

export interface Mistake {
  /** From 1; undefined where nobody can tell. */
  readonly line: number | undefined;
  readonly sentence: string;
}

export function findMistake(text: string): Mistake | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const sentence = error instanceof Error ? error.message : "";
    return { line: lineOf(text, sentence), sentence: sentence.replace(/ \(line .*\)$/, "") };
  }
}

/** Each browser says in its own way where it stopped to read. */
export function lineOf(text: string, sentence: string): number | undefined {
  const [, line] = /line (\d+) column/.exec(sentence) ?? [];
  if (line !== undefined) return Number(line);
  const [, position] = /position (\d+)/.exec(sentence) ?? [];
  if (position !== undefined) return text.slice(0, Number(position)).split("\n").length;
  return /end of/i.test(sentence) ? text.trimEnd().split("\n").length : undefined;
}
