/** Calls: how many a second, how long one takes. */
import { connect } from "../support/client.ts";
import { alice, group } from "../support/server.ts";
import { alternate } from "./bench.ts";
import type { Pace } from "./bench.ts";
import { makeCrowd } from "./crowd.ts";
import { frame, latency, median, throughput } from "./load.ts";
import type { Row } from "./report.ts";
import { startBaseline, startBinary } from "./subject.ts";
import type { Subject } from "./subject.ts";
import { Wire } from "./wire.ts";

const crowded = { connections: 32, inFlight: 16 };
const status = [frame({ action: "get_status", params: {}, echo: 1 })];
const members = 2000;

/** get_status: nothing but the way in and out. */
export async function measureStatus(pace: Pace): Promise<Row[]> {
  const { seconds } = pace;
  await using echo = await startBaseline("echo");
  await using bun = await startBaseline("bun");
  await using ws = await startBaseline("ws");
  await using onebot = await startBinary();
  const many = (url: URL) => () => throughput(url, { messages: status, ...crowded, seconds });
  const one = (url: URL) => () => latency(url, { messages: status, seconds });
  const own = new URL("/api", onebot.url);
  const withEcho = new URL("/echo", bun.url);
  return [
    {
      what: "bytes echoed, 32 connections × 16: the client's own bound",
      unit: "/s",
      figures: await alternate(pace, { echo: many(echo.url) }),
      targets: [],
    },
    {
      what: "get_status, 32 connections × 16",
      unit: "/s",
      figures: await alternate(pace, {
        onebot: many(own),
        R: many(bun.url),
        "R with echo": many(withEcho),
        W: many(ws.url),
      }),
      targets: [{ to: "R", atLeast: 0.6 }, { to: "R with echo" }, { to: "W", atLeast: 3.5 }],
    },
    {
      what: "get_status, 1 connection × 1, median latency",
      unit: "µs",
      figures: await alternate(pace, { onebot: one(own), R: one(bun.url) }),
      targets: [{ to: "R", atMost: 1.3 }],
    },
  ];
}

/** send_group_msg: each answered only when it is in the database, each heard by one other. */
export async function measureSending(pace: Pace): Promise<Row[]> {
  await using bun = await startBaseline("bun");
  await using onebot = await startBinary();
  const params = { group_id: group, message: "hello, world" };
  const messages = [frame({ action: "send_group_msg", params, echo: 1 })];
  let heard = 0;
  const onMessages = (count: number) => void (heard += count);
  using _listener = await Wire.open(new URL(`/event?self_id=${alice}`, onebot.url), { onMessages });
  const many = (url: URL, sent = messages) => {
    return () => throughput(url, { messages: sent, ...crowded, seconds: pace.seconds });
  };
  const figures = await alternate(pace, {
    onebot: many(new URL("/api", onebot.url)),
    R: many(bun.url, status),
  });
  const answered = median(figures["onebot"] ?? []) * pace.seconds * pace.rounds;
  if (heard < answered / 2) throw new Error(`Of ${answered} messages only ${heard} were heard`);
  return [
    {
      what: "send_group_msg, durable, one listener, 32 connections × 16",
      unit: "/s",
      figures,
      targets: [{ to: "R", atLeast: 0.2 }],
    },
  ];
}

/** get_group_member_list of a large group, against encoding the same list. */
export async function measureMembers(pace: Pace): Promise<Row[]> {
  await using crowd = await makeCrowd({ groups: 1, members, messages: 0 });
  await using onebot = await startBinary({ folder: crowd.path });
  const params = { group_id: crowd.group };
  const messages = [frame({ action: "get_group_member_list", params, echo: 1 })];
  const url = new URL("/api", onebot.url);
  const client = await connect(url);
  const list = await client.ask<unknown[]>("get_group_member_list", params);
  client.close();
  if (list.length !== members) throw new Error(`The list holds ${list.length} members`);
  return [
    {
      what: `get_group_member_list of ${members}, 4 connections × 1, against JSON.stringify alone`,
      unit: "/s",
      figures: await alternate(pace, {
        onebot: () =>
          throughput(url, { messages, connections: 4, inFlight: 1, seconds: pace.seconds }),
        "JSON.stringify": () => Promise.resolve(encodings(list, pace.seconds)),
      }),
      targets: [{ to: "JSON.stringify", atLeast: 0.5 }],
    },
  ];
}

/** get_status over HTTP, on connections that are kept. */
export async function measureHttp(pace: Pace): Promise<Row[]> {
  await using bun = await startBaseline("bun");
  await using onebot = await startBinary({
    sets: ["ws.enable=false", "http.enable=true", "http.port=0"],
  });
  const request = "POST /get_status HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n";
  const many = ({ url }: Subject) => {
    const messages = [Buffer.from(request)];
    const load = { messages, connections: 32, inFlight: 1, seconds: pace.seconds };
    const address = new URL(`tcp://${url.host}`);
    return () => throughput(address, { ...load, count: countResponses });
  };
  return [
    {
      what: "HTTP get_status, keep-alive, 32 connections",
      unit: "/s",
      figures: await alternate(pace, { onebot: many(onebot), R: many(bun) }),
      targets: [{ to: "R", atLeast: 0.6 }],
    },
  ];
}

/** Without pipelining a response comes whole, and alone. */
function countResponses(bytes: Buffer): number {
  return bytes.toString("latin1", 0, 12) === "HTTP/1.1 200" ? 1 : 0;
}

/** How often a value is encoded a second. */
function encodings(value: unknown, seconds: number): number {
  const started = performance.now();
  const end = started + seconds * 1000;
  let count = 0;
  for (; performance.now() < end; count++) JSON.stringify(value);
  return count / ((performance.now() - started) / 1000);
}
