/** The program as a whole: the platform, the ways to it, and their orderly end. */
import { oneClient } from "./client.ts";
import type { Config } from "./config.ts";
import { Dispatcher } from "./dispatcher.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { Hub } from "./hub.ts";
import { logger } from "./log.ts";
import type { Operation } from "./platform.ts";
import { Sandbox } from "./platforms/sandbox/sandbox.ts";
import { actions } from "./protocol/action.ts";
import { isLoopback } from "./transports/auth.ts";
import { Server } from "./transports/server.ts";

export interface App extends AsyncDisposable {
  /** Where the forward WebSocket listens; undefined where it is off. */
  readonly url: URL | undefined;
}

export interface AppOptions {
  /** Holds each result and event against its schema. */
  verify?: boolean;
  /** What set_restart does, after a delay in milliseconds. */
  onRestart?: (delay: number) => void;
}

const log = logger("app");

/**
 * Starts everything a configuration asks for. Throws, with the remedy, where something cannot be had; then nothing is left running.
 */
export async function startApp(
  config: Config,
  { verify = false, onRestart = () => undefined }: AppOptions = {},
): Promise<App> {
  const { ws, auth, limits, event, heartbeat } = config;
  await using stack = new AsyncDisposableStack();
  const hub = new Hub({ verify });
  let server: Server | undefined;
  const { sandbox } = config;
  const baseUrl = () =>
    new URL(sandbox.public_url || `http://${server?.address ?? `${ws.host}:${ws.port}`}`);
  const options = {
    dataDir: config.data_dir,
    config: sandbox,
    baseUrl,
    reportSelf: event.report_self_message,
  };
  const platform = stack.use(new Sandbox(options, hub));
  const restart: Operation = {
    ...actions.set_restart,
    isAsync: true,
    run: (params) => onRestart((params as { delay: number }).delay),
  };
  const dispatcher = stack.use(
    new Dispatcher({
      find: (action) => (action === "set_restart" ? restart : platform.operation(action)),
      observe: (call, caller, reply) => platform.observe(call, caller, reply),
      rateLimitInterval: config.api.rate_limit_interval,
      rateLimitedCalls: limits.rate_limited_calls,
      callsBehind: limits.pending_calls,
      verify,
    }),
  );
  if (ws.enable) {
    server = stack.use(
      new Server(
        { dispatcher, hub, platform },
        {
          gate: {
            authenticate: oneClient(auth.access_token),
            tokenRequired: auth.access_token !== "",
            host: ws.host,
            allowedOrigins: ws.allowed_origins,
          },
          port: ws.port,
          format: event.message_format,
          limits: {
            frameBytes: limits.frame_bytes,
            sendBufferBytes: limits.send_buffer_bytes,
            connections: limits.connections,
            connectionsPerAddress: limits.connections_per_address,
            pendingCalls: limits.pending_calls,
          },
        },
      ),
    );
    log.info("Forward WebSocket on {url} (also {url}api and {url}event)", { url: server.url.href });
    if (!auth.access_token && !isLoopback(ws.host)) {
      log.warning(
        "ANYBODY who reaches {host} can connect: set auth.access_token, or ws.host to 127.0.0.1",
        { host: ws.host },
      );
    }
  } else {
    log.warning("ws.enable is false: nothing listens");
  }
  if (heartbeat.enable) {
    stack.use(startHeartbeat(platform, { sink: hub, interval: heartbeat.interval }));
  }
  log.info(platform.describe());
  // Registered last, so that it happens first.
  stack.defer(() => stop({ server, dispatcher, timeout: limits.stop_timeout }));
  const parts = stack.move();
  return { url: server?.url, [Symbol.asyncDispose]: () => parts.disposeAsync() };
}

/** Takes nothing new, and gives the calls under way some time to be answered. */
async function stop({
  server,
  dispatcher,
  timeout,
}: {
  server: Server | undefined;
  dispatcher: Dispatcher;
  timeout: number;
}): Promise<void> {
  server?.stopListening();
  await Promise.race([dispatcher.idle(), Bun.sleep(timeout)]);
}
