/** Events: how many deliveries a second, to few and to many clients, together and one by one. */
import { connect } from "../support/client.ts";
import type { Client } from "../support/client.ts";
import { alice, bot } from "../support/server.ts";
import { alternate } from "./bench.ts";
import type { Pace } from "./bench.ts";
import { frame, median } from "./load.ts";
import type { Row } from "./report.ts";
import { startBaseline, startBinary } from "./subject.ts";
import type { Baseline } from "./subject.ts";
import { Wire } from "./wire.ts";

/** Some server with clients that listen to it. */
interface Audience extends AsyncDisposable {
  /** Makes so many bursts of events and gives how many deliveries a second one came to. */
  burst(bursts: number, events: number): Promise<number>;
  /** The same, each event only after the one before it was heard by all. */
  paced(events: number): Promise<number>;
}

interface Shape {
  clients: number;
  /** Of the whole event as text, about. */
  bytes: number;
  /** Whether half of the clients read messages as CQ strings. */
  bothFormats?: boolean;
  /** Whether they are ten clients with a filter each, through which the events pass. */
  areFiltered?: boolean;
}

const targets = [{ to: "P", atLeast: 0.9 }];
const crowdFrom = 100;

/** Events made and delivered, against publishing one and the same text. */
export async function measureEvents(pace: Pace): Promise<Row[]> {
  const rows: Row[] = [];
  for (const bytes of [400, 20_000]) {
    for (const clients of pace.isQuick ? [1, 100] : [1, 10, 100, 1000, 5000]) {
      rows.push(...(await measureShape(pace, { clients, bytes })));
    }
  }
  return rows;
}

/** Events to clients that read messages as segments and such that read them as CQ strings. */
export async function measureFormats(pace: Pace): Promise<Row[]> {
  const shape = { clients: 1000, bytes: 400, bothFormats: true };
  await using onebot = await openOnebot(shape);
  await using bun = await openBaseline("bun", shape);
  const events = burstOf(shape);
  const bursts = burstsIn(pace);
  return [
    {
      what: `event in bursts of ${events}, both formats, 1000 clients, 400 B`,
      unit: "/s",
      figures: await alternate(pace, {
        onebot: () => onebot.burst(bursts, events),
        P: () => bun.burst(bursts, events),
      }),
      targets: [{ to: "P", atLeast: 0.8 }],
    },
  ];
}

/** Events to clients of ten filters, of every kind. */
export async function measureFilters(pace: Pace): Promise<Row[]> {
  const shape = { clients: 1000, bytes: 400, areFiltered: true };
  await using onebot = await openOnebot(shape);
  await using bun = await openBaseline("bun", shape);
  const events = burstOf(shape);
  const bursts = burstsIn(pace);
  return [
    {
      what: `event in bursts of ${events}, ${filters.length} filters, 1000 clients, 400 B`,
      unit: "/s",
      figures: await alternate(pace, {
        onebot: () => onebot.burst(bursts, events),
        P: () => bun.burst(bursts, events),
      }),
      targets: [{ to: "P", atLeast: 0.7 }],
    },
  ];
}

const filters = [
  'events=["message"]',
  'events=["message.private","!notice"]',
  'events=["mess*.priv*"]',
  "groups=[10010]",
  'groups=["!10020"]',
  `users=[${alice}]`,
  'users=["!20003"]',
  "at_me=true",
  'text="大家好"',
  'text="(?i)HELLO|再见"',
] as const;

/** One client for each filter, its token its number. */
const filtered = filters
  .map((rule, at) => `{name="f${at}",access_token="f${at}",${rule}}`)
  .join(",");

export interface BurstOptions {
  readonly what: string;
  /** Opens who looks on, while the first of two servers is measured. */
  readonly look: (url: URL) => Promise<Disposable>;
  readonly targets: Row["targets"];
}

/** Events to ten clients from a server on which somebody looks, against one without a console. */
export async function measureBurst(
  pace: Pace,
  { what, look, targets: asked }: BurstOptions,
): Promise<Row> {
  const shape = { clients: 10, bytes: 400 };
  await using onebot = await openOnebot(shape, { sets: ["console.enable=true"], look });
  await using without = await openOnebot(shape, { sets: ["console.enable=false"] });
  const events = burstOf(shape);
  const bursts = burstsIn(pace);
  return {
    what: `${what}, in bursts of ${events} to 10 clients, 400 B`,
    unit: "/s",
    figures: await alternate(pace, {
      onebot: () => onebot.burst(bursts, events),
      without: () => without.burst(bursts, events),
    }),
    targets: asked,
  };
}

async function measureShape(pace: Pace, shape: Shape): Promise<Row[]> {
  const { clients, bytes } = shape;
  const to = `${clients} client${clients === 1 ? "" : "s"}, ${bytes.toLocaleString("en")} B`;
  await using onebot = await openOnebot(shape);
  await using bun = await openBaseline("bun", shape);
  const isCrowd = clients >= crowdFrom;
  await using each = isCrowd ? await openBaseline("wsEach", shape) : undefined;
  const events = burstOf(shape);
  const bursts = burstsIn(pace);
  const few = Math.max(3, Math.min(500, Math.ceil(20_000 / clients)));
  return [
    {
      what: `event in bursts of ${events} to ${to}`,
      unit: "/s",
      figures: await alternate(pace, {
        onebot: () => onebot.burst(bursts, events),
        P: () => bun.burst(bursts, events),
        ...(each && { N: () => each.burst(bursts, Math.ceil(events / 10)) }),
      }),
      targets: [...targets, ...(isCrowd ? [{ to: "N", atLeast: 8 }] : [])],
    },
    {
      what: `event one a tick to ${to}`,
      unit: "/s",
      figures: await alternate(pace, { onebot: () => onebot.paced(few), P: () => bun.paced(few) }),
      targets,
    },
  ];
}

function burstsIn({ isQuick }: Pace): number {
  return isQuick ? 2 : 5;
}

/** As many as neither the sender nor a listener has to hold more of than is usual. */
function burstOf({ clients, bytes }: Shape): number {
  return Math.max(2, Math.min(5000, 8e6 / bytes, 400_000 / clients, 400e6 / bytes / clients)) | 0;
}

/**
 * The program: a person writes to the bot, and her messages are held back until they are let go all at once, so
 * that delivering them is measured, and not writing them down.
 */
async function openOnebot(
  shape: Shape,
  { sets = [], look }: { sets?: readonly string[]; look?: BurstOptions["look"] } = {},
): Promise<Audience> {
  await using stack = new AsyncDisposableStack();
  const subject = stack.use(
    await startBinary({
      sets: [
        "limits.connections=20000",
        "limits.connections_per_address=20000",
        ...(shape.areFiltered ? [`client=[${filtered}]`, "auth.access_token=owner"] : []),
        ...sets,
      ],
    }),
  );
  if (look) stack.use(await look(subject.url));
  const her = new URL(`/api?self_id=${alice}&access_token=owner`, subject.url);
  const she = await connect(her);
  stack.defer(() => she.close());
  const paths = shape.areFiltered
    ? filters.map((_, at) => `/event?access_token=f${at}`)
    : ["/event", shape.bothFormats ? "/event?message_format=string" : "/event"];
  const ears = stack.use(await listen(subject.url, { paths, clients: shape.clients }));
  const message = textFor(shape.bytes);
  const hold = async (count?: number) => {
    const { id } = await she.ask<{ id: number }>(".sandbox.fault", {
      event: "message.private.friend",
      account: bot,
      hold: true,
      ...(count === undefined ? {} : { count }),
    });
    return id;
  };
  const params = { user_id: bot, message };
  const call = frame({ action: "send_private_msg", params, echo: 1 });
  const voice = stack.use(await openVoice(her));
  const release = (id: number) => she.ask(".sandbox.clear_faults", { id });
  const all = stack.move();
  return {
    burst: (bursts, events) =>
      medianOf(bursts, async () => {
        const id = await hold();
        await voice.say(call, events);
        return ears.hear(events, () => release(id));
      }),
    async paced(events) {
      const ids: number[] = [];
      for (let n = 0; n < events; n++) ids.push(await hold(1));
      await voice.say(call, events);
      return medianOf(events, () => ears.hear(1, () => release(ids.shift() ?? 0)));
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

/** A baseline, which is given an event of the same size and told to publish it. */
async function openBaseline(name: Baseline, shape: Shape): Promise<Audience> {
  await using stack = new AsyncDisposableStack();
  const subject = stack.use(await startBaseline(name));
  const teller = await connect(new URL("/api", subject.url));
  stack.defer(() => teller.close());
  const { clients } = shape;
  const ears = stack.use(await listen(subject.url, { paths: ["/event"], clients }));
  await tell(teller, { event: sample(textFor(shape.bytes)) });
  const all = stack.move();
  return {
    burst: (bursts, times) =>
      medianOf(bursts, () => ears.hear(times, () => tell(teller, { times }))),
    paced: (events) => medianOf(events, () => ears.hear(1, () => tell(teller, { times: 1 }))),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

async function tell(teller: Client, order: unknown): Promise<void> {
  teller.send(order);
  await teller.nextText();
}

interface Ears extends AsyncDisposable {
  /** Deliveries a second from the cause on, until everybody has heard so many events. */
  hear(events: number, cause: () => Promise<unknown>): Promise<number>;
}

async function listen(
  url: URL,
  { paths, clients }: { paths: readonly string[]; clients: number },
): Promise<Ears> {
  // The first is a greeting.
  let left = clients;
  let whole = Promise.withResolvers<void>();
  const onMessages = (count: number) => {
    left -= count;
    if (left <= 0) whole.resolve();
  };
  const wires: Wire[] = [];
  for (let n = 0; n < clients; n++) {
    const path = paths[n % paths.length] ?? "/event";
    wires.push(await Wire.open(new URL(path, url), { onMessages }));
  }
  await whole.promise;
  return {
    async hear(events, cause) {
      left = events * clients;
      whole = Promise.withResolvers();
      const started = performance.now();
      const heard = whole.promise.then(() => performance.now());
      const [ended] = await Promise.all([heard, cause()]);
      const seconds = (ended - started) / 1000;
      if (left < 0) throw new Error(`${-left} deliveries more than there should be`);
      return (events * clients) / seconds;
    },
    [Symbol.asyncDispose]() {
      for (const wire of wires) wire[Symbol.dispose]();
      return Promise.resolve();
    },
  };
}

interface Voice extends Disposable {
  /** Sends a call many times, and waits for as many answers. */
  say(call: Uint8Array, times: number): Promise<void>;
}

async function openVoice(url: URL): Promise<Voice> {
  let left = 0;
  let answered = Promise.withResolvers<void>();
  const onMessages = (count: number) => {
    left -= count;
    if (left === 0) answered.resolve();
  };
  const wire = await Wire.open(url, { onMessages });
  return {
    async say(call, times) {
      for (let done = 0; done < times; done += atOnce) {
        left = Math.min(atOnce, times - done);
        answered = Promise.withResolvers();
        wire.send(Buffer.concat(Array.from({ length: left }, () => call)));
        await answered.promise;
      }
    },
    [Symbol.dispose]: () => wire[Symbol.dispose](),
  };
}
const atOnce = 500;

/** The median of rates measured one after the other. */
async function medianOf(times: number, measure: () => Promise<number>): Promise<number> {
  const rates: number[] = [];
  while (rates.length < times) rates.push(await measure());
  return median(rates);
}

/** An event like those the program makes; its message stands in it twice. */
function sample(text: string): unknown {
  return {
    time: 1_700_000_000,
    self_id: bot,
    post_type: "message",
    message_type: "private",
    sub_type: "friend",
    message_id: 1_000_000,
    user_id: alice,
    message: [{ type: "text", data: { text } }],
    raw_message: text,
    font: 0,
    sender: { user_id: alice, nickname: "Alice", sex: "female", age: 20 },
  };
}

/** What people write, so long that an event with it has about so many bytes. */
function textFor(bytes: number): string {
  const saying = "大家好, hello! ";
  const rest = bytes - Buffer.byteLength(JSON.stringify(sample("")));
  return saying.repeat(Math.ceil(rest / 2 / Buffer.byteLength(saying)));
}
