/** `bun run soak [MINUTES] [--json FILE]`: hours in small: all kinds of clients at once, and what the server takes up. */
import { parseArgs } from "node:util";

import { makeFolder } from "../support/folder.ts";
import { alice, bot, group } from "../support/server.ts";
import { startSoakedBot } from "./bot.ts";
import { breakOffByHttp, callByHttp, idle, keep, sabotage, wait } from "./errand.ts";
import type { Errand } from "./errand.ts";
import { diskOf, sample } from "./gauge.ts";
import type { Sample } from "./gauge.ts";
import { launch } from "./launch.ts";
import { numbersFrom } from "./mutation.ts";
import { startProber } from "./prober.ts";
import type { Latency } from "./prober.ts";
import { startCaller, startListener } from "./regular.ts";
import { runRough } from "./rough.ts";
import { judge } from "./steady.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "string" } },
});
const minutes = Number(positionals[0] ?? 20);
/** Traffic comes in shifts; memory is read while the server rests between them. */
const shifts = Math.max(5, Math.round(minutes * 2));
const shift = (minutes * 60_000) / shifts;
const rest = Math.min(10_000, shift / 4);
const interval = 1000;
const callers = 10;
const listeners = 9;
const roughs = 30;
const eventsPerRound = 10;
const seed = 20_061_109;
/** In milliseconds; once a minute the whole world is put aside and back, which takes a while. */
const longestFreeze = 3000;

const errands: readonly Errand[] = [
  keep,
  sabotage,
  wait,
  ...Array.from({ length: 4 }, () => callByHttp),
  ...Array.from({ length: 4 }, () => idle),
  ...Array.from({ length: 2 }, () => breakOffByHttp),
];
const calls = [
  { action: "get_status" },
  { action: "get_group_member_list", params: { group_id: group } },
  { action: "get_login_info" },
  { action: "send_group_msg", params: { group_id: group, message: "hello [CQ:face,id=1]" } },
  { action: "get_friend_list_rate_limited" },
];

let isStopped = false;
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void (isStopped = true));

await using folder = await makeFolder();
await using posting = startSoakedBot();
await using server = await launch(folder.path, {
  isBuilt: true,
  sets: [
    "limits.send_buffer_bytes=65536",
    "limits.reply_bytes=8388608",
    "api.rate_limit_interval=5",
    "http_post.timeout=1",
    `http_post.url=${posting.postUrl}`,
    `ws_reverse.url=${posting.reverseUrl}`,
    "ws_reverse.use_universal_client=true",
    "ws_reverse.reconnect_interval=300",
  ],
});
const { pid } = server.process;
const faults: string[] = [];
process.exitCode = (await soak()) ? 0 : 1;

async function soak(): Promise<boolean> {
  console.log(`${server.program}, process ${pid}, ${minutes} minutes`);
  const started = performance.now();
  const samples: Sample[] = [];
  const lows: Sample[] = [];
  const first = await sample(pid, started);

  const regulars = await startRegulars();
  await using prober = await startProber(new URL("/api", server.url), 10);
  let longest = 0;
  let visits = 0;
  let rounds = 0;
  console.log(
    "minute  calls  events  rounds  visits  private     RSS    disk  open     p99  longest freeze",
  );
  for (let n = 0; n < shifts && !isStopped && server.process.exitCode === null; n++) {
    const stop = new AbortController();
    const roughing = Array.from({ length: roughs }, (_, which) =>
      runRough(server.url, {
        random: numbersFrom(seed + n * roughs + which),
        signal: stop.signal,
      }).catch(tell("A rough client")),
    );
    const running = errands.map((errand) =>
      errand(server.url, stop.signal).catch(tell(errand.name)),
    );
    for (const caller of regulars.calling) caller.resume();
    await watch(n * shift + shift - rest, samples);

    stop.abort();
    visits += sum(await Promise.all(roughing));
    rounds += sum(await Promise.all(running));
    await Promise.all(regulars.calling.map((caller) => caller.rest()));
    const latency = await prober.take();
    longest = Math.max(longest, latency.longest);
    const resting: Sample[] = [];
    await watch((n + 1) * shift, resting);
    const [low = first] = resting.toSorted((a, b) => a.megabytes - b.megabytes);
    lows.push(low);
    samples.push(...resting);
    await print(low, { visits, rounds, latency });
  }

  async function watch(until: number, into: Sample[]): Promise<void> {
    // Once at least, where the shift before took longer.
    do {
      await Bun.sleep(interval);
      if (server.process.exitCode !== null) return;
      into.push(await sample(pid, started));
    } while (!isStopped && performance.now() - started < until);
  }

  async function print(
    now: Sample,
    so: { visits: number; rounds: number; latency: Latency },
  ): Promise<void> {
    const cells: [string | number, number][] = [
      [now.minute.toFixed(1), 6],
      [sum(regulars.calling.map(({ count }) => count)), 7],
      [sum(regulars.listening.map(({ count }) => count)) + posting.heard + posting.posted, 8],
      [so.rounds, 8],
      [so.visits, 8],
      [now.megabytes.toFixed(1), 9],
      [now.resident.toFixed(1), 8],
      [(await diskOf(folder.path)).toFixed(1), 8],
      [now.descriptors, 6],
      [`${so.latency.p99.toFixed(1)} ms`, 9],
      [`${so.latency.longest.toFixed(0)} ms`, 9],
    ];
    console.log(cells.map(([cell, width]) => String(cell).padStart(width)).join(""));
  }
  await prober[Symbol.asyncDispose]();

  const steady = [...regulars.calling, ...regulars.listening];
  faults.push(...steady.flatMap((client) => client.faults()), ...posting.faults());
  for (const client of steady) client[Symbol.dispose]();
  console.log(
    `${regulars.speaker.count} events: posted ${posting.posted}, dialled ${posting.dialled} times`,
  );
  if (posting.posted < regulars.speaker.count) {
    faults.push(`${regulars.speaker.count - posting.posted} events were never posted`);
  }
  if (longest > longestFreeze) faults.push(`It stood still for ${longest.toFixed(0)} ms`);
  const { state, megabytesPerMinute, within } = judge(lows);
  console.log(
    `memory: ${state}, ${megabytesPerMinute.toFixed(2)} MB/min, within ${within.toFixed(2)}`,
  );
  if (state === "growing") faults.push(`Memory grows by ${megabytesPerMinute.toFixed(2)} MB/min`);
  await posting[Symbol.asyncDispose]();
  await expectDescriptors(first);
  if (values.json !== undefined) await Bun.write(values.json, JSON.stringify({ samples, lows }));

  server.process.kill("SIGTERM");
  const code = await server.process.exited;
  if (code !== 0) faults.push(`It ended with ${code}`);
  for (const fault of faults.slice(0, 20)) console.log(`FAILED: ${fault}`);
  console.log(faults.length === 0 ? "passed" : `${faults.length} checks failed`);
  return faults.length === 0;
}

async function startRegulars() {
  const calling = await Promise.all(
    Array.from({ length: callers }, (_, n) =>
      startCaller(new URL("/api", server.url), { make: () => calls[n % calls.length] ?? {} }),
    ),
  );
  const listening = await Promise.all(
    Array.from({ length: listeners }, () => startListener(new URL("/event", server.url))),
  );
  const speaker = await startCaller(new URL(`/api?self_id=${alice}`, server.url), {
    perRound: eventsPerRound,
    make: (n) => ({ action: "send_private_msg", params: { user_id: bot, message: `${n} hello` } }),
  });
  return { calling: [...calling, speaker], listening, speaker };
}

/** Connections that were reset or left half open are noticed within the handshake's time. */
async function expectDescriptors(first: Sample): Promise<void> {
  const now = () => sample(pid, 0);
  let last = await now();
  for (let waited = 0; waited < 20 && last.descriptors > first.descriptors; waited++) {
    await Bun.sleep(1000);
    last = await now();
  }
  console.log(`descriptors: ${first.descriptors} at first, ${last.descriptors} at last`);
  if (last.descriptors > first.descriptors) faults.push(`${last.descriptors} descriptors are open`);
}

function tell(who: string): (error: unknown) => number {
  return (error) => {
    faults.push(`${who}: ${String(error)}`);
    return 0;
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
