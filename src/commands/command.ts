/** What every command has. */
import { basename } from "node:path";

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
  return process.env["npm_command"] === "exec" ? `npx -y bun@${Bun.version} onebot` : "bun onebot";
}
