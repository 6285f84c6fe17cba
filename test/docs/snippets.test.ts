import { expect, test } from "bun:test";
import { join } from "node:path";

import { scripts } from "../../package.json";
import { parse } from "../../src/chat/parse.ts";
import { readConfig } from "../../src/config/file.ts";
import { helps } from "../../src/words/help.ts";
import { bots } from "../interop/bots.ts";
import { connect } from "../support/client.ts";
import { run } from "../support/program.ts";
import { openDesk } from "./desk.ts";
import type { Desk } from "./desk.ts";
import { blocksOf, manual } from "./manual.ts";
import type { Block } from "./manual.ts";
import { Tail } from "./tail.ts";

type Rule = (block: Block, desk: Desk) => Promise<void> | void;

const root = join(import.meta.dir, "../..");
const interop = join(import.meta.dir, "../interop");

/** How each block is tried, by its language. A block without a rule fails. */
const rules: Readonly<Record<string, Rule>> = {
  sh: async ({ text }, desk) => {
    for (const line of text.trim().split("\n")) await runLine(line, desk);
  },
  console: transcribe,
  ts: async (block, desk) => {
    if (await isExcerpt(block)) return;
    const file = await save(block, desk);
    await succeed(`bun test ${file}`, desk);
  },
  python: async (block, desk) => {
    if ((await isExcerpt(block)) || Bun.which("python3") === null) return;
    if (block.file === "bot.py") return isPythonBot(block, desk);
    const module = (await save(block, desk)).replace(/\.py$/, "");
    const names = Array.from(block.text.matchAll(/^def (test_\w+)/gm), ([, name]) => name);
    expect(names).not.toEqual([]);
    const calls = names.map((name) => `${module}.${name}()`).join("; ");
    await succeed(`python3 -c 'import ${module}; ${calls}'`, desk);
  },
  toml: async (block, desk) => {
    if (block.file !== undefined) await save(block, desk);
    else readConfig({ source: block.place, toml: `[[sandbox.user]]\nid = 10001\n${block.text}` });
  },
  chat: async (block) => {
    if (!(await isExcerpt(block))) parse(block.text, block.place);
  },
  json: async (block, desk) => {
    JSON.parse(block.text);
    if (block.file !== undefined) await save(block, desk);
  },
  ini: async ({ text }, desk) => {
    const bot = await Bun.file(join(interop, "nonebot.py")).text();
    const drivers = bots.map(({ env }) => env["DRIVER"]);
    for (const [, key = "", value] of text.matchAll(/^(\w+)=(.*)$/gm)) {
      if (key === "DRIVER") expect(drivers).toContain(value);
      else expect(bot).toContain(key.toLowerCase());
    }
    await isHeard(text, desk);
  },
  yaml: async ({ text }, desk) => {
    const { plugins } = Bun.YAML.parse(text) as { plugins: Record<string, { protocol: string }> };
    const modes = bots.map(({ env }) => env["MODE"]);
    expect(modes).toContain(plugins["adapter-onebot"]?.protocol);
    const bot = await Bun.file(join(interop, "koishi.cjs")).text();
    for (const key of Object.keys(plugins["adapter-onebot"] ?? {})) expect(bot).toContain(key);
    await isHeard(text, desk);
  },
  // It runs with its packages, in `bun run interop`.
  js: async ({ text }, desk) => {
    const bot = await Bun.file(join(interop, "node-napcat-ts.mjs")).text();
    for (const [line] of text.matchAll(/^import .*$/gm)) expect(bot).toContain(line);
    await isHeard(text, desk);
  },
  // It needs Go and packages.
  go: ({ text }, desk) => isHeard(text, desk),
  // It shows what a chat looks like, and runs nowhere.
  text: () => {},
};

/** How a line of a shell is tried. The first that fits counts. */
const lines: readonly (readonly [like: RegExp, rule: (line: string, desk: Desk) => unknown])[] = [
  // A server runs already; what is set must be right, and other options must be there.
  [
    /^bun start\b/,
    (line) => {
      for (const [option] of line.matchAll(/--[\w-]+/g)) expect(helps.serve.en).toContain(option);
      const overrides = Array.from(line.matchAll(/--set (\S+)/g), ([, set = ""]) => set);
      readConfig({ source: line, toml: "[[sandbox.user]]\nid = 10001", overrides });
    },
  ],
  [
    /^bun onebot tail\b/,
    async (line, desk) => {
      await using tail = new Tail(line, desk);
      await tail.shows((text) => /"sub_type":"connect"|connected|已连接/.test(text));
    },
  ],
  // What is in the repository is played from its root.
  [/^bun onebot play /, (line, desk) => succeed(`cd "${root}"; ${line}`, desk)],
  [/^(bun onebot|bun test|echo) /, succeed],
  [
    /^bun test\/examples\/ping-bot\.ts$/,
    async (line, desk) => {
      const example = line.replace("test/", `${join(import.meta.dir, "..")}/`);
      const bot = desk.shell(`exec ${desk.translate(`${example} ws://127.0.0.1:6700/`)}`);
      const { value } = await bot.stdout.getReader().read();
      expect(new TextDecoder().decode(value)).toContain("I answer ping");
      bot.kill();
      await bot.exited;
    },
  ],
  [/^curl /, async (line, desk) => expect(await succeed(line, desk)).toContain('"status":"ok"')],
  // Building and measuring take too long here.
  [/^bun run /, (line) => expect(Object.keys(scripts)).toContain(line.split(" ")[2] ?? "")],
  // The executable is what main.ts is.
  [
    /^\.\/onebot/,
    async (line) => {
      const words = line.replace(/#.*/, "").trim().split(" ").slice(1);
      const help = await run(words[0]?.startsWith("-") ? words : [...words, "--help"], ".");
      expect(help.code).toBe(0);
    },
  ],
];

test.each(manual())("the blocks of %s are true", async (file) => {
  const blocks = blocksOf(file, await Bun.file(file).text());
  await using desk = await openDesk(/zh/.test(file) ? "zh" : "en");
  for (const block of blocks) {
    const rule = rules[block.language];
    if (!rule) throw new Error(`${block.place}: there is no rule for ${block.language || "none"}`);
    try {
      await rule(block, desk);
    } catch (error) {
      throw new Error(`${block.place}: ${(error as Error).message}`, { cause: error });
    }
  }
  for (const isShown of desk.later) await isShown();
});

async function runLine(line: string, desk: Desk): Promise<void> {
  const [, rule] = lines.find(([like]) => like.test(line)) ?? [];
  if (!rule) throw new Error(`there is no rule for the line ${line}`);
  await rule(line, desk);
}

/** Gives what a line prints, where it ends with 0. */
async function succeed(line: string, desk: Desk): Promise<string> {
  const { output, code } = await finish(line, desk);
  if (code !== 0) throw new Error(`${line} ended with ${code}: ${output}`);
  return output;
}

async function finish(line: string, desk: Desk): Promise<{ output: string; code: number }> {
  const child = desk.shell(line);
  const [out, err, code] = await Promise.all([
    child.stdout.text(),
    child.stderr.text(),
    child.exited,
  ]);
  return { output: out + err, code };
}

/** Each command prints what stands below it, but for times and numbers that count. */
async function transcribe({ text }: Block, desk: Desk): Promise<void> {
  for (const part of text.split(/^\$ /m).slice(1)) {
    const [command = "", ...told] = part.trimEnd().split("\n");
    if (command === "bun start") {
      for (const line of told) expect(plain(desk.log)).toContain(plain(line));
    } else if (command.startsWith("bun onebot tail")) {
      const tail = desk.keep(new Tail(command, desk));
      const [first = "", ...others] = told;
      const shows = (line: string) => tail.shows((text) => plain(text).includes(plain(line)));
      await shows(first);
      desk.later.push(...others.map((line) => () => shows(line)));
    } else {
      const { output } = await finish(command, desk);
      expect(plain(output.trimEnd())).toBe(plain(told.join("\n")));
    }
  }
}

function plain(text: string): string {
  return text
    .replaceAll(/\d\d:\d\d:\d\d\.\d{3}/g, "TIME")
    .replaceAll(/127\.0\.0\.1:\d+/g, "ADDRESS")
    .replaceAll(/"(time|message_id)": \d+/g, '"$1": 1')
    .replaceAll(/^\d\d:\d\d:\d\d(?= )/gm, "TIME")
    .replaceAll(/\d+ more seconds/g, "SECONDS");
}

/** Whether a block is said to be of a file of this repository, and is. */
async function isExcerpt({ file, text }: Block): Promise<boolean> {
  if (!file?.includes("/")) return false;
  expect(flat(await Bun.file(file).text())).toContain(flat(text));
  return true;
}

function flat(text: string): string {
  return text.replaceAll(/^\s+/gm, "").trim();
}

/** A bot for a framework needs packages, and runs with them in `bun run interop`; here it compiles, at least. */
async function isPythonBot(block: Block, desk: Desk): Promise<void> {
  await succeed(`python3 -m py_compile ${await save(block, desk)}`, desk);
  const bot = await Bun.file(join(interop, "nonebot.py")).text();
  for (const [name] of block.text.matchAll(/\b(nonebot\.\w+|on_\w+|Adapter)\b/g))
    expect(bot).toContain(name);
}

/** Writes a block to the file it is to be saved as. */
async function save({ file, text }: Block, desk: Desk): Promise<string> {
  if (file === undefined) throw new Error("the name of its file is missing behind ```");
  await Bun.write(join(desk.folder, file), desk.translate(text));
  return file;
}

/** The server lets in whoever connects to the addresses that stand here. */
async function isHeard(text: string, desk: Desk): Promise<void> {
  for (const [address] of text.matchAll(/ws:\/\/127\.0\.0\.1:6700[^"'\s,]*/g)) {
    const client = await connect(new URL(desk.translate(address)));
    await client.next("lifecycle");
    client.close();
  }
}
