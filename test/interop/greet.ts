/** `bun run interop:greet [--cache DIR]`: the conversation of the manual, played to bots of real frameworks. */
import { copyFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { install } from "./install.ts";
import { koishi, nonebot, zerobot } from "./kits.ts";
import type { Kit } from "./kits.ts";

const bots: readonly [kit: Kit, file: string][] = [
  [nonebot, "greet-nonebot.py"],
  [koishi, "greet-koishi.cjs"],
  [zerobot, "greet-zerobot.go"],
];
const root = join(import.meta.dir, "../..");

const { values } = parseArgs({ options: { cache: { type: "string" } } });
const cache = resolve(values.cache ?? join(tmpdir(), "onebot-interop-greet"));
for (const [kit, file] of bots) {
  console.log(`${kit.name}:`);
  // A folder of its own for Go, where a folder is a program.
  const folder = join(cache, kit.installer === "go" ? `${kit.name}-greet` : kit.name);
  const { ready } = await install(kit, folder, AbortSignal.timeout(300_000));
  const name = `greet${extname(file)}`;
  await copyFile(join(import.meta.dir, file), join(folder, name));
  const command = (await ready(name)).map((word) => `"${word}"`).join(" ");
  const child = Bun.spawn(
    [
      process.execPath,
      "src/main.ts",
      "play",
      "test/examples/greet.chat",
      "--bot",
      `cd "${folder}"; exec ${command}`,
    ],
    { cwd: root, stdin: "ignore", stdout: "inherit", stderr: "inherit" },
  );
  if ((await child.exited) !== 0) process.exitCode = 1;
}
