import { expect, test } from "bun:test";
import { basename } from "node:path";

import { scripts } from "../../package.json";
import { keys } from "../../src/docs/keys.ts";
import { pages } from "../../src/docs/pages.ts";
import { fill } from "../../src/docs/tables.ts";
import { ownHidden } from "../../src/own-actions.ts";
import { hiddenActions } from "../../src/platforms/sandbox/hidden/action.ts";
import { summaries } from "../../src/words/help.ts";
import { makeFolder } from "../support/folder.ts";
import { run } from "../support/program.ts";
import { blocksOf, manual } from "./manual.ts";

const languages = ["en", "zh"] as const;

test.each(Object.entries(pages))("the tables of %s are those of `bun run docs`", (_, page) => {
  for (const language of languages) expect(page[language]).toBe(fill(page[language], language));
});

test("every page of the folder is bundled, in both languages", () => {
  for (const language of languages) {
    const there = [...new Bun.Glob("*.md").scanSync(`src/docs/${language}`)];
    expect(there.sort()).toEqual(
      Object.keys(pages)
        .map((topic) => `${topic}.md`)
        .sort(),
    );
  }
});

test.each(Object.entries(pages))("%s has the same shape in both languages", (_, page) => {
  expect(shapeOf(page.zh)).toEqual(shapeOf(page.en));
});

test("the README is short, and has the same shape in both languages", async () => {
  const [en = "", zh = ""] = await Promise.all(
    ["README.md", "README.zh-CN.md"].map((file) => Bun.file(file).text()),
  );
  expect(shapeOf(zh)).toEqual(shapeOf(en));
  for (const text of [en, zh]) expect(text.split("\n").length).toBeLessThanOrEqual(151);
});

test.each(manual())("the links of %s lead somewhere", async (file) => {
  for (const [, target = ""] of prose(await Bun.file(file).text()).matchAll(/\]\(([^)]+)\)/g)) {
    if (/^https?:/.test(target)) continue;
    const [path = "", heading] = target.split("#");
    const linked = Bun.file(new URL(path, `file://${process.cwd()}/${file}`).pathname);
    expect({ target, exists: await linked.exists() }).toEqual({ target, exists: true });
    if (heading !== undefined) expect(anchorsOf(await linked.text())).toContain(heading);
  }
});

test("docs lists the topics, prints a page in the user's language, and tells the nearest topic", async () => {
  await using folder = await makeFolder();
  const { stdout } = await run(["docs"], folder.path);
  for (const topic of Object.keys(pages)) expect(stdout).toContain(`onebot docs ${topic} `);
  const page = await run(["docs", "actions"], folder.path);
  expect(page.stdout).toStartWith(pages.actions.en.slice(0, 9));
  expect(page.stdout).not.toContain("<!--");
  expect((await run(["docs", "console"], folder.path)).stdout).not.toContain("![");
  expect(await run(["docs", "recipe"], folder.path)).toEqual({
    code: 2,
    stdout: "",
    stderr: "There is no page recipe; did you mean recipes?\n",
  });
  const chinese = await run(["docs", "play"], folder.path, { LC_ALL: "zh_CN.UTF-8" });
  expect(chinese.stdout).toStartWith("# 试玩\n");
});

const tables = new Set(Object.keys(keys).flatMap((key) => /^\w+(?=\.)/.exec(key) ?? []));

const sources = [...new Bun.Glob("{src,test}/**/*.ts").scanSync(".")];

/** What prose may name, by how it looks. */
const named = [
  { like: /`(?:bun |\.\/)onebot ([a-z]\w+)/g, known: Object.keys(summaries) },
  { like: /`([\w/-]+\.ts)`/g, known: sources.flatMap((path) => [path, basename(path)]) },
  { like: /`bun run (\w+)/g, known: Object.keys(scripts) },
  { like: /`(\.sandbox\.\w+)/g, known: Object.keys({ ...hiddenActions, ...ownHidden }) },
  {
    like: new RegExp(`\`((?:${[...tables].join("|")})\\.(?!ts\\b)\\w+)(?: = [^\`]*)?\``, "g"),
    // A table within a table may be named too.
    known: Object.keys(keys).flatMap((key) => [key, key.replace(/^(\w+\.\w+)\..*/, "$1")]),
  },
];

test.each(manual())("what the prose of %s names is there", async (file) => {
  const text = prose(await Bun.file(file).text());
  for (const { like, known } of named)
    for (const [, name = ""] of text.matchAll(like)) expect(known).toContain(name);
});

test.each(manual())("no fenced block of %s is overlooked", async (file) => {
  const page = await Bun.file(file).text();
  const fences = page.match(/^[ \t>]*(?:```|~~~)/gm) ?? [];
  expect(fences.length).toBe(2 * blocksOf(file, page).length);
});

/** Headings by depth, fences by language, rows of tables: what translations share. */
function shapeOf(page: string): string[] {
  return page
    .split("\n")
    .filter((line) => /^(#+ |```|\||- )/.test(line))
    .map((line) => /^(#+|```.*|\||-)/.exec(line)?.[0] ?? "");
}

function prose(page: string): string {
  return page.replaceAll(/^```.*?^```/gms, "");
}

/** As GitHub makes them. */
function anchorsOf(page: string): string[] {
  return Array.from(page.matchAll(/^#+ (.*)$/gm), ([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, "")
      .replaceAll(" ", "-"),
  );
}
