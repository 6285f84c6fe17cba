/** `onebot init`: writes the commented configuration. */
import { writeFile } from "node:fs/promises";

import { builtInToml } from "../config/file.ts";
import { outcomes } from "../words/command.ts";
import { helps, summaries } from "../words/help.ts";
import { say } from "../words/language.ts";
import { Failure, programName } from "./command.ts";
import type { Command } from "./command.ts";
import { writeKit } from "./kit.ts";
import { readWords } from "./options.ts";

export const init: Command = {
  summary: summaries.init,
  help: helps.init,

  async run(args) {
    const { values, positionals } = readWords(args, { config: { type: "string", short: "c" } });
    const [kit] = positionals;
    if (kit !== undefined) return writeKit(kit);
    const { config: file = "onebot.toml" } = values;
    try {
      await writeFile(file, builtInToml, { flag: "wx" });
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      throw new Failure(
        "refused",
        code === "EEXIST" ? outcomes.exists(file) : outcomes.cannotWrite(file, message),
      );
    }
    console.log(say(outcomes.wrote(file, `${programName()} -c ${file}`)));
    return 0;
  },
};
