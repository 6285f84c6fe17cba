/** The listener for whoever runs the server: is it healthy, and what goes on in it. */
import { Counter, Gauge, Histogram, Registry } from "prom-client";

import { logger } from "./log.ts";
import type { Statistics, Tally } from "./statistics.ts";

/** Numbers that are looked up when somebody asks. */
export type Gauges = Readonly<Record<string, { help: string; read: () => number }>>;

export interface AdminOptions {
  host: string;
  port: number;
  statistics: Statistics;
  gauges: Gauges;
}

const log = logger("admin");

export class Admin implements AsyncDisposable {
  readonly #server: Bun.Server<undefined>;

  /** Listens at once. Throws where the address cannot be had. */
  constructor({ host, port, statistics, gauges }: AdminOptions) {
    const registry = collect(statistics, gauges);
    this.#server = this.#listen({ host, port }, registry);
    log.info("Admin on {url} (healthz, metrics)", { url: this.url.href });
  }

  get url(): URL {
    return this.#server.url;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.stop(true);
  }

  #listen(
    { host, port }: { host: string; port: number },
    registry: Registry,
  ): Bun.Server<undefined> {
    try {
      return Bun.serve({
        hostname: host,
        port,
        development: false,
        reusePort: false,
        routes: {
          "/healthz": () => new Response("ok\n"),
          "/metrics": async () =>
            new Response(await registry.metrics(), {
              headers: { "content-type": registry.contentType },
            }),
        },
        fetch: () => new Response("Here are /healthz and /metrics\n", { status: 404 }),
      });
    } catch (error) {
      throw new Error(
        `Cannot listen on ${host}:${port}: ${(error as Error).message} Choose another port, like --set admin.port=${port + 1}`,
        { cause: error },
      );
    }
  }
}

function collect(statistics: Statistics, gauges: Gauges): Registry {
  const registry = new Registry();
  const registers = [registry];
  const counted: [string, string, Tally, typeof Counter | typeof Gauge][] = [
    ["onebot_connections", "Open WebSocket connections", statistics.connections, Gauge],
    ["onebot_closes_total", "Connections that ended, by reason", statistics.closes, Counter],
    [
      "onebot_refusals_total",
      "Requests refused before they were served",
      statistics.refusals,
      Counter,
    ],
    ["onebot_calls_total", "Calls answered", statistics.calls, Counter],
    ["onebot_events_total", "Events published", statistics.events, Counter],
    ["onebot_deliveries_total", "Events times receivers", statistics.deliveries, Counter],
    ["onebot_posts_total", "HTTP POSTs, by outcome", statistics.posts, Counter],
    ["onebot_ignored_frames_total", "Frames sent to /event", statistics.ignoredFrames, Counter],
  ];
  for (const [name, help, tally, Metric] of counted) {
    new Metric({
      name,
      help,
      registers,
      labelNames: [...tally.labels],
      collect() {
        this.reset();
        for (const { values, count } of tally.entries()) this.labels(...values).inc(count);
      },
    });
  }
  for (const [name, { help, read }] of Object.entries(gauges)) {
    new Gauge({
      name: `onebot_${name}`,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  }
  const latency = new Histogram({
    name: "onebot_call_duration_seconds",
    help: "From a call to its reply",
    registers,
    labelNames: ["action"],
    buckets: [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
  });
  statistics.onCall = (action, seconds) => latency.labels(action).observe(seconds);
  return registry;
}
