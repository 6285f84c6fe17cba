/** The command line: which command, and what became of it. */
import { version } from "../package.json";
import { Failure, exitCodes } from "./commands/command.ts";
import type { Command } from "./commands/command.ts";
import { takeLanguage } from "./commands/options.ts";
import { endLog } from "./log/log.ts";
import { nearest } from "./protocol/nearest.ts";
import { usage } from "./words/command.ts";
import { program, summaries } from "./words/help.ts";
import { languageOf, say, speak } from "./words/language.ts";

/** Each is loaded when it is run: what plays conversations takes 10 MB that the server does without. */
const commands: Record<keyof typeof summaries, () => Promise<Command>> = {
  serve: async () => (await import("./commands/serve.ts")).serve,
  check: async () => (await import("./commands/check.ts")).check,
  init: async () => (await import("./commands/init.ts")).init,
  call: async () => (await import("./commands/call.ts")).call,
  tail: async () => (await import("./commands/tail.ts")).tail,
  why: async () => (await import("./commands/why.ts")).why,
  sessions: async () => (await import("./commands/sessions.ts")).sessions,
  chat: async () => (await import("./commands/chat.ts")).chat,
  play: async () => (await import("./commands/play.ts")).play,
  record: async () => (await import("./commands/record.ts")).record,
  docs: async () => (await import("./commands/docs.ts")).docs,
};

/** What other programs call these, whose letters are not near. */
const otherNames: Record<string, string> = {
  start: "serve",
  run: "serve",
  server: "serve",
  validate: "check",
  test: "check",
  new: "init",
  send: "call",
  log: "tail",
  logs: "tail",
  watch: "tail",
  events: "tail",
  man: "docs",
};

/** Runs the command that the arguments name; gives the exit code. */
async function run(given: readonly string[]): Promise<number> {
  const { locale } = Intl.DateTimeFormat().resolvedOptions();
  speak(languageOf(process.env, { platform: process.platform, locale }));
  try {
    return await choose(takeLanguage(given));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return error instanceof Failure ? error.exitCode : exitCodes.refused;
  }
}

async function choose(args: readonly string[]): Promise<number> {
  const [first = "serve", ...rest] = args;
  if (first === "--version") {
    console.log(version);
    return 0;
  }
  if (first === "--help" || first === "-h" || first === "help") {
    console.log(say(program(version, listCommands())));
    return 0;
  }
  const isNamed = isCommand(first);
  if (!isNamed && !first.startsWith("-")) {
    const known = Object.keys(commands);
    const meant = Object.hasOwn(otherNames, first) ? otherNames[first] : nearest(first, known);
    throw new Failure("wrongUse", usage.noCommand(first, meant, known));
  }
  const command = await commands[isNamed ? first : "serve"]();
  const words = isNamed ? rest : args;
  if (words.includes("--help") || words.includes("-h")) {
    console.log(say(command.help));
    return 0;
  }
  return command.run(words);
}

function isCommand(name: string): name is keyof typeof commands {
  return Object.hasOwn(commands, name);
}

function listCommands(): string {
  const lines = Object.keys(commands).flatMap((name) =>
    isCommand(name) ? [`  ${name.padEnd(9)} ${say(summaries[name])}`] : [],
  );
  return lines.join("\n");
}

void run(process.argv.slice(2)).then(async (code) => {
  await endLog();
  process.exit(code);
});
