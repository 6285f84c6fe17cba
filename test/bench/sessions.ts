/**
 * What sessions cost, `bun test/bench/sessions.ts`: the processor's time of the server at a steady rate of events to
 * clients with and without one, with one configured that nobody has, and the latency of a plain client beside a
 * session that is 100,000 events behind and catches up.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { launch } from "../resilience/launch.ts";
import { connect } from "../support/client.ts";
import type { Client } from "../support/client.ts";
import { makeFolder } from "../support/folder.ts";
import { alice, bot } from "../support/server.ts";

const clients = 10;
const perSecond = 1000;
const seconds = 10;
const behind = 100_000;
/** Calls under way at once. */
const wide = 50;

/** Milliseconds that a process has run. */
function cpu(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function open(folder: string, session: boolean) {
  const row = (name: string, more = "") => `{ name = "${name}", access_token = "${name}"${more} }`;
  const names = Array.from({ length: clients }, (_, n) => `bot${n}`);
  const rows = [...names.map((name) => row(name, session ? ", session = true" : "")), row("plain")];
  const server = await launch(folder, {
    sets: [
      'auth.access_token="own"',
      `data_dir=${JSON.stringify(join(folder, "data"))}`,
      "console.enable=false",
      "sandbox.control=false",
      `client=[${rows.join(", ")}]`,
    ],
  });
  const she = await connect(new URL(`/api?self_id=${alice}&access_token=own`, server.url));
  return { server, names, she };
}

async function costAt(session: boolean, listening: number): Promise<number> {
  await using folder = await makeFolder();
  const { server, names, she } = await open(folder.path, session);
  await using _server = server;
  const bots = await Promise.all(
    names
      .slice(0, listening)
      .map((name) => connect(new URL(`/event?access_token=${name}`, server.url))),
  );
  await say(she, perSecond);
  const before = cpu(server.process.pid);
  for (let second = 0; second < seconds; second++) {
    const began = performance.now();
    for (let part = 0; part < 20; part++) {
      await say(she, perSecond / 20);
      await Bun.sleep(Math.max(0, began + (part + 1) * 50 - performance.now()));
    }
    for (const each of bots) each.take();
  }
  const spent = cpu(server.process.pid) - before;
  for (const each of [...bots, she]) each.close();
  return spent / (perSecond * seconds);
}

/** Sends so many messages, in order, and waits for the replies. */
async function say(she: Client, count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += wide)
    await Promise.all(
      Array.from({ length: Math.min(wide, count - sent) }, () =>
        she.ask("send_private_msg", { user_id: bot, message: `${performance.now()}` }),
      ),
    );
}

/** Latencies of a plain client, in milliseconds, while nobody or one that is far behind catches up. */
async function beside(isBehind: boolean) {
  await using folder = await makeFolder();
  const { server, she } = await open(folder.path, true);
  await using _server = server;
  await say(she, isBehind ? behind : 1000);
  const plain = await connect(new URL("/event?access_token=plain", server.url));
  await plain.next("meta_event");
  const times: number[] = [];
  plain.socket.addEventListener("message", ({ data }) => {
    const sent = /"raw_message":"([\d.]+)"/.exec(String(data))?.[1];
    if (sent !== undefined) times.push(performance.now() - Number(sent));
  });
  const child = isBehind
    ? Bun.spawn(
        [
          process.execPath,
          new URL("reader.ts", import.meta.url).pathname,
          new URL("/event?access_token=bot0", server.url).href,
          String(behind),
        ],
        { stdout: "pipe", stderr: "inherit" },
      )
    : undefined;
  const caughtUp = child ? new Response(child.stdout).text() : Bun.sleep(3000).then(() => "");
  let isOver = false;
  void caughtUp.then(() => (isOver = true));
  const began = performance.now();
  while (!isOver) {
    await say(she, 10);
    await Bun.sleep(10);
  }
  const rate = times.length / ((performance.now() - began) / 1000);
  times.sort((one, other) => one - other);
  const at = (share: number) => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(2));
  plain.close();
  she.close();
  return {
    rate: Math.round(rate),
    p50: at(0.5),
    p99: at(0.99),
    worst: at(0.9999),
    caughtUp: (await caughtUp).trim(),
  };
}

const micro = (milliseconds: number) => `${(milliseconds * 1000).toFixed(0)} µs`;
const plain = await costAt(false, clients);
const kept = await costAt(true, clients);
console.log(`${clients} clients, ${perSecond} events/s, of the server's processor for an event:`);
console.log(
  `  plain ${micro(plain)}, with sessions ${micro(kept)}: ${(kept / plain).toFixed(2)} ×`,
);
console.log("A plain client beside:");
console.log("  nobody", JSON.stringify(await beside(false)));
console.log(`  one that is ${behind} events behind`, JSON.stringify(await beside(true)));
process.exit(0);
