/** Where the blocks of the manual are tried: a folder, a server on free ports with the first world, a bot in it. */
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";

import { builtInToml } from "../../src/config/file.ts";
import type { Language } from "../../src/words/language.ts";
import { startPingBot } from "../examples/ping-bot.ts";
import { makeFolder } from "../support/folder.ts";

const main = new URL("../../src/main.ts", import.meta.url).pathname;

export interface Desk extends AsyncDisposable {
  readonly folder: string;
  /** What the server has logged. */
  readonly log: string;
  /** What must come true before a page ends. */
  readonly later: (() => Promise<void>)[];
  /** Gives back what is to be ended with it. */
  keep<Kept extends AsyncDisposable>(kept: Kept): Kept;
  /** The same text, with the addresses of this server in the place of the usual ones. */
  translate(text: string): string;
  /** Runs a line of a shell; `bun onebot` is this program. */
  shell(line: string): Bun.Subprocess<"ignore", "pipe", "pipe">;
}

const locales = { en: "C", zh: "zh_CN.UTF-8" } as const satisfies Record<Language, string>;

/** One pixel. */
const picture =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** Everything at it speaks that language. */
export async function openDesk(language: Language): Promise<Desk> {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await makeFolder()).path;
  const [ws, http] = [freePort(), freePort()];
  const toml = builtInToml
    .replace("port = 6700", `port = ${ws}`)
    .replace("port = 5700", `port = ${http}`)
    .replace(/(\[http\]\nenable = )false/, "$1true");
  await Bun.write(join(folder, "onebot.toml"), toml);
  await Bun.write(join(folder, "cat.png"), Buffer.from(picture, "base64"));
  const [LC_ALL, PATH] = [locales[language], `${await shim(folder)}:${process.env["PATH"]}`];
  const env = { ...process.env, LC_ALL, PATH };
  const server = Bun.spawn([process.execPath, main], { cwd: folder, env, stdout: "pipe" });
  stack.defer(async () => {
    server.kill();
    await server.exited;
  });
  const log = await readStart(server.stdout);
  const bot = startPingBot(new URL(`ws://127.0.0.1:${ws}/`));
  stack.defer(() => bot.close());
  await new Promise((resolve) => bot.addEventListener("message", resolve, { once: true }));
  const translate = (text: string) =>
    text.replaceAll("127.0.0.1:6700", `127.0.0.1:${ws}`).replaceAll(":5700", `:${http}`);
  const io = { stdin: "ignore", stdout: "pipe", stderr: "pipe" } as const;
  const owned = stack.move();
  return {
    folder,
    log,
    later: [],
    keep: (kept) => owned.use(kept),
    translate,
    shell: (line) => Bun.spawn(["sh", "-c", translate(line)], { cwd: folder, env, ...io }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** A `bun` for which `bun onebot` works in any folder. */
async function shim(folder: string): Promise<string> {
  const bin = join(folder, "bin");
  await mkdir(bin);
  const onebot = `if [ "$1" = onebot ]; then shift; exec "${process.execPath}" "${main}" "$@"; fi`;
  await Bun.write(join(bin, "bun"), `#!/bin/sh\n${onebot}\nexec "${process.execPath}" "$@"\n`);
  await chmod(join(bin, "bun"), 0o755);
  return bin;
}

/** Reads the log until the server says what to type next. */
async function readStart(stdout: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  let log = "";
  for await (const text of stdout.pipeThrough(new TextDecoderStream())) {
    log += text;
    if (/Be a person|扮演一个人/.test(log) && log.endsWith("\n")) return log;
  }
  throw new Error(`The server did not start: ${log}`);
}

function freePort(): number {
  const listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  const { port } = listener;
  listener.stop(true);
  return port;
}
