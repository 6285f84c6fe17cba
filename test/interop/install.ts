/** Installs a kit of packages into a folder of its own. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import type { Kit } from "./kits.ts";
import { outcomeOf } from "./outcome.ts";

/** What stands ready in a folder. */
export interface Installed {
  readonly folder: string;
  /** Gives the command that runs a bot whose file is in the folder. */
  readonly ready: (file: string) => Promise<string[]>;
}

/** Installs a kit; rejects where that fails. What the folder already has is kept. */
export async function install(kit: Kit, folder: string, signal: AbortSignal): Promise<Installed> {
  const stamp = Bun.file(join(folder, "installed"));
  const wanted = kit.packages.join("\n");
  const recipe = installers[kit.installer](folder, kit);
  if (!(await stamp.exists()) || (await stamp.text()) !== wanted) {
    await mkdir(folder, { recursive: true });
    for (const command of recipe.install()) await finish(command, folder, signal);
    await stamp.write(wanted);
  }
  return {
    folder,
    ready: async (file) => {
      for (const command of recipe.build?.(file) ?? []) await finish(command, folder, signal);
      return recipe.run(file);
    },
  };
}

interface Recipe {
  /** The commands that fill the folder. */
  install: () => string[][];
  /** What is to be done for each bot before it runs. */
  build?: (file: string) => string[][];
  run: (file: string) => string[];
}

const installers: Record<Kit["installer"], (folder: string, kit: Kit) => Recipe> = {
  pip: (folder, { packages, pythons = ["python3"] }) => {
    const program = join(folder, "venv/bin/python");
    return {
      install: () => [
        [findPython(pythons), "-m", "venv", "venv"],
        [program, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages],
      ],
      run: (file) => [program, file],
    };
  },
  npm: (_, { packages }) => ({
    install: () => [
      ["npm", "init", "--yes", "--loglevel=error"],
      ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", ...packages],
    ],
    run: (file) => ["node", file],
  }),
  go: (folder, { packages }) => ({
    install: () => [
      ["go", "mod", "init", "bot"],
      ["go", "get", ...packages],
    ],
    // Built first: `go run` would leave its child behind when it is ended.
    build: (file) => [
      ["go", "mod", "tidy"],
      ["go", "build", "-o", "bot", file],
    ],
    run: () => [join(folder, "bot")],
  }),
};

/** The first that starts: a name on the path may be a stub for a version that is not there. */
function findPython(names: readonly string[]): string {
  const starts = (name: string) =>
    Bun.which(name) !== null && Bun.spawnSync([name, "--version"]).success;
  const found = names.find(starts);
  if (!found) throw new Error(`There is no ${names.join(" or ")}`);
  return found;
}

async function finish(command: string[], cwd: string, signal: AbortSignal): Promise<void> {
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
