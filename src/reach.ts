/** From the configuration to the ways bots are reached: listeners, addresses to post to and to dial. */
import { oneClient } from "./client.ts";
import type { Config } from "./config.ts";
import { logger } from "./log.ts";
import { isLoopback } from "./transports/auth.ts";
import type { Gate } from "./transports/auth.ts";
import type { ReverseTarget, Role } from "./transports/reverse.ts";
import { Server } from "./transports/server.ts";
import type { ServerOptions, ServerParts } from "./transports/server.ts";
import type { WebhookTarget } from "./transports/webhook.ts";

const log = logger("app");

/** Opens the listeners, one for each host and port, and gives each to `keep` at once. */
export function listen(
  config: Config,
  parts: ServerParts,
  keep: (server: Server) => void,
): { url: URL | undefined; httpUrl: URL | undefined } {
  const { ws, http } = config;
  const isShared = ws.enable && http.enable && ws.host === http.host && ws.port === http.port;
  const open = (services: Pick<ServerOptions, "ws" | "http">, { host, port }: Place): Server => {
    const server = new Server(parts, { ...common(config), ...services, host, port });
    keep(server);
    warnOfStrangers(config, host);
    return server;
  };
  const wsGate = ws.enable ? { ws: gate(config, ws) } : {};
  const httpGate = http.enable ? { http: gate(config, http) } : {};
  const wsServer = ws.enable ? open(isShared ? { ...wsGate, ...httpGate } : wsGate, ws) : undefined;
  const httpServer = isShared ? wsServer : http.enable ? open(httpGate, http) : undefined;
  const url = wsServer && new URL(`ws://${wsServer.address}`);
  const httpUrl = httpServer && new URL(`http://${httpServer.address}`);
  if (url) log.info("Forward WebSocket on {url} (also {url}api and {url}event)", { url: url.href });
  if (httpUrl) log.info("HTTP on {url}:action", { url: httpUrl.href });
  if (!url && !httpUrl) log.warning("ws.enable and http.enable are false: nothing listens");
  return { url, httpUrl };
}

/** Where events are posted: `http_post.url` for the default account, and each `[[http_post.target]]`. */
export function webhookTargets({ http_post, event }: Config, account: number): WebhookTarget[] {
  const { enable, url, secret, timeout, target, retries, retry_interval, queue } = http_post;
  if (!enable) return [];
  const urls = [url].flat().filter((each) => each !== "");
  const standard = urls.map((each): (typeof target)[number] => ({ url: each }));
  return [...standard, ...target].map((given) => ({
    secret,
    account,
    format: event.message_format,
    retries,
    queue,
    retryInterval: retry_interval,
    ...given,
    timeout: (given.timeout ?? timeout) * 1000,
  }));
}

/** What is dialled: the standard's one bot, and each `[[ws_reverse.target]]`. */
export function reverseTargets(config: Config, account: number): ReverseTarget[] {
  const { ws_reverse, event, auth, limits } = config;
  if (!ws_reverse.enable) return [];
  const { url, api_url, event_url, use_universal_client } = ws_reverse;
  const standard: { url: string; role: Role }[] = use_universal_client
    ? [{ url, role: "Universal" }]
    : [
        { url: api_url || url, role: "API" },
        { url: event_url || url, role: "Event" },
      ];
  return [...standard.filter((each) => each.url !== ""), ...ws_reverse.target].map((given) => ({
    token: auth.access_token,
    account,
    format: event.message_format,
    reconnectInterval: ws_reverse.reconnect_interval,
    pingInterval: config.ws.ping_interval,
    sendBufferBytes: limits.send_buffer_bytes,
    pendingCalls: limits.pending_calls,
    ...given,
  }));
}

interface Place {
  host: string;
  port: number;
}

function gate({ auth }: Config, place: { host: string; allowed_origins: readonly string[] }): Gate {
  return {
    authenticate: oneClient(auth.access_token),
    tokenRequired: auth.access_token !== "",
    host: place.host,
    allowedOrigins: place.allowed_origins,
  };
}

function common({
  event,
  limits,
  ws,
}: Config): Pick<ServerOptions, "format" | "limits" | "pingInterval"> {
  return {
    pingInterval: ws.ping_interval,
    format: event.message_format,
    limits: {
      frameBytes: limits.frame_bytes,
      sendBufferBytes: limits.send_buffer_bytes,
      connections: limits.connections,
      connectionsPerAddress: limits.connections_per_address,
      pendingCalls: limits.pending_calls,
    },
  };
}

function warnOfStrangers({ auth }: Config, host: string): void {
  if (auth.access_token || isLoopback(host)) return;
  log.warning(
    "ANYBODY who reaches {host} can connect: set auth.access_token, or listen on 127.0.0.1",
    { host },
  );
}
