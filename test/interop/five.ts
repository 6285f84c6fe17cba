/** `bun run interop:five [--cache DIR] [--verbose]`: the five bots of docs/clients at once, on one server. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { parse, stringify } from "@std/toml";
import * as v from "valibot";

import { builtInToml } from "../../src/config/file.ts";
import { blocksOf } from "../docs/manual.ts";
import { connect } from "../support/client.ts";
import { alice, bot as botId, group } from "../support/server.ts";
import { bots, secret } from "./bots.ts";
import type { Bot } from "./bots.ts";
import { install } from "./install.ts";
import { outcomeOf } from "./outcome.ts";
import { startServer } from "./server.ts";
import { freePort, prepare, startBot, successOf } from "./trial.ts";

/** Who plays which client of the page, and what they have to do here beside what they are for there. */
const cast = {
  moderator: { bot: "nonebot/websockets", change: {} },
  games: { bot: "koishi/ws", change: {} },
  // AstrBot stands on it, and needs a newer Python.
  talker: { bot: "aiocqhttp/reverse", change: {} },
  weather: {
    bot: "zerobot/http",
    change: {
      text: "^(/weather|ping)",
      actions: ["send_*", "get_*", "upload_group_file", "delete_msg", "set_group_ban"],
    },
  },
  diary: {
    bot: "olivos/http",
    change: { actions: ["send_*", "get_*", "delete_msg", "set_group_ban"] },
  },
} as const;
type Part = keyof typeof cast;
const parts = Object.keys(cast).filter((name): name is Part => name in cast);

interface Player {
  readonly part: Part;
  readonly bot: Bot;
  readonly token: string;
  readonly port: number;
}

const Target = v.looseObject({ client: v.picklist(parts) });
/** What is changed of the page's configuration. */
const Table = v.looseObject({
  client: v.array(v.looseObject({ name: v.picklist(parts), access_token: v.string() })),
  auth: v.object({ access_token: v.string() }),
  ws_reverse: v.object({ target: v.array(Target) }),
  http_post: v.object({ target: v.array(Target) }),
});
type Table = v.InferOutput<typeof Table>;

const page = "src/docs/en/clients.md";

process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { cache: { type: "string" }, verbose: { type: "boolean", default: false } },
  });
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort()).once("SIGTERM", () => stop.abort());
  const { signal } = stop;
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "onebot-five-"));
  stack.defer(() => rm(folder, { recursive: true, force: true }));

  const table = await readPage();
  const players = table.client.map(({ name, access_token }) => toPlayer(name, access_token));
  const config = join(folder, "bots.toml");
  await Bun.write(config, stringify(adapt(table, players)));
  const cache = values.cache === undefined ? folder : resolve(values.cache);
  const ready = [];
  for (const player of players) {
    const installed = await install(player.bot.kit, join(cache, player.bot.kit.name), signal);
    ready.push({ player, installed, command: await prepare(player.bot, installed) });
  }

  const server = stack.use(await startServer({ token: "", more: [], config }, signal));
  const owner = async (account: number) => {
    const query = `self_id=${account}&access_token=${table.auth.access_token}`;
    const client = await connect(new URL(`/api?${query}`, server.url));
    stack.defer(() => client.close());
    return client;
  };
  const [she, me] = [await owner(alice), await owner(botId)];
  const trials = ready.map(async ({ player: { part, bot, token, port }, installed, command }) => {
    const options = { token, installed, signal };
    const child = startBot(bot, { url: server.url, port, command }, options);
    const outcome = await outcomeOf(child);
    if (values.verbose) console.log(`${part}:\n${outcome.out}${outcome.err}`);
    const said = successOf(outcome, child);
    console.log(`${part} (${bot.name}): pass, ${said}`);
  });
  // Each bans her in the end, and nobody outside knows when the others are ready.
  const pinging = setInterval(() => {
    me.send({
      action: "set_group_ban",
      params: { group_id: group, user_id: alice, duration: 0 },
    });
    for (const message of ["ping", `[CQ:at,qq=${botId}] ping`])
      she.send({ action: "send_group_msg", params: { group_id: group, message } });
  }, 1000);
  stack.defer(() => clearInterval(pinging));
  const results = await Promise.allSettled(trials);
  clearInterval(pinging);
  const failed = results.filter((result) => result.status === "rejected");
  for (const { reason } of failed) console.error(reason);
  if (failed.length > 0) console.error(server.log.join("\n"));
  await server.stop();
  console.log(`${results.length - failed.length} of ${results.length} passed`);
  return failed.length === 0 ? 0 : 1;
}

/** The configuration as it stands in the page. */
async function readPage(): Promise<Table> {
  const block = blocksOf(page, await Bun.file(page).text()).find(
    ({ file }) => file === "bots.toml",
  );
  return v.parse(Table, parse(block?.text ?? ""));
}

function toPlayer(part: Part, token: string): Player {
  const bot = bots.find(({ name }) => name === cast[part].bot);
  if (!bot) throw new Error(`There is no bot ${cast[part].bot}`);
  return { part, bot, token, port: freePort() };
}

/** The same with this run's ports and the shipped world. */
function adapt(table: Table, players: readonly Player[]): Record<string, unknown> {
  const portOf = (part: Part) => players.find((player) => player.part === part)?.port ?? 0;
  const reach = (scheme: string, path: string) => (target: v.InferOutput<typeof Target>) => ({
    ...target,
    url: `${scheme}://127.0.0.1:${portOf(target.client)}${path}`,
  });
  const posts = table.http_post.target.map(reach("http", "/"));
  return {
    ...table,
    client: table.client.map((client) => ({ ...client, ...cast[client.name].change })),
    ws_reverse: {
      reconnect_interval: 500,
      target: table.ws_reverse.target.map(reach("ws", "/ws/")),
    },
    http_post: { target: posts.map((target) => ({ ...target, secret })) },
    sandbox: parse(builtInToml)["sandbox"],
  };
}
