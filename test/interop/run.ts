/** `bun run interop [NAME ...] [--cache DIR] [--python PROGRAM] [--verbose]`: real bot frameworks try the server. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { bots } from "./bots.ts";
import type { Bot } from "./bots.ts";
import { install } from "./install.ts";
import { trial } from "./trial.ts";

type Row = [bot: string, token: string, result: string, detail: string];

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 1;
});

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      cache: { type: "string" },
      python: { type: "string", default: "python3" },
      verbose: { type: "boolean" },
    },
  });
  const picked = pick(positionals);
  const stop = new AbortController();
  // Children end by this signal; what they leave open is closed on the way out.
  process.once("SIGINT", () => stop.abort()).once("SIGTERM", () => stop.abort());
  await using packages = await packageFolder(values.cache);
  const rows: Row[] = [];
  for (const bot of picked) {
    const folder = join(packages.path, bot.kit.name);
    const where = { folder, python: values.python, signal: stop.signal };
    const program = await install(bot.kit, where).catch(reasonOf);
    stop.signal.throwIfAborted();
    if (program instanceof Error) {
      console.log(`${bot.name}: skipped, since it cannot be installed\n${program.message}`);
      rows.push([bot.name, "", "skip", program.message.trimEnd().split("\n").at(-1) ?? ""]);
      continue;
    }
    for (const token of ["", crypto.randomUUID()]) {
      stop.signal.throwIfAborted();
      const options = { token, folder, program, signal: stop.signal };
      const { passed, detail, transcript } = await trial(bot, options);
      const row: Row = [bot.name, token ? "yes" : "no", passed ? "pass" : "FAIL", detail];
      console.log(`${bot.name}${token && " with a token"}: ${passed ? "pass" : "FAIL"}`);
      if (values.verbose || !passed) console.log(transcript.join("\n"));
      rows.push(row);
    }
  }
  console.log(`\n${table([["bot", "token", "result", "detail"], ...rows])}`);
  const passed = rows.filter(([, , result]) => result === "pass").length;
  const skipped = rows.filter(([, , result]) => result === "skip").length;
  const tried = rows.length - skipped;
  console.log(`\n${passed} of ${tried} passed${skipped ? `, ${skipped} skipped` : ""}`);
  return tried && passed === tried ? 0 : 1;
}

function reasonOf(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** The bots that the arguments name; all without arguments. */
function pick(names: readonly string[]): readonly Bot[] {
  const isNamed = (bot: Bot, name: string) => bot.name === name || bot.name.startsWith(`${name}/`);
  for (const name of names) {
    if (bots.some((bot) => isNamed(bot, name))) continue;
    const known = bots.map((bot) => bot.name).join(", ");
    throw new RangeError(`There is no bot ${name}; there are ${known}`);
  }
  return names.length ? bots.filter((bot) => names.some((name) => isNamed(bot, name))) : bots;
}

/** The folder that is given, or one that is removed when done with. */
async function packageFolder(given?: string): Promise<AsyncDisposable & { path: string }> {
  const path = given ? resolve(given) : await mkdtemp(join(tmpdir(), "onebot-interop-"));
  return {
    path,
    async [Symbol.asyncDispose]() {
      if (!given) await rm(path, { recursive: true, force: true });
    },
  };
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = [0, 1, 2, 3].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0));
  return rows.map((row) => line(row).join("  ").trimEnd()).join("\n");
}
