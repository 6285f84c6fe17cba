/** `onebot chat`: to talk as anybody, in a terminal or through a pipe. */
import { createInterface } from "node:readline";

import { CastError } from "../chat/cast.ts";
import { Company } from "../chat/company.ts";
import { verbWords } from "../chat/keyword.ts";
import { encodeRef } from "../chat/ref.ts";
import { parseSpan } from "../chat/span.ts";
import { harmless } from "../harmless.ts";
import { actions } from "../platforms/sandbox/handler.ts";
import { hiddenActions } from "../platforms/sandbox/hidden/action.ts";
import { helps, summaries } from "../words/help.ts";
import { say } from "../words/language.ts";
import { chatWords as words, recordWords } from "../words/play.ts";
import { Failure, exitCodes } from "./command.ts";
import type { Command } from "./command.ts";
import { connectOptions, reach } from "./connect.ts";
import { readOptions } from "./options.ts";
import { print } from "./standard-output.ts";
import { Talk, TalkError, slashCommands } from "./talk.ts";

const options = {
  ...connectOptions,
  as: { type: "string" },
  in: { type: "string" },
  linger: { type: "string" },
} as const;

const usualLinger = 1000;
/** Milliseconds of one look at what goes on. */
const lookInterval = 60_000;

export const chat: Command = {
  summary: summaries.chat,
  help: helps.chat,

  async run(args) {
    const values = readOptions(args, options);
    const linger = values.linger === undefined ? usualLinger : parseSpan(values.linger);
    if (linger === undefined)
      throw new Failure("wrongUse", recordWords.badSpan(values.linger ?? ""));
    using company = new Company(await reach(values));
    const isTerminal = Boolean(process.stdin.isTTY);
    const screen = new Screen(isTerminal);
    let talk: Talk;
    try {
      talk = await Talk.begin(company, {
        as: values.as,
        where: values.in,
        print: (line) => screen.print(line),
      });
    } catch (error) {
      if (!(error instanceof CastError)) throw error;
      throw new Failure("wrongUse", { en: error.message, zh: error.message });
    }
    return await (isTerminal ? converse(talk, screen) : pipe(talk, linger));
  },
};

/** Does the lines of standard input, one after another. */
async function pipe(talk: Talk, linger: number): Promise<number> {
  let isRefused = false;
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === "/quit") break;
    isRefused = !(await attempt(talk, line)) || isRefused;
    while (await talk.listen(0));
  }
  while (await talk.listen(linger));
  return isRefused ? exitCodes.refused : 0;
}

/** Does a line; gives whether it was done. */
async function attempt(talk: Talk, line: string, tell = print): Promise<boolean> {
  try {
    await talk.take(line);
    return true;
  } catch (error) {
    if (!(error instanceof TalkError)) throw error;
    tell(`# ${harmless(error.message)}`);
    return false;
  }
}

async function converse(talk: Talk, screen: Screen): Promise<number> {
  const terminal = createInterface({
    input: process.stdin,
    output: process.stdout,
    completer: (line: string) => complete(line, talk),
  });
  screen.attach(terminal);
  const place = talk.prompt;
  screen.print(say(words.hello(place, "")));
  const ended = Promise.withResolvers<number>();
  const prompt = () => {
    terminal.setPrompt(`${harmless(talk.prompt)}> `);
    terminal.prompt();
  };
  terminal.on("close", () => ended.resolve(0));
  terminal.on("line", (line) => {
    if (line.trim() === "/quit") return terminal.close();
    void attempt(talk, line, (text) => screen.print(text)).then(prompt, ended.reject);
  });
  const listen = async () => {
    for (;;) await talk.listen(lookInterval);
  };
  listen().catch(ended.reject);
  prompt();
  return ended.promise;
}

/** What a line may go on with: commands, names, groups, verbs and actions. */
function complete(line: string, { cast }: Talk): [string[], string] {
  const last = /\S*$/.exec(line)?.[0] ?? "";
  const people = Array.from(cast.people.keys(), (id) => encodeRef(cast.nameOf(id)));
  const groups = Array.from(cast.groups.keys(), (id) => encodeRef(cast.titleOf(id)));
  const choices: readonly [RegExp, readonly string[]][] = [
    [/^\/\S*$/, slashCommands],
    [/^\/(?:as|to|poke) |\b(?:to|pokes|befriend) \S*$|=\S*$/, people],
    [/^\/in |\bin \S*$/, groups],
    [/ (?:calls|调用) \S*$/, [...Object.keys(actions), ...Object.keys(hiddenActions)]],
    [/^\S*$/, people],
    [/^\S+ \S*$/, verbWords],
  ];
  const [, found = []] = choices.find(([form]) => form.test(line)) ?? [];
  const word = last.includes("=") ? last.slice(last.indexOf("=") + 1) : last;
  return [found.filter((each) => each.toLowerCase().startsWith(word.toLowerCase())), word];
}

/** Where lines are shown: above the line that is being typed, in a terminal. */
class Screen {
  readonly #isTerminal: boolean;
  #terminal: ReturnType<typeof createInterface> | undefined;

  constructor(isTerminal: boolean) {
    this.#isTerminal = isTerminal;
  }

  attach(terminal: ReturnType<typeof createInterface>): void {
    this.#terminal = terminal;
  }

  print(text: string): void {
    const lines = text.split("\n").map(harmless).join("\n");
    if (!this.#isTerminal) return print(lines);
    process.stdout.write(`\r\u001b[K${lines}\n`);
    this.#terminal?.prompt(true);
  }
}
