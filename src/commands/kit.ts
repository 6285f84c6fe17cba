/** `onebot init chat|pytest|vitest|bun-test`: writes a working example of a test. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

import { nearest } from "../protocol/nearest.ts";
import { kits } from "../starters/kits.ts";
import { outcomes, usage } from "../words/command.ts";
import { say } from "../words/language.ts";
import { Failure } from "./command.ts";

/** Writes the files of a kit where none of them is there yet. Throws {@link Failure}. */
export async function writeKit(name: string): Promise<number> {
  const kit = Object.hasOwn(kits, name) ? kits[name] : undefined;
  const known = Object.keys(kits);
  if (!kit) throw new Failure("wrongUse", usage.noKit(name, nearest(name, known), known));
  const files = Object.entries(kit.files);
  for (const [file] of files) {
    if (await Bun.file(file).exists()) throw new Failure("refused", outcomes.exists(file));
  }
  for (const [file, text] of files) {
    try {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text, { flag: "wx" });
    } catch (error) {
      throw new Failure("refused", outcomes.cannotWrite(file, (error as Error).message));
    }
  }
  console.log(say(outcomes.wrote(files.map(([file]) => file).join(", "), kit.command)));
  return 0;
}
