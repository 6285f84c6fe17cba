/**
 * Bots with sessions that are dropped in every way at random points, under a stream of events: what is promised is
 * that each event is handled at least once, in the order of first handling, and again only where it was not settled.
 * `bun test/resilience/sessions.ts [ROUNDS]`.
 */
import { join } from "node:path";

import { makeFolder } from "../support/folder.ts";
import { alice, bot } from "../support/server.ts";
import { launch } from "./launch.ts";
import { Stream, handled } from "./numbers.ts";

/** Milliseconds: what the server waits after an event was read, and what a handler takes. */
const settle = 400;
const delay = 150;
/** Between a settled event and the drop there is a PING more, and what is busy in between. */
const slack = 2500;

const kinds = ["finish", "cancel", "reset", "kill", "stall", "freeze", "server"] as const;
type Kind = (typeof kinds)[number];

export interface Figures {
  readonly sent: number;
  readonly lost: number;
  readonly disordered: number;
  /** Repeated though it had been settled. */
  readonly undue: number;
  /** By what dropped the bot: how often, and how many events were handled again. */
  readonly drops: Record<string, { times: number; repeated: number }>;
}

interface Drop {
  readonly kind: Kind;
  readonly at: number;
}

class Keeper {
  readonly log: string;
  readonly drops: Drop[] = [];
  readonly #command: () => string[];
  #process: Bun.Subprocess<"pipe", "inherit", "inherit">;

  constructor({ url, folder, token }: { url: () => string; folder: string; token: string }) {
    this.log = join(folder, `${token}.log`);
    const script = new URL("keeper.ts", import.meta.url).pathname;
    this.#command = () => [process.execPath, script, url(), token, this.log, String(delay)];
    this.#process = this.#start();
  }

  async drop(kind: Exclude<Kind, "server">): Promise<void> {
    this.drops.push({ kind, at: Date.now() });
    const child = this.#process;
    switch (kind) {
      case "finish":
      case "cancel":
        this.#order(kind);
        await Promise.race([child.exited, Bun.sleep(3000).then(() => child.kill("SIGKILL"))]);
        await child.exited;
        this.#process = this.#start();
        break;
      case "kill":
        child.kill("SIGKILL");
        await child.exited;
        this.#process = this.#start();
        break;
      case "freeze":
        child.kill("SIGSTOP");
        await Bun.sleep(200 + Math.random() * 1200);
        child.kill("SIGCONT");
        break;
      case "reset":
      case "stall":
        this.#order(kind);
        break;
      default:
        return kind satisfies never;
    }
  }

  async end(): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#process.exited;
  }

  #order(word: string): void {
    void this.#process.stdin.write(`${word}\n`);
    void this.#process.stdin.flush();
  }

  #start() {
    return Bun.spawn(this.#command(), { stdin: "pipe", stdout: "inherit", stderr: "inherit" });
  }
}

/** Runs some rounds, and gives what became of all events. */
export async function dropAtRandom(rounds: number): Promise<Figures> {
  await using folder = await makeFolder();
  const session = (more: string) => `session = { settle = ${settle}, max_age = 600000${more} }`;
  const row = (name: string, more: string) =>
    `{ name = "${name}", access_token = "${name}", accounts = [${bot}], ${session(more)} }`;
  const sets = [
    'auth.access_token="own"',
    `data_dir=${JSON.stringify(join(folder.path, "data"))}`,
    `client=[${row("finisher", "")}, ${row("canceller", ", trust_close = false")}]`,
  ];
  let server = await launch(folder.path, { sets, isLogRead: true });
  const { port } = server.url;
  const url = () => `ws://127.0.0.1:${port}/`;
  const again = [...sets, `ws.port=${port}`];
  const stream = new Stream(() => new URL(`/api?self_id=${alice}&access_token=own`, url()));
  const keepers = [
    {
      kinds: kinds.filter((kind) => kind !== "cancel"),
      keeper: new Keeper({ url, folder: folder.path, token: "finisher" }),
    },
    {
      kinds: kinds.filter((kind) => kind !== "finish"),
      keeper: new Keeper({ url, folder: folder.path, token: "canceller" }),
    },
  ];
  for (let round = 0; round < rounds; round++) {
    await Bun.sleep(100 + Math.random() * 900);
    const chosen = keepers[round % keepers.length];
    const kind = chosen?.kinds[Math.floor(Math.random() * chosen.kinds.length)];
    if (!chosen || kind === undefined) continue;
    if (kind !== "server") await chosen.keeper.drop(kind);
    else {
      for (const { keeper } of keepers) keeper.drops.push({ kind, at: Date.now() });
      server.process.kill("SIGKILL");
      await server.process.exited;
      server = await launch(folder.path, { sets: again });
    }
  }
  const sure = await stream.end();
  const until = Date.now() + 30_000;
  for (const { keeper } of keepers)
    while (Date.now() < until && !sure.every((number) => handled(keeper.log).has(number)))
      await Bun.sleep(100);
  for (const { keeper } of keepers) await keeper.end();
  await server[Symbol.asyncDispose]();
  return sum(keepers.map(({ keeper }) => judge(keeper, sure)));
}

function judge({ log, drops }: Keeper, sure: readonly number[]): Figures {
  const times = handled(log);
  const order = [...times.keys()];
  const byKind: Figures["drops"] = {};
  for (const { kind } of drops) {
    const found = (byKind[kind] ??= { times: 0, repeated: 0 });
    found.times++;
  }
  let undue = 0;
  for (const [first = 0, ...repeats] of times.values()) {
    let before = first;
    for (const at of repeats) {
      const drop = drops.findLast((each) => each.at <= at);
      if (drop) (byKind[drop.kind] ?? { repeated: 0 }).repeated++;
      // A drop that followed soon enough is what the repeat is due to.
      if (!drops.some((each) => each.at <= at && each.at - before <= settle + slack)) undue++;
      before = at;
    }
  }
  return {
    sent: sure.length,
    lost: sure.filter((number) => !times.has(number)).length,
    disordered: order.filter((number, index) => number < (order[index - 1] ?? 0)).length,
    undue,
    drops: byKind,
  };
}

function sum(all: readonly Figures[]): Figures {
  const total = { sent: 0, lost: 0, disordered: 0, undue: 0, drops: {} as Figures["drops"] };
  for (const each of all) {
    total.sent += each.sent;
    total.lost += each.lost;
    total.disordered += each.disordered;
    total.undue += each.undue;
    for (const [kind, { times, repeated }] of Object.entries(each.drops)) {
      const found = (total.drops[kind] ??= { times: 0, repeated: 0 });
      found.times += times;
      found.repeated += repeated;
    }
  }
  return total;
}

if (import.meta.main) {
  const [rounds = "300"] = process.argv.slice(2);
  const figures = await dropAtRandom(Number(rounds));
  console.log(JSON.stringify(figures, undefined, 2));
  process.exit(figures.lost + figures.disordered + figures.undue === 0 ? 0 : 1);
}
