/**
 * `bun test/interop/keep.ts [--cache DIR] [--kills 20]`: frameworks as they are, with a session, are ended again and
 * again under a stream of events, killed and in order in turn, and must handle all of it.
 */
import { copyFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { Stream, handled } from "../resilience/numbers.ts";
import { makeFolder } from "../support/folder.ts";
import { alice } from "../support/server.ts";
import { install } from "./install.ts";
import * as kits from "./kits.ts";
import type { Kit } from "./kits.ts";
import { startServer } from "./server.ts";
import { freePort } from "./trial.ts";

interface Kept {
  readonly name: string;
  readonly kit: Kit;
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
  /** How the server reaches it; absent where it dials. */
  readonly reach?: (port: number) => string;
}

/** Milliseconds: what a handler takes, and what the server waits after an event was read. */
const delay = 300;
const settle = 1000;

const all: readonly Kept[] = [
  {
    name: "nonebot/websockets",
    kit: kits.nonebot,
    file: "keeper-nonebot.py",
    env: { DRIVER: "~websockets" },
  },
  {
    name: "aiocqhttp/reverse",
    kit: kits.aiocqhttp,
    file: "keeper-aiocqhttp.py",
    env: {},
    reach: (port) =>
      `ws_reverse.target=[{ url = "ws://127.0.0.1:${port}/ws", role = "Universal", client = "keeper" }]`,
  },
  {
    name: "aiocqhttp/post",
    kit: kits.aiocqhttp,
    file: "keeper-aiocqhttp.py",
    env: {},
    reach: (port) => `http_post.target=[{ url = "http://127.0.0.1:${port}/", client = "keeper" }]`,
  },
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { cache: { type: "string", default: "." }, kills: { type: "string", default: "20" } },
});
let failures = 0;
for (const kept of all.filter(({ name }) => positionals.every((each) => name.startsWith(each)))) {
  const figures = await keep(kept, Number(values.kills));
  // Posts overlap: a few may change places where one of them fails.
  const isInOrder = kept.name.endsWith("/post") || figures.disordered === 0;
  if (figures.lost > 0 || !isInOrder) failures++;
  console.log(kept.name, JSON.stringify(figures));
}
process.exit(failures === 0 ? 0 : 1);

async function keep({ name, kit, file, env, reach }: Kept, kills: number) {
  const { signal } = new AbortController();
  const installed = await install(kit, join(resolve(values.cache), kit.name), signal);
  await copyFile(join(import.meta.dir, file), join(installed.folder, "keeper.py"));
  const command = await installed.ready("keeper.py");
  await using folder = await makeFolder();
  const log = join(folder.path, "handled");
  const port = freePort();
  const row = `name = "keeper", access_token = "keep", session = { settle = ${settle}, max_age = 3600000 }`;
  const more = [
    `client=[{ ${row} }]`,
    "ws_reverse.reconnect_interval=300",
    "http_post.retry_interval=200",
    ...(reach ? [reach(port)] : []),
  ];
  await using server = await startServer({ token: "own", more }, signal);
  const start = () =>
    Bun.spawn(command, {
      cwd: installed.folder,
      env: {
        ...process.env,
        ...env,
        ONEBOT_URL: server.url.href,
        ONEBOT_TOKEN: "keep",
        BOT_PORT: String(port),
        HANDLED: log,
        DELAY: String(delay),
      },
      stdin: "ignore",
      stdout: "ignore",
      stderr: "ignore",
    });
  const stream = new Stream(() => new URL(`/api?self_id=${alice}&access_token=own`, server.url));
  let child = start();
  let repeated = { kill: 0, order: 0 };
  const repeats = () =>
    handled(log)
      .values()
      .reduce((sum, times) => sum + times.length - 1, 0);
  for (let times = 0; times < kills; times++) {
    const before = handled(log).size;
    // It is there again once it has handled some more.
    while (handled(log).size < before + 30) await Bun.sleep(50);
    await Bun.sleep(Math.random() * 1000);
    const had = repeats();
    const how = times % 2 === 0 ? "kill" : "order";
    const leaving = child;
    leaving.kill(how === "kill" ? "SIGKILL" : "SIGTERM");
    await Promise.race([leaving.exited, Bun.sleep(5000)]);
    leaving.kill("SIGKILL");
    await leaving.exited;
    child = start();
    const count = handled(log).size;
    while (handled(log).size < count + 20) await Bun.sleep(50);
    repeated = { ...repeated, [how]: repeated[how] + repeats() - had };
  }
  const sure = await stream.end();
  const until = Date.now() + 60_000;
  while (Date.now() < until && !sure.every((number) => handled(log).has(number)))
    await Bun.sleep(200);
  child.kill("SIGKILL");
  await child.exited;
  const order = [...handled(log).keys()];
  return {
    bot: name,
    kills,
    sent: sure.length,
    lost: sure.filter((number) => !handled(log).has(number)).length,
    disordered: order.filter((number, at) => number < (order[at - 1] ?? 0)).length,
    repeated,
  };
}
