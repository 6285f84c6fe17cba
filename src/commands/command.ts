/** What every command has. */
import { basename, sep } from "node:path";

export interface Command {
  summary: string;
  help: string;
  /** Gives the exit code; whatever it throws is told by its message, with exit code 1. */
  run(args: readonly string[]): Promise<number>;
}

/** The options that choose a configuration, for `parseArgs`, and how they are explained. */
export const configOptions = {
  config: { type: "string", short: "c" },
  set: { type: "string", multiple: true },
} as const;

export const configHelp = `  -c, --config FILE   the configuration; else ./onebot.toml, else the built-in one
  --set KEY=VALUE     overrides a key, like --set ws.port=0; may be repeated`;

/** How the user calls this program. */
export function programName(): string {
  const name = basename(process.execPath);
  if (!name.startsWith("bun")) return `./${name}`;
  // Where npx fetched Bun, there is none to call by its name.
  const isFetched = process.execPath.includes(`${sep}_npx${sep}`);
  return isFetched ? `npx -y bun@${Bun.version} onebot` : "bun onebot";
}
