import { expect, test } from "bun:test";

import { configSummaries } from "../src/config-summary.ts";
import { knownKeys } from "../src/config.ts";

/** Each summary, by the path of its key. */
function summaries(): [path: string, en: string, zh: string][] {
  const found: [string, string, string][] = [];
  const collect = (branch: object, path: readonly string[]) => {
    if ("en" in branch && "zh" in branch) {
      found.push([path.join("."), String(branch.en), String(branch.zh)]);
      return;
    }
    for (const [key, value] of Object.entries(branch)) collect(value as object, [...path, key]);
  };
  collect(configSummaries, []);
  return found;
}

test.each(summaries())("%s is told in both languages", (_, en, zh) => {
  expect(en).toMatch(/^[A-Z][ -~…]+[^.]$/);
  expect(zh).toMatch(/\p{Script=Han}/u);
});

test("the summaries are in the order of the keys", () => {
  const inOrder = (branch: object, path: string[]): void => {
    expect(Object.keys(branch)).toEqual(knownKeys(path));
    for (const [key, value] of Object.entries(branch) as [string, object][]) {
      if ("keys" in value) inOrder(value.keys as object, [...path, key, "0"]);
      else if (!("en" in value)) inOrder(value, [...path, key]);
    }
  };
  inOrder(configSummaries, []);
});
