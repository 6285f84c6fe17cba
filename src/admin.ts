/** For whoever runs the server: is it healthy, and what goes on in it. */
import { Counter, Gauge, Histogram, Registry } from "prom-client";

import type { Statistics, Tally } from "./statistics.ts";
import { refuseForeignHost } from "./transports/auth.ts";
import type { Service } from "./transports/service.ts";

/** Numbers that are looked up when somebody asks: one, or one for each of some label values. */
export type Gauges = Readonly<Record<string, { help: string } & (Single | Labelled)>>;

interface Single {
  read: () => number;
}

interface Labelled {
  labels: readonly string[];
  list: () => readonly { values: readonly string[]; value: number }[];
}

/** `/healthz` and `/metrics`. */
export function adminService(
  statistics: Statistics,
  { gauges, allowedHosts }: { gauges: Gauges; allowedHosts: readonly string[] },
): Service {
  const registry = collect(statistics, gauges);
  const answers = new Map<string, () => Response | Promise<Response>>([
    ["/healthz", () => new Response("ok\n")],
    [
      "/metrics",
      async () =>
        new Response(await registry.metrics(), {
          headers: { "content-type": registry.contentType },
        }),
    ],
  ]);
  return {
    offers: "/healthz and /metrics",
    matches: ({ target }) => answers.has(target.path),
    label: ({ path }) => path,
    respond({ target }) {
      refuseForeignHost(target.url, allowedHosts);
      return answers.get(target.path)?.();
    },
  };
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
  for (const [name, gauge] of Object.entries(gauges)) {
    const { help } = gauge;
    new Gauge({
      name: `onebot_${name}`,
      help,
      registers,
      labelNames: "labels" in gauge ? [...gauge.labels] : [],
      collect() {
        if (!("labels" in gauge)) {
          this.set(gauge.read());
          return;
        }
        this.reset();
        for (const { values, value } of gauge.list()) this.labels(...values).set(value);
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
  statistics.onCall(({ action, milliseconds }) =>
    latency.labels(action).observe(milliseconds / 1000),
  );
  return registry;
}
