/** The command line: which command, and what became of it. */
import { version } from "../package.json";
import { call } from "./commands/call.ts";
import { check } from "./commands/check.ts";
import type { Command } from "./commands/command.ts";
import { docs } from "./commands/docs.ts";
import { init } from "./commands/init.ts";
import { serve } from "./commands/serve.ts";
import { tail } from "./commands/tail.ts";
import { endLog } from "./log.ts";

const commands: Record<string, Command> = { serve, check, init, call, tail, docs };

const help = `onebot ${version}, a OneBot 11 server

Usage: onebot [COMMAND] [OPTIONS]

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(7)} ${summary}`)
  .join("\n")}

  onebot COMMAND --help tells more; without a command it serves.
  onebot --version      prints the version.
`;

/** Runs the command that the arguments name; gives the exit code. */
async function run(args: readonly string[]): Promise<number> {
  const [first = "serve", ...rest] = args;
  if (first === "--version") {
    console.log(version);
    return 0;
  }
  if (first === "--help" || first === "-h" || first === "help") {
    console.log(help);
    return 0;
  }
  const named = Object.hasOwn(commands, first) ? commands[first] : undefined;
  if (!named && !first.startsWith("-")) {
    console.error(`There is no command ${first}; there are ${Object.keys(commands).join(", ")}`);
    return 1;
  }
  const command = named ?? serve;
  const given = named ? rest : args;
  if (given.includes("--help") || given.includes("-h")) {
    console.log(command.help);
    return 0;
  }
  try {
    return await command.run(given);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

void run(process.argv.slice(2)).then(async (code) => {
  await endLog();
  process.exit(code);
});
