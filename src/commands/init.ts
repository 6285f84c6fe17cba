/** `onebot init`: writes the commented configuration. */
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";

import { builtInToml } from "../config-file.ts";
import { programName } from "./command.ts";
import type { Command } from "./command.ts";

export const init: Command = {
  summary: "write a commented onebot.toml here",
  help: `Usage: onebot init [-c FILE]

Writes the configuration, with every key explained, to ./onebot.toml or FILE. Never overwrites.`,

  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { config: { type: "string", short: "c" } },
    });
    const file = values.config ?? "onebot.toml";
    try {
      await writeFile(file, builtInToml, { flag: "wx" });
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      console.error(
        code === "EEXIST"
          ? `${file} exists already and is left as it is`
          : `Cannot write ${file}: ${message}`,
      );
      return 1;
    }
    console.log(`Wrote ${file}; start with: ${programName()} -c ${file}`);
    return 0;
  },
};
