/** How the cost of calls grows with the world: with its groups, and with the messages in it. */
import { connect } from "../support/client.ts";
import { bot } from "../support/server.ts";
import { alternate } from "./bench.ts";
import type { Pace } from "./bench.ts";
import { makeCrowd } from "./crowd.ts";
import { frame, median, throughput } from "./load.ts";
import type { Row } from "./report.ts";
import { startBinary } from "./subject.ts";

/** The cost of one call in one world. */
export interface Cost {
  call: string;
  groups: number;
  messages: number;
  microseconds: number;
}

const members = 20;

/** Calls in worlds of every size, against the smallest; `onCost` hears of each. */
export async function measureGrowth(pace: Pace, onCost?: (cost: Cost) => void): Promise<Row[]> {
  const costs: Cost[] = [];
  const sizes = pace.isQuick
    ? { groups: [1, 100], messages: [1000, 100_000] }
    : { groups: [1, 10, 100, 1000], messages: [1000, 10_000, 100_000, 1_000_000] };
  for (const groups of sizes.groups) {
    for (const messages of sizes.messages) {
      for (const [call, microseconds] of await measureWorld(pace, { groups, messages })) {
        const cost = { call, groups, messages, microseconds };
        costs.push(cost);
        onCost?.(cost);
      }
    }
  }
  const [first] = costs;
  const last = costs.at(-1);
  return costs
    .filter(({ groups, messages }) => groups === last?.groups && messages === last.messages)
    .map(({ call, groups, messages, microseconds }) => {
      const small = costs.find((cost) => cost.call === call && cost.groups === first?.groups);
      return {
        what: `${call} with ${groups} groups and ${messages.toLocaleString("en")} messages`,
        unit: "µs",
        figures: { onebot: [microseconds], "smallest world": [small?.microseconds ?? Number.NaN] },
        targets: [{ to: "smallest world" }],
      };
    });
}

/** What each call costs, in microseconds. */
async function measureWorld(
  pace: Pace,
  size: { groups: number; messages: number },
): Promise<Map<string, number>> {
  await using crowd = await makeCrowd({ ...size, members });
  await using onebot = await startBinary({ folder: crowd.path });
  const { group } = crowd;
  const everyGroup = Array.from({ length: Math.min(size.groups, 64) }, (_, n) => group + n);
  // From all over what is stored.
  const stored = Array.from({ length: 64 }, (_, n) => 1 + Math.floor((n * size.messages) / 64));
  const calls: Record<string, readonly unknown[]> = {
    get_status: [{}],
    get_msg: stored.map((message_id) => ({ message_id })),
    get_group_msg_history: everyGroup.map((group_id) => ({ group_id, count: 20 })),
    get_group_member_info: everyGroup.map((group_id) => ({ group_id, user_id: bot })),
    // Last, as it makes the world larger.
    send_group_msg: everyGroup.map((group_id) => ({ group_id, message: "hello, world" })),
  };
  const costs = new Map<string, number>();
  const client = await connect(new URL("/api", onebot.url));
  for (const [action, all] of Object.entries(calls)) {
    // A refusal would be quick.
    await client.ask(action, all[0]);
    const messages = all.map((params) => frame({ action, params, echo: 1 }));
    const load = { messages, connections: 8, inFlight: 16, seconds: pace.seconds / 2 };
    const figures = await alternate(
      { rounds: pace.isQuick ? 1 : 3 },
      { onebot: () => throughput(new URL("/api", onebot.url), load) },
    );
    costs.set(action, 1e6 / median(figures["onebot"] ?? []));
  }
  client.close();
  return costs;
}
