/** The colours of editors know the words of the parser. */
import { expect, test } from "bun:test";

import grammar from "../../src/chat/chat.tmLanguage.json";
import { directives, verbs } from "../../src/chat/keyword.ts";

interface Rule {
  match?: string;
  begin?: string;
  captures?: Record<string, { name?: string }>;
  beginCaptures?: Record<string, { name?: string }>;
}

const rules: Rule[] = grammar.patterns;

/** What the first rule that fits makes of a line: scope → text. */
function colour(line: string): Record<string, string> {
  for (const { match, begin, captures, beginCaptures } of rules) {
    const found = new RegExp(match ?? begin ?? "", "u").exec(line);
    if (!found) continue;
    const named = Object.entries(captures ?? beginCaptures ?? {}).flatMap(([at, { name }]) => {
      const text = found[Number(at)]?.trim();
      return name !== undefined && text ? [[name.replace(".chat", ""), text]] : [];
    });
    return Object.fromEntries(named) as Record<string, string>;
  }
  return {};
}

test.each(Object.values(directives).flatMap(({ en, zh }) => [en, zh]))(
  "the directive %s is a keyword",
  (word) => {
    expect(
      colour(word === "refused" || word === "被拒" ? `${word}: x` : `${word} 10010`),
    ).toMatchObject({
      "keyword.control": word,
    });
  },
);

test.each(Object.values(verbs).flatMap(({ en, zh }) => [en, zh]))(
  "the verb %s is an operator",
  (word) => {
    for (const line of [`[1] Emma Wang ${word} Bob: hi`, `Emma Wang ${word} x key=1`]) {
      expect(colour(line)).toMatchObject({
        "entity.name.function": expect.stringMatching(/^(?:Emma Wang|Bob)$/),
        "keyword.operator": word,
      });
    }
  },
);

test("a message has its speaker", () => {
  expect(colour("陈晨：hi")).toEqual({
    "entity.name.function": "陈晨",
    "punctuation.separator": "：",
  });
  expect(colour("wait: hi")).toMatchObject({ "entity.name.function": "wait" });
  expect(colour("scene The bot")).toEqual({
    "keyword.control": "scene",
    "entity.name.section": "The bot",
  });
});
