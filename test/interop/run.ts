/** `bun run interop [NAME ...] [--cache DIR] [--verbose]`: real bot frameworks try the server. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { bots } from "./bots.ts";
import type { Bot } from "./bots.ts";
import { install } from "./install.ts";
import type { Kit } from "./kits.ts";
import { trial } from "./trial.ts";

type Row = [bot: string, token: string, result: "pass" | "FAIL" | "skip", detail: string];

interface Options {
  /** Holds a folder of packages for each kit. */
  cache: string;
  verbose: boolean;
  signal: AbortSignal;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 1;
});

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { cache: { type: "string" }, verbose: { type: "boolean", default: false } },
  });
  const picked = pick(positionals);
  const stop = new AbortController();
  // Children end by this signal; what they leave open is closed on the way out.
  process.once("SIGINT", () => stop.abort()).once("SIGTERM", () => stop.abort());
  await using packages = await packageFolder(values.cache);
  const options = { cache: packages.path, verbose: values.verbose, signal: stop.signal };
  const rows: Row[] = [];
  for (const [kit, members] of Map.groupBy(picked, (bot) => bot.kit)) {
    rows.push(...(await tryKit(kit, members, options)));
  }
  console.log(`\n${table([["bot", "token", "result", "detail"], ...rows])}`);
  const count = (wanted: string) => rows.filter(([, , result]) => result === wanted).length;
  const [passed, skipped] = [count("pass"), count("skip")];
  console.log(`\n${passed} of ${rows.length} passed${skipped ? `, ${skipped} skipped` : ""}`);
  // A run in which nothing could be installed has shown nothing.
  return passed > 0 && count("FAIL") === 0 ? 0 : 1;
}

/** Tries each bot of a kit without and with a token; skips them where the kit cannot be had. */
async function tryKit(kit: Kit, members: readonly Bot[], options: Options): Promise<Row[]> {
  const { cache, verbose, signal } = options;
  let installed;
  try {
    installed = await install(kit, join(cache, kit.name), signal);
  } catch (error) {
    signal.throwIfAborted();
    const why = error instanceof Error ? error.message : String(error);
    console.log(`${kit.name}: skipped, since its packages cannot be installed\n${why}`);
    const [line = ""] = why.split("\n");
    return members.map((bot): Row => [bot.name, "", "skip", line]);
  }
  const rows: Row[] = [];
  for (const bot of members) {
    console.log(`${bot.name}: ${bot.proves}`);
    for (const token of ["", crypto.randomUUID()]) {
      signal.throwIfAborted();
      const { passed, detail, transcript } = await trial(bot, { token, installed, signal });
      const result = passed ? "pass" : "FAIL";
      console.log(`  ${token ? "with a token" : "without a token"}: ${result}`);
      if (verbose || !passed) console.log(transcript.join("\n"));
      rows.push([bot.name, token ? "yes" : "no", result, detail]);
    }
  }
  return rows;
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
