/** `bun run soak [MINUTES]`: hours in small: well-behaved clients beside rough ones, and what the server takes up. */
import { existsSync } from "node:fs";

import { makeFolder } from "../support/folder.ts";
import { alice, bot, group } from "../support/server.ts";
import { sample, slope } from "./gauge.ts";
import type { Sample } from "./gauge.ts";
import { numbersFrom } from "./mutation.ts";
import { runRough } from "./rough.ts";
import { startCaller, startListener } from "./steady.ts";

const minutes = Number(process.argv[2] ?? 20);
const warmUp = Math.min(5, minutes / 3);
const interval = 2000;
/** In megabytes a minute; told, but not judged, of a run too short to become warm. */
const maxSlope = 1;
const callers = 10;
const listeners = 9;
const roughs = 30;
const eventsPerRound = 10;
const seed = 20_061_109;

const calls = [
  { action: "get_status" },
  { action: "get_group_member_list", params: { group_id: group } },
  { action: "get_login_info" },
  { action: "send_group_msg", params: { group_id: group, message: "hello [CQ:face,id=1]" } },
  { action: "get_friend_list" },
];

const root = new URL("../../", import.meta.url).pathname;
const binary = `${root}dist/onebot`;
const program = existsSync(binary) ? [binary] : [process.execPath, `${root}src/main.ts`];

let isStopped = false;
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void (isStopped = true));

await using folder = await makeFolder();
const { child, url } = await launch();
try {
  process.exitCode = (await soak()) ? 0 : 1;
} finally {
  child.kill("SIGKILL");
}

async function soak(): Promise<boolean> {
  console.log(`${program.at(-1)}, process ${child.pid}, ${minutes} minutes`);
  const started = performance.now();
  const samples = [await sample(child.pid, started)];
  const faults: string[] = [];

  const calling = await Promise.all(
    Array.from({ length: callers }, (_, n) =>
      startCaller(new URL("/api", url), { make: () => calls[n % calls.length] ?? {} }),
    ),
  );
  const listening = await Promise.all(
    Array.from({ length: listeners }, () => startListener(new URL("/event", url))),
  );
  const speaker = await startCaller(new URL(`/api?self_id=${alice}`, url), {
    perRound: eventsPerRound,
    make: (n) => ({ action: "send_private_msg", params: { user_id: bot, message: `${n} hello` } }),
  });
  const stop = new AbortController();
  const rough = Array.from({ length: roughs }, async (_, n) => {
    const random = numbersFrom(seed + n);
    return runRough(url, { random, signal: stop.signal }).catch((error: unknown) => {
      faults.push(`A rough client: ${String(error)}`);
      return 0;
    });
  });

  // A signal ends it early, and it is judged by what it did.
  while (!isStopped && performance.now() - started < minutes * 60_000) {
    await Bun.sleep(interval);
    if (child.exitCode !== null) break;
    samples.push(await sample(child.pid, started));
  }

  stop.abort();
  const visits = (await Promise.all(rough)).reduce((sum, times) => sum + times, 0);
  await Promise.all([...calling, speaker].map((caller) => caller.rest()));
  const steady = [...calling, ...listening, speaker];
  faults.push(...steady.flatMap((client) => client.faults()));
  for (const client of steady) client[Symbol.dispose]();
  const made = [...calling, speaker].reduce((sum, { count }) => sum + count, 0);
  const heard = listening.reduce((sum, { count }) => sum + count, 0);
  console.log(
    `${made} calls, ${speaker.count} events heard ${heard} times, ${visits} rough visits`,
  );

  faults.push(...(await judge(samples, started)));
  child.kill("SIGTERM");
  const code = await child.exited;
  if (code !== 0) faults.push(`It ended with ${code}`);
  for (const fault of faults.slice(0, 20)) console.log(`FAILED: ${fault}`);
  console.log(faults.length === 0 ? "passed" : `${faults.length} checks failed`);
  return faults.length === 0;
}

/** Prints what it took up; gives what is wrong with that. */
async function judge(samples: Sample[], started: number): Promise<string[]> {
  const first = samples[0];
  const warm = samples.filter(({ minute }) => minute >= warmUp);
  let last = await sample(child.pid, started);
  // Connections that were reset or left half open are noticed within the handshake's time.
  for (let waited = 0; waited < 20 && last.descriptors > (first?.descriptors ?? 0); waited++) {
    await Bun.sleep(1000);
    last = await sample(child.pid, started);
  }
  const rows: [string, Sample | undefined][] = [
    ["start", first],
    ["warm", warm[0]],
    ["end", warm.at(-1)],
    ["after", last],
  ];
  for (const [name, row] of rows) {
    const { minute = 0, megabytes = 0, descriptors = 0 } = row ?? {};
    console.log(
      `${name.padEnd(6)} ${minute.toFixed(1).padStart(5)} min ${megabytes.toFixed(1).padStart(7)} MB ${String(descriptors).padStart(5)} descriptors`,
    );
  }
  const growth = slope(warm);
  console.log(`memory ${growth.toFixed(2)} MB/min after ${warmUp.toFixed(1)} min`);
  return [
    ...(growth > maxSlope && warmUp > 0.5 ? [`Memory grows by ${growth.toFixed(2)} MB/min`] : []),
    ...(last.descriptors > (first?.descriptors ?? 0)
      ? [`${last.descriptors} descriptors are open`]
      : []),
  ];
}

/** Starts the server, and reads on what it prints. */
async function launch(): Promise<{ child: ReturnType<typeof spawn>; url: URL }> {
  const started = spawn();
  const found = Promise.withResolvers<string>();
  void (async () => {
    let output = "";
    for await (const chunk of started.stdout) {
      if (output.length < 10_000) output += new TextDecoder().decode(chunk);
      const [address] = /ws:\/\/[\d.]+:\d+/.exec(output) ?? [];
      if (address !== undefined) found.resolve(address);
    }
    found.reject(new Error(`It ended before it listened: ${output}`));
  })();
  return { child: started, url: new URL(await found.promise) };
}

function spawn() {
  const sets = [
    "ws.port=0",
    "http.port=0",
    "heartbeat.enable=false",
    "limits.send_buffer_bytes=65536",
    "limits.reply_bytes=65536",
  ];
  const args = ["serve", ...sets.flatMap((set) => ["--set", set])];
  return Bun.spawn([...program, ...args], { cwd: folder.path, stdout: "pipe", stderr: "inherit" });
}
