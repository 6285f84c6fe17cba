/** `onebot docs`: prints a page of the manual, in the user's language. */
import { pages } from "../docs/pages.ts";
import { nearest } from "../protocol/nearest.ts";
import { usage } from "../words/command.ts";
import { helps, summaries } from "../words/help.ts";
import { say } from "../words/language.ts";
import type { Told } from "../words/language.ts";
import { Failure, programName } from "./command.ts";
import type { Command } from "./command.ts";
import { readWords } from "./options.ts";

const topics = Object.keys(pages);

export const docs: Command = {
  summary: summaries.docs,
  help: helps.docs,

  run(args) {
    const topic = readWords(args, {}).positionals.join(" ");
    console.log(topic === "" ? listPages() : layOut(say(findPage(topic))));
    return Promise.resolve(0);
  },
};

/** The page with a topic or a title, in whatever language. */
function findPage(given: string): Told {
  const wanted = given.toLowerCase();
  const named = Object.entries(pages).flatMap(([topic, page]) =>
    [topic, ...Object.values(page).map(titleOf)].map((name) => ({ topic, name, page })),
  );
  const found = named.find(({ name }) => name.toLowerCase() === wanted);
  if (found) return found.page;
  const meant = nearest(
    given,
    named.map(({ name }) => name),
  );
  const topic = named.find(({ name }) => name === meant)?.topic;
  throw new Failure("wrongUse", usage.noPage(given, topic, topics));
}

function listPages(): string {
  return Object.entries(pages)
    .map(([topic, page]) => `${programName()} docs ${topic.padEnd(15)} ${titleOf(say(page))}`)
    .join("\n");
}

function titleOf(page: string): string {
  return page.slice("# ".length, page.indexOf("\n"));
}

function layOut(page: string): string {
  // A terminal shows no pictures.
  const text = page.replaceAll(/<!--.*?-->\n?|^!\[.*\n\n/gm, "").trimEnd();
  if (!process.stdout.isTTY) return text;
  const linked = text.replaceAll(/\]\(([\w-]+)\.md\)/g, `](<${programName()} docs $1>)`);
  const colors = !process.env["NO_COLOR"];
  return Bun.markdown.ansi(linked, { columns: process.stdout.columns, colors }).trimEnd();
}
