/** What the program takes up, and how soon it is there. */
import { connect } from "../support/client.ts";
import { alice, aliceGroup, bob, bot } from "../support/server.ts";
import { alternate } from "./bench.ts";
import type { Pace } from "./bench.ts";
import { makeCrowd } from "./crowd.ts";
import { frame, throughput } from "./load.ts";
import type { Row } from "./report.ts";
import { startBaseline, startBinary } from "./subject.ts";
import type { Subject } from "./subject.ts";
import { Wire } from "./wire.ts";

const many = ["limits.connections=20000", "limits.connections_per_address=20000"];

/** What a connection that says nothing takes up. */
export async function measureIdle({ isQuick }: Pace): Promise<Row[]> {
  const connections = isQuick ? 2000 : 8000;
  const turn = (start: () => Promise<Subject>) => async () => {
    await using subject = await start();
    const before = await settle(subject);
    await using stack = new AsyncDisposableStack();
    for (let n = 0; n < connections; n++) {
      stack.use(await Wire.open(new URL("/event", subject.url), { onMessages: () => undefined }));
    }
    return (((await settle(subject)) - before) * 1024) / connections;
  };
  return [
    {
      what: `idle connection, memory, of ${connections}`,
      unit: "kB",
      figures: await alternate(
        { rounds: isQuick ? 1 : 3 },
        { onebot: turn(() => startBinary({ sets: many })), R: turn(() => startBaseline("bun")) },
      ),
      targets: [{ to: "R", atMost: 1.5 }],
    },
  ];
}

/** From starting the program to its first answer. */
export async function measureStart(pace: Pace): Promise<Row[]> {
  const messages = pace.isQuick ? 100_000 : 1_000_000;
  await using crowd = await makeCrowd({ groups: 10, members: 50, messages });
  const empty = await alternate(pace, { onebot: () => firstAnswer() });
  const full = await alternate(pace, { onebot: () => firstAnswer(crowd.path) });
  const idle = await alternate(
    { rounds: 1 },
    { onebot: () => memoryOf(({ url }) => askStatus(url)) },
  );
  const large = await alternate(
    { rounds: 1 },
    { onebot: () => memoryOf(({ url }) => readAndWrite(url), crowd.path) },
  );
  const stored = `with ${messages.toLocaleString("en")} messages`;
  return [
    {
      what: "start to first reply, new world",
      unit: "ms",
      figures: empty,
      targets: [{ to: 100, atMost: 1 }],
    },
    {
      what: `start to first reply, ${stored}`,
      unit: "ms",
      figures: full,
      targets: [{ to: 300, atMost: 1 }],
    },
    {
      what: "memory, idle",
      unit: "MB",
      figures: idle,
      targets: [{ to: 60, atMost: 1 }],
    },
    {
      what: `memory, ${stored}, read and written`,
      unit: "MB",
      figures: large,
      targets: [{ to: 80, atMost: 1 }],
    },
  ];
}

/** What many events leave behind: memory at the end, against memory when it was warm. */
export async function measureEndurance({ isQuick }: Pace): Promise<Row[]> {
  const events = isQuick ? 300_000 : 10_000_000;
  await using subject = await startBinary();
  let heard = 0;
  const onMessages = (count: number) => void (heard += count);
  const accounts = [bot, alice, bob];
  using stack = new DisposableStack();
  for (const account of accounts) {
    const url = new URL(`/event?self_id=${account}`, subject.url);
    stack.use(await Wire.open(url, { onMessages }));
  }
  const params = { group_id: aliceGroup, user_id: alice };
  const load = {
    messages: [frame({ action: "group_poke", params, echo: 1 })],
    connections: 4,
    inFlight: 16,
    seconds: isQuick ? 0.1 : 1,
  };
  const warm: number[] = [];
  const late: number[] = [];
  while (heard < events) {
    const before = heard;
    await throughput(new URL("/api", subject.url), load);
    if (heard === before) throw new Error("No events come");
    if (heard > events * 0.1 && heard < events * 0.3) warm.push(await subject.memory());
    if (heard > events * 0.8) late.push(await subject.memory());
  }
  return [
    {
      what: `memory after ${events.toLocaleString("en")} events, against after a fifth of them`,
      unit: "MB",
      figures: { onebot: late, "a fifth": warm },
      targets: [{ to: "a fifth", atMost: 1.1 }],
    },
  ];
}

async function firstAnswer(folder?: string): Promise<number> {
  const started = performance.now();
  await using subject = await startBinary(folder === undefined ? {} : { folder });
  await askStatus(subject.url);
  return performance.now() - started;
}

async function askStatus(url: URL): Promise<void> {
  const client = await connect(new URL("/api", url));
  await client.ask("get_status");
  client.close();
}

/** Reads a history of each group, and writes to it. */
async function readAndWrite(url: URL): Promise<void> {
  const client = await connect(new URL("/api", url));
  for (const { group_id } of await client.ask<{ group_id: number }[]>("get_group_list")) {
    await client.ask("get_group_msg_history", { group_id, count: 100 });
    await client.ask("send_group_msg", { group_id, message: "hello" });
  }
  client.close();
}

/** Memory after something was done. */
async function memoryOf(
  work: (subject: Subject) => Promise<void>,
  folder?: string,
): Promise<number> {
  await using subject = await startBinary(folder === undefined ? {} : { folder });
  await work(subject);
  return await settle(subject);
}

/** Memory once it has stayed the same for a while. */
async function settle(subject: Subject): Promise<number> {
  let last = await subject.memory();
  for (let waited = 0; waited < 10; waited++) {
    await Bun.sleep(300);
    const now = await subject.memory();
    if (Math.abs(now - last) < 0.5) return now;
    last = now;
  }
  return last;
}
