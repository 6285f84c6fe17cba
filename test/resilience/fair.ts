/** `bun test/resilience/fair.ts`: what one client notices while others stall, flood and crowd. */
import { connect } from "../support/client.ts";
import { makeFolder } from "../support/folder.ts";
import { serve } from "../support/program.ts";
import { alice, bot } from "../support/server.ts";
import { crowd, flood, measure, stall } from "./load.ts";
import type { Latency } from "./load.ts";

const calls = 2000;
const allowed = 5;
const floodOf = 100_000;
const pendingCalls = 1024;

await using folder = await makeFolder();
await using server = await serve(folder.path, 'data_dir=":memory:"');
const me = await connect(new URL("/api", server.url));
const she = await connect(new URL(`/api?self_id=${alice}`, server.url));
await she.ask(".sandbox.fault", { action: "get_login_info", delay_ms: 60_000 });
const say = (message: string) => she.ask("send_private_msg", { user_id: bot, message });

await measure(me, calls);
const alone = await measure(me, calls);
const rows: [string, Latency][] = [["alone", alone]];

{
  using _stalled = await stall(server.url, say);
  const talking = repeat(() => say("x".repeat(1000)));
  rows.push(["beside one that stalls", await measure(me, calls)]);
  await talking.stop();
}
{
  const flooding = await flood(server.url, "get_login_info", floodOf);
  const [latency] = await Promise.all([
    measure(me, calls),
    flooding.refused(floodOf - pendingCalls),
  ]);
  rows.push([`beside one with ${floodOf} slow calls`, latency]);
  flooding.close();
}
{
  const [latency, clients] = await Promise.all([measure(me, calls), crowd(server.url, 1000)]);
  rows.push(["beside one that opens 1000 connections", latency]);
  for (const client of clients) client.close();
}
rows.push(["alone again", await measure(me, calls)]);

const isFair = ([, { p99 }]: [string, Latency]) => p99 <= alone.p99 * allowed;
for (const row of rows) {
  const [name, { p50, p99 }] = row;
  const factor = (p99 / alone.p99).toFixed(1);
  console.log(
    `${name.padEnd(42)} p50 ${p50.toFixed(3)} ms  p99 ${p99.toFixed(3)} ms  ${factor}x${isFair(row) ? "" : "  TOO SLOW"}`,
  );
}
process.exitCode = rows.every(isFair) ? 0 : 1;

/** Does something again and again, until it is stopped. */
function repeat(work: () => Promise<unknown>): { stop: () => Promise<void> } {
  let isOver = false;
  const running = (async () => {
    while (!isOver) {
      await work();
      await Bun.sleep(2);
    }
  })();
  return {
    stop: () => {
      isOver = true;
      return running;
    },
  };
}
