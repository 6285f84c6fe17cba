/** The program as a whole: the platform, the ways to it, and their orderly end. */
import type { Config } from "./config.ts";
import { Dispatcher } from "./dispatcher.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { Hub } from "./hub.ts";
import { logger } from "./log.ts";
import type { Operation } from "./platform.ts";
import { Sandbox } from "./platforms/sandbox/sandbox.ts";
import { actions } from "./protocol/action.ts";
import { lifecycle } from "./protocol/event.ts";
import { listen, reverseTargets, webhookTargets } from "./reach.ts";
import { ReverseLink } from "./transports/reverse.ts";
import type { Server } from "./transports/server.ts";
import { Webhook } from "./transports/webhook.ts";

export interface App extends AsyncDisposable {
  /** Where the forward WebSocket and HTTP listen; undefined where they are off. */
  readonly url: URL | undefined;
  readonly httpUrl: URL | undefined;
}

export interface AppOptions {
  /** Holds each result and event against its schema. */
  verify?: boolean;
  /** What set_restart does, after a delay in milliseconds. */
  onRestart?: (delay: number) => void;
}

const log = logger("app");

/**
 * Starts everything a configuration asks for. Throws, with the remedy, where something cannot be had; then
 * nothing is left running.
 */
export async function startApp(
  config: Config,
  { verify = false, onRestart = () => undefined }: AppOptions = {},
): Promise<App> {
  const { limits, event, heartbeat, sandbox } = config;
  await using stack = new AsyncDisposableStack();
  const hub = new Hub({ verify });
  const servers: Server[] = [];
  const baseUrl = () =>
    new URL(sandbox.public_url || `http://${servers[0]?.address ?? "127.0.0.1"}`);
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
  const parts = { dispatcher, hub, platform };
  const reached = listen(config, parts, (server) => servers.push(stack.use(server)));

  const webhooks = webhookTargets(config, platform.defaultAccount).map((target) => {
    const webhook = stack.use(new Webhook(dispatcher, target));
    const { where } = webhook;
    const receiver = { client: "post", path: where, address: where };
    stack.defer(hub.addStage(target.account, (posted) => webhook.post(posted), receiver));
    log.info("Events of {account} are posted to {where}", { account: target.account, where });
    return { webhook, account: target.account };
  });
  /** enable and disable are told by HTTP POST only. */
  const announce = (sub_type: "enable" | "disable") =>
    Promise.all(
      webhooks.map(({ webhook, account }) =>
        webhook.post(lifecycle(sub_type, { time: platform.now(), self_id: account })),
      ),
    );
  void announce("enable");

  for (const target of reverseTargets(config, platform.defaultAccount)) {
    stack.use(new ReverseLink(parts, target));
  }
  if (heartbeat.enable) {
    stack.use(startHeartbeat(platform, { sink: hub, interval: heartbeat.interval }));
  }
  log.info(platform.describe());
  // Registered last, so that it happens first: nothing new, and some time for what is under way.
  stack.defer(async () => {
    for (const server of servers) server.stopListening();
    const rest = dispatcher.idle().then(() => announce("disable"));
    await Promise.race([rest, Bun.sleep(limits.stop_timeout)]);
  });
  const all = stack.move();
  return { ...reached, [Symbol.asyncDispose]: () => all.disposeAsync() };
}
