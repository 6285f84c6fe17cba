/** Installs a kit of packages into a folder of its own. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import type { Kit } from "./bots.ts";
import { outcomeOf } from "./outcome.ts";

export interface InstallOptions {
  folder: string;
  /** The Python that environments are made with. */
  python: string;
  signal: AbortSignal;
}

/** Gives the program that runs the kit's bots. What the folder already has is kept. */
export async function install(
  kit: Kit,
  { folder, python, signal }: InstallOptions,
): Promise<string> {
  const stamp = Bun.file(join(folder, "installed"));
  const wanted = kit.packages.join("\n");
  const { program, commands } = installers[kit.installer](kit.packages, { folder, python });
  if ((await stamp.exists()) && (await stamp.text()) === wanted) return program;
  await mkdir(folder, { recursive: true });
  for (const command of commands) await run(command, folder, signal);
  await stamp.write(wanted);
  return program;
}

type Installer = (
  packages: readonly string[],
  where: Pick<InstallOptions, "folder" | "python">,
) => { program: string; commands: string[][] };

const installers: Record<Kit["installer"], Installer> = {
  pip: (packages, { folder, python }) => {
    const program = join(folder, "venv/bin/python");
    return {
      program,
      commands: [
        [python, "-m", "venv", "venv"],
        [program, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages],
      ],
    };
  },
  npm: (packages) => ({
    program: "node",
    commands: [
      ["npm", "init", "--yes", "--loglevel=error"],
      ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", ...packages],
    ],
  }),
};

async function run(command: string[], cwd: string, signal: AbortSignal): Promise<void> {
  const child = Bun.spawn(command, {
    cwd,
    signal,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const { out, err, code } = await outcomeOf(child);
  if (code !== 0) throw new Error(`${command.join(" ")} failed with ${code}\n${out}${err}`);
}
