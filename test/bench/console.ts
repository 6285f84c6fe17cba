/** What the console costs the bots while it is open and looks on: calls and events with it against those without. */
import { alice, bot, group } from "../support/server.ts";
import { alternate } from "./bench.ts";
import type { Pace } from "./bench.ts";
import { measureBurst } from "./events.ts";
import { frame, throughput } from "./load.ts";
import type { Row } from "./report.ts";
import { startBinary } from "./subject.ts";
import { Wire } from "./wire.ts";

const crowded = { connections: 32, inFlight: 16 };
const targets = [{ to: "without", atLeast: 0.8 }];

/** The wishes of a page that shows chats of Alice and the bot, or all frames. */
const wishes = [
  { type: "watch", accounts: [alice, bot] },
  { type: "frames", from: 1, isLive: true },
];

export async function measureConsole(pace: Pace): Promise<Row[]> {
  await using onebot = await startBinary({ sets: ["console.enable=true"] });
  await using without = await startBinary({ sets: ["console.enable=false"] });
  using _page = await look(onebot.url);
  // Events of accounts that are watched are made even where nobody listens: here somebody does.
  using _ears = await listen(onebot.url);
  using _others = await listen(without.url);
  const calls = async (what: string, action: string, params: object): Promise<Row> => {
    const messages = [frame({ action, params, echo: 1 })];
    const many = (url: URL) => () =>
      throughput(new URL("/api", url), { messages, ...crowded, seconds: pace.seconds });
    const turns = { onebot: many(onebot.url), without: many(without.url) };
    return {
      what: `${what}, console watching`,
      unit: "/s",
      figures: await alternate(pace, turns),
      targets,
    };
  };
  return [
    await calls("get_status", "get_status", {}),
    await calls("send_group_msg", "send_group_msg", { group_id: group, message: "hello, world" }),
    await measureBurst(pace, { what: "event, console watching", look, targets }),
  ];
}

function listen(url: URL): Promise<Wire> {
  const ear = new URL(`/event?self_id=${alice}`, url);
  return Wire.open(ear, { onMessages: () => undefined });
}

/** A page that is open: it wants everything, and reads it. */
async function look(url: URL): Promise<Wire> {
  const page = await Wire.open(new URL("/console/stream", url), { onMessages: () => undefined });
  for (const wish of wishes) page.send(frame(wish));
  return page;
}
