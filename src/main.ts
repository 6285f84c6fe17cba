/** The command line: which command, and what became of it. */
import { version } from "../package.json";
import { call } from "./commands/call.ts";
import { chat } from "./commands/chat.ts";
import { check } from "./commands/check.ts";
import { Failure, exitCodes } from "./commands/command.ts";
import type { Command } from "./commands/command.ts";
import { docs } from "./commands/docs.ts";
import { init } from "./commands/init.ts";
import { takeLanguage } from "./commands/options.ts";
import { play } from "./commands/play.ts";
import { record } from "./commands/record.ts";
import { serve } from "./commands/serve.ts";
import { sessions } from "./commands/sessions.ts";
import { tail } from "./commands/tail.ts";
import { why } from "./commands/why.ts";
import { endLog } from "./log/log.ts";
import { nearest } from "./protocol/nearest.ts";
import { usage } from "./words/command.ts";
import { program } from "./words/help.ts";
import { languageOf, say, speak } from "./words/language.ts";

const commands: Record<string, Command> = {
  serve,
  check,
  init,
  call,
  tail,
  why,
  sessions,
  chat,
  play,
  record,
  docs,
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
  const named = Object.hasOwn(commands, first) ? commands[first] : undefined;
  if (!named && !first.startsWith("-")) {
    const known = Object.keys(commands);
    const meant = Object.hasOwn(otherNames, first) ? otherNames[first] : nearest(first, known);
    throw new Failure("wrongUse", usage.noCommand(first, meant, known));
  }
  const command = named ?? serve;
  const words = named ? rest : args;
  if (words.includes("--help") || words.includes("-h")) {
    console.log(say(command.help));
    return 0;
  }
  return command.run(words);
}

function listCommands(): string {
  const lines = Object.entries(commands).map(
    ([name, { summary }]) => `  ${name.padEnd(8)} ${say(summary)}`,
  );
  return lines.join("\n");
}

void run(process.argv.slice(2)).then(async (code) => {
  await endLog();
  process.exit(code);
});
