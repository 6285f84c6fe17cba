/** Whatever a person reads is there in both languages. */
import { expect, test } from "bun:test";

import * as chat from "../../src/words/chat.ts";
import * as check from "../../src/words/check.ts";
import * as command from "../../src/words/command.ts";
import * as config from "../../src/words/config.ts";
import * as help from "../../src/words/help.ts";
import { languageOf } from "../../src/words/language.ts";
import * as play from "../../src/words/play.ts";
import * as start from "../../src/words/start.ts";
import * as world from "../../src/words/world.ts";

type Entry = [name: string, told: { en: string; zh: string }];

/** A word, a list, and what has the parts that some texts name. */
const anything = Object.assign(["7"], {
  found: "?",
  wanted: '"',
  column: 1,
  key: "ws",
  host: "h",
  port: 1,
  people: 2,
  groups: 2,
  replace: () => "7",
});

/** Each text of a module; those that take words are given some. */
function textsOf(name: string, value: unknown): Entry[] {
  if (typeof value === "function") {
    const given = Array.from({ length: value.length }, () => anything);
    return textsOf(name, (value as (...words: unknown[]) => unknown)(...given));
  }
  if (typeof value !== "object" || value === null) return [];
  if ("en" in value && "zh" in value) return [[name, value as Entry[1]]];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(`${name}.${key}`, inner));
}

const texts = Object.entries({ chat, check, command, config, help, play, start, world }).flatMap(
  ([name, module]) => textsOf(name, module),
);

test("there are texts to be looked at", () => {
  expect(texts.length).toBeGreaterThan(50);
});

test.each(texts)("%s is said in English and in Chinese", (_, { en, zh }) => {
  expect(en).not.toMatch(/[\u4E00-\u9FFF]/);
  expect(zh).not.toBe(en);
  expect(en.trim()).not.toBe("");
});

test.each([
  [{ LANG: "zh_CN.UTF-8" }, "zh"],
  [{ LANG: "zh_CN.UTF-8", LC_ALL: "C" }, "en"],
  [{ LC_MESSAGES: "zh_TW", LANG: "en_US" }, "zh"],
  [{}, "en"],
] as const)("the environment %j speaks %s", (env, language) => {
  expect(languageOf(env, { platform: "linux", locale: "zh-CN" })).toBe(language);
});

test("Windows speaks what its system speaks", () => {
  expect(languageOf({}, { platform: "win32", locale: "zh-CN" })).toBe("zh");
});
