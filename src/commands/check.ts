/** `onebot check`: validates a configuration and starts nothing. */
import { loadConfig } from "../config/file.ts";
import { but, isRight } from "../words/check.ts";
import { helps, summaries } from "../words/help.ts";
import { say } from "../words/language.ts";
import { configOptions } from "./command.ts";
import type { Command } from "./command.ts";
import { readOptions } from "./options.ts";
import { strayAccounts, unwise } from "./unwise.ts";

export const check: Command = {
  summary: summaries.check,
  help: helps.check,

  async run(args) {
    const values = readOptions(args, configOptions);
    const { config, source } = await loadConfig(values.config, values.set);
    console.log(say(isRight(source)));
    for (const warning of [...unwise(config), ...strayAccounts(config)])
      console.log(say(but(warning)));
    return 0;
  },
};
