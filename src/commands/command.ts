/** What every command has. */
import { basename, sep } from "node:path";

import { say } from "../words/language.ts";
import type { Told } from "../words/language.ts";

export interface Command {
  summary: Told;
  help: Told;
  /** Gives the exit code; whatever it throws is told by its message, with the code of a {@link Failure} or 1. */
  run(args: readonly string[]): Promise<number>;
}

/** How a command ends: refused or failed, used wrongly, without a connection. */
export const exitCodes = { refused: 1, wrongUse: 2, noConnection: 3 } as const;

/** An end that has an exit code of its own. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly exitCode: number;

  constructor(how: keyof typeof exitCodes, told: Told) {
    super(say(told));
    this.exitCode = exitCodes[how];
  }
}

/** The options that choose a configuration, for `parseArgs`. */
export const configOptions = {
  config: { type: "string", short: "c" },
  set: { type: "string", multiple: true },
} as const;

/** How the user calls this program. */
export function programName(): string {
  const name = basename(process.execPath);
  if (!name.startsWith("bun")) return `./${name}`;
  // Where npx fetched Bun, there is none to call by its name.
  const isFetched = process.execPath.includes(`${sep}_npx${sep}`);
  return isFetched ? `npx -y bun@${Bun.version} onebot` : "bun onebot";
}

export interface ConfigArgs {
  readonly config?: string | undefined;
  readonly set?: readonly string[] | undefined;
}
