/** From the configuration to the ways bots are reached: listeners, addresses to post to and to dial. */
import { version } from "../package.json";
import type { Gauges } from "./admin.ts";
import type { Clients } from "./clients/clients.ts";
import type { Config } from "./config/config.ts";
import { maxConnections } from "./descriptors.ts";
import { Frames } from "./frames.ts";
import { literal, logger, withoutQuery } from "./log/log.ts";
import type { Operation, WorldPart } from "./platform.ts";
import type { Recorder } from "./record.ts";
import type { Gate } from "./transports/auth.ts";
import type { Reception } from "./transports/caller.ts";
import type { Callers } from "./transports/callers.ts";
import type { Ground } from "./transports/connection.ts";
import { httpService } from "./transports/http.ts";
import { fullAt } from "./transports/limits.ts";
import type { ConnectionLimits } from "./transports/limits.ts";
import type { LinkInfo } from "./transports/link.ts";
import { Listener } from "./transports/listener.ts";
import type { Place } from "./transports/listener.ts";
import { mediaService } from "./transports/media.ts";
import type { RefusedList } from "./transports/refused.ts";
import type { ReverseTarget } from "./transports/reverse.ts";
import type { Service } from "./transports/service.ts";
import type { PostInfo, WebhookTarget } from "./transports/webhook.ts";
import { webSocketService } from "./transports/ws.ts";
import { say } from "./words/language.ts";
import type { Told } from "./words/language.ts";
import { listens } from "./words/start.ts";

/** What those need who listen. */
export interface ListeningGround extends Ground {
  readonly clients: Clients;
}

/** A part of the configuration that listens, and what it offers there. */
interface Way {
  name: "ws" | "http" | "admin";
  place: Place;
  services: Service[];
}

/** What there is to be seen by those who look after the server. */
export interface Sights {
  readonly gauges: Gauges;
  readonly record: Recorder;
  readonly refused: RefusedList;
  readonly callers: Callers;
  /** Where each way is reached; empty where it is off. */
  addresses(): Readonly<Record<Way["name"], string>>;
  links(): readonly LinkInfo[];
  /** All actions there are. */
  operations(): Iterable<readonly [name: string, operation: Operation]>;
  posts(): readonly PostInfo[];
}

/** Where each way is reached; those that are off are not there. */
export type Reached = { [Name in Way["name"]]?: Listener };

const log = logger("app");

/** Opens the listeners, one for each host and port, and gives each to `keep` at once. */
export async function listen(
  config: Config,
  ground: ListeningGround,
  { keep, ...sights }: Sights & { keep: (listener: Listener) => void },
): Promise<Reached> {
  const { statistics, connections } = ground;
  const ways = await waysOf(config, ground, sights);
  const reached: Reached = {};
  for (const [first, ...rest] of Map.groupBy(ways, toAddress).values()) {
    if (!first) continue;
    const { name, place, services } = first;
    const listener = new Listener({
      place,
      key: name,
      services: [...services, ...rest.flatMap((way) => way.services)],
      statistics,
      connections,
      refused: sights.refused,
      frameBytes: config.limits.frame_bytes,
      fullAt: fullAt(ground.limits),
    });
    keep(listener);
    for (const way of [first, ...rest]) reached[way.name] = listener;
  }
  tell(reached, config.console.enable);
  return reached;
}

/** The ways that are on, in the order in which requests are offered to them: HTTP takes any path of one segment. */
async function waysOf(config: Config, ground: ListeningGround, sights: Sights): Promise<Way[]> {
  const { ws, http, admin, limits } = config;
  const ways: Way[] = [];
  if (ws.enable) {
    const options = {
      ...reception(config, ground, ws),
      connections: Math.min(limits.connections, maxConnections()),
      connectionsPerAddress: limits.connections_per_address,
    };
    const services = [webSocketService(ground, options), mediaService(ground.platform)];
    if (config.console.enable) services.unshift(await consoleOf(options.gate, ground, sights));
    ways.push({ name: "ws", place: ws, services });
  }
  if (admin.enable) {
    // Off by default, and its library takes 2 MB, and from source 40 ms of the start.
    const { adminService } = await import("./admin.ts");
    const options = { gauges: sights.gauges, allowedHosts: admin.allowed_hosts };
    const service = adminService(ground.statistics, options);
    ways.push({ name: "admin", place: admin, services: [service] });
  }
  if (http.enable) {
    const { pending, replyBytes } = ground.limits;
    const { frames } = ground;
    const { callers } = sights;
    const options = { ...reception(config, ground, http), pending, replyBytes, callers, frames };
    const service = httpService(ground.dispatcher, options);
    ways.push({ name: "http", place: http, services: [mediaService(ground.platform), service] });
  }
  return ways;
}

/** Its page is a megabyte, which only those who want it should read. */
async function consoleOf(gate: Gate, ground: Ground, sights: Sights): Promise<Service> {
  const { consoleService } = await import("./console/console.ts");
  const { platform, connections, limits, statistics, frames = new Frames() } = ground;
  const hello = () => ({
    version,
    started: statistics.started,
    addresses: sights.addresses(),
    sendBufferBytes: limits.sendBufferBytes,
    tokenRequired: gate.tokenRequired,
    account: platform.defaultAccount,
  });
  const observe = (onChange: (part: WorldPart) => void) => platform.observe(onChange);
  const { stallTimeout } = limits;
  return consoleService({ ...sights, connections, frames, hello, observe, stallTimeout }, gate);
}

/** Ways of one address share a listener; a free port for the admin is its own. */
function toAddress({ name, place }: Way): string {
  return `${place.host}:${place.port}${name === "admin" && place.port === 0 ? " admin" : ""}`;
}

function tell({ ws, http, admin }: Reached, hasConsole: boolean): void {
  const inform = (told: (url: string) => Told, url: string) =>
    log.info(literal(say(told(url))), { url });
  if (ws && hasConsole) inform(listens.console, `http://${ws.address}/`);
  if (ws) inform(listens.ws, `ws://${ws.address}/`);
  if (http) inform(listens.http, `http://${http.address}/`);
  if (admin) inform(listens.admin, `http://${admin.address}/`);
  if (!ws && !http) log.warning(literal(say(listens.nowhere)));
}

/** What the limits of the configuration mean for connections. */
export function limitsOf({ limits }: Config): ConnectionLimits {
  return {
    pending: { items: limits.pending_calls, bytes: limits.pending_bytes },
    replyBytes: limits.reply_bytes,
    sendBufferBytes: limits.send_buffer_bytes,
    stallTimeout: limits.stall_timeout,
  };
}

/** Whom targets are for that do not say so, and who there is to be. */
export interface Reachable {
  readonly account: number;
  readonly clients: Clients;
}

/** Where events are posted: `http_post.url` for the default account, and each `[[http_post.target]]`. */
export function webhookTargets(
  { http_post, event, limits }: Config,
  { account, clients }: Reachable,
): WebhookTarget[] {
  const { enable, url, secret, timeout, target, retries, retry_interval, queue } = http_post;
  if (!enable) return [];
  const urls = [url].flat().filter((each) => each !== "");
  const standard = urls.map((each): (typeof target)[number] => ({ url: each }));
  return [...standard, ...target].map((entry) => {
    const { client: name, ...given } = entry;
    const client = clients.reached("post", { where: withoutQuery(given.url), name });
    return {
      secret,
      account: client.accounts?.[0] ?? account,
      format: client.format ?? event.message_format,
      retries,
      queue,
      queueBytes: limits.queue_bytes,
      retryInterval: retry_interval,
      ...given,
      client,
      isFirst: standard.includes(entry),
      timeout: (given.timeout ?? timeout) * 1000,
    };
  });
}

/** What is dialled: the standard's one bot, and each `[[ws_reverse.target]]`. */
export function reverseTargets(config: Config, { account, clients }: Reachable): ReverseTarget[] {
  const { ws_reverse, event, auth } = config;
  if (!ws_reverse.enable) return [];
  const { url, api_url, event_url, use_universal_client } = ws_reverse;
  const standard: (typeof ws_reverse.target)[number][] = use_universal_client
    ? [{ url, role: "Universal" }]
    : [
        { url: api_url || url, role: "API" },
        { url: event_url || url, role: "Event" },
      ];
  const all = [...standard.filter((each) => each.url !== ""), ...ws_reverse.target];
  return all.map(({ client: name, ...given }) => {
    const client = clients.reached("reverse", { where: withoutQuery(given.url), name });
    return {
      // The owner's token would make a client that is named the owner.
      token: name === undefined ? auth.access_token : (client.token ?? ""),
      account: client.accounts?.[0] ?? account,
      format: client.format ?? event.message_format,
      reconnectInterval: ws_reverse.reconnect_interval,
      ...given,
      client,
    };
  });
}

function reception(
  { event }: Config,
  { platform, clients }: ListeningGround,
  place: { allowed_origins: readonly string[]; allowed_hosts: readonly string[] },
): Reception {
  const gate = {
    authenticate: clients.authenticate,
    tokenRequired: clients.tokenRequired,
    allowedOrigins: place.allowed_origins,
    allowedHosts: place.allowed_hosts,
  };
  return { gate, platform, format: event.message_format };
}
