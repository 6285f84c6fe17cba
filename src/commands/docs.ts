/** `onebot docs`: prints a page of the manual, in the user's language. */
import { parseArgs } from "node:util";

import { pages } from "../docs/pages.ts";
import { didYouMean } from "../protocol/nearest.ts";
import { programName } from "./command.ts";
import type { Command } from "./command.ts";

type Language = "en" | "zh";

const topics = Object.keys(pages);

export const docs: Command = {
  summary: "print a page of the manual, or say which there are",
  help: `Usage: onebot docs [TOPIC]

Topics: ${topics.join(", ")}

In a terminal the page is laid out for it; into a file or a pipe it goes as Markdown.
The language is that of LC_ALL, LC_MESSAGES or LANG.`,

  run(args) {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
    const [topic] = positionals;
    const language = languageOf(process.env);
    console.log(topic === undefined ? listPages(language) : layOut(findPage(topic)[language]));
    return Promise.resolve(0);
  },
};

function findPage(topic: string): Record<Language, string> {
  const found = Object.entries(pages).find(([name]) => name === topic);
  if (found) return found[1];
  const meant = didYouMean(topic, topics) || `; there are ${topics.join(", ")}`;
  throw new Error(`There is no page ${topic}${meant}`);
}

function listPages(language: Language): string {
  return Object.entries(pages)
    .map(([topic, page]) => `${programName()} docs ${topic.padEnd(15)} ${titleOf(page[language])}`)
    .join("\n");
}

function titleOf(page: string): string {
  return page.slice("# ".length, page.indexOf("\n"));
}

function layOut(page: string): string {
  const text = page.replaceAll(/<!--.*?-->\n?/g, "").trimEnd();
  if (!process.stdout.isTTY) return text;
  const linked = text.replaceAll(/\]\(([\w-]+)\.md\)/g, `](<${programName()} docs $1>)`);
  const colors = !process.env["NO_COLOR"];
  return Bun.markdown.ansi(linked, { columns: process.stdout.columns, colors }).trimEnd();
}

function languageOf(env: Record<string, string | undefined>): Language {
  const locale = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "";
  return locale.startsWith("zh") ? "zh" : "en";
}
