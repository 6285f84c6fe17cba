/** `onebot check`: validates a configuration and starts nothing. */
import { parseArgs } from "node:util";

import { loadConfig } from "../config-file.ts";
import { configHelp, configOptions } from "./command.ts";
import type { Command } from "./command.ts";

export const check: Command = {
  summary: "say whether a configuration is right, and what is wrong with it",
  help: `Usage: onebot check [OPTIONS]

Reads the configuration, names every mistake, and exits with 0 or 1.

${configHelp}`,

  async run(args) {
    const { values } = parseArgs({ args: [...args], options: configOptions });
    const { source } = await loadConfig(values.config, values.set);
    console.log(`${source} is right`);
    return 0;
  },
};
