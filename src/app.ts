/** The program as a whole: the platform, the ways to it, and their orderly end. */
import { join } from "node:path";

import type { Gauges } from "./admin.ts";
import type { Config } from "./config.ts";
import { Dispatcher } from "./dispatcher.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { Hub } from "./hub.ts";
import { logger } from "./log.ts";
import type { Operation } from "./platform.ts";
import { Sandbox } from "./platforms/sandbox/sandbox.ts";
import { actions } from "./protocol/action.ts";
import { lifecycle } from "./protocol/event.ts";
import { NoReply } from "./protocol/reply.ts";
import { listen, reverseTargets, webhookTargets } from "./reach.ts";
import { Statistics } from "./statistics.ts";
import { ReverseLink } from "./transports/reverse.ts";
import type { Server } from "./transports/server.ts";
import { Webhook } from "./transports/webhook.ts";

export interface App extends AsyncDisposable {
  /** Where the forward WebSocket and HTTP listen; undefined where they are off. */
  readonly url: URL | undefined;
  readonly httpUrl: URL | undefined;
  readonly adminUrl: URL | undefined;
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
  const statistics = new Statistics();
  const hub = new Hub(statistics, { verify });
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
  /** What is done by the program itself, or not by the platform alone. */
  const own = new Map<string, Operation>([
    [
      "set_restart",
      {
        ...actions.set_restart,
        isAsync: true,
        run: (params) => onRestart((params as { delay: number }).delay),
      },
    ],
    ["get_status", withStat(() => platform.operation("get_status"), statistics)],
  ]);
  const dispatcher = stack.use(
    new Dispatcher({
      find: (action) => own.get(action) ?? platform.operation(action),
      statistics,
      observe: (call, caller, reply) => platform.observe(call, caller, reply),
      rateLimitInterval: config.api.rate_limit_interval,
      rateLimitedCalls: limits.rate_limited_calls,
      callsBehind: limits.pending_calls,
      verify,
    }),
  );
  const parts = { dispatcher, hub, platform, statistics };
  // Off by default, and its library takes 2 MB, and from source 40 ms of the start.
  const { Admin } = config.admin.enable ? await import("./admin.ts") : {};
  const reached = listen(config, parts, (server) => servers.push(stack.use(server)));

  const posted = webhookTargets(config, platform.defaultAccount);
  const dialled = reverseTargets(config, platform.defaultAccount);
  for (const { account, url } of [...posted, ...dialled]) {
    if (platform.hasAccount(account)) continue;
    const { host } = new URL(url);
    throw new Error(`The target at ${host} is for account ${account}, who does not exist`);
  }
  const webhooks = posted.map((target) => {
    const webhook = stack.use(new Webhook(parts, target));
    const { where } = webhook;
    const receiver = { client: "post", path: where, address: where };
    stack.defer(hub.addStage(target.account, (told) => webhook.post(told), receiver));
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
  const links: ReverseLink[] = [];
  const gauges = gaugesOf({ dispatcher, webhooks, links, dataDir: config.data_dir });
  const admin = Admin && stack.use(new Admin({ ...config.admin, statistics, gauges }));
  // Everything that can fail has been done: from here on bots are told.
  void announce("enable");
  for (const target of dialled) links.push(stack.use(new ReverseLink(parts, target)));
  if (heartbeat.enable) {
    stack.use(startHeartbeat(platform, { sink: hub, interval: heartbeat.interval }));
  }
  log.info(platform.describe());
  // Registered last, so that it happens first: nothing new, and some time for what is under way.
  stack.defer(async () => {
    for (const server of servers) server.stopListening();
    platform.endWaits();
    const rest = dispatcher.idle().then(() => announce("disable"));
    await Promise.race([rest, Bun.sleep(limits.stop_timeout)]);
  });
  const all = stack.move();
  return { ...reached, adminUrl: admin?.url, [Symbol.asyncDispose]: () => all.disposeAsync() };
}

/** get_status also tells what went on. */
function withStat(find: () => Operation | undefined, statistics: Statistics): Operation {
  const add = (status: unknown) =>
    status instanceof NoReply ? status : { ...(status as object), stat: statistics.summary() };
  return {
    ...actions.get_status,
    run(params, caller) {
      const status = find()?.run(params, caller);
      return status instanceof Promise ? status.then(add) : add(status);
    },
  };
}

/** Numbers that are looked up when somebody asks. */
function gaugesOf({
  dispatcher,
  webhooks,
  links,
  dataDir,
}: {
  dispatcher: Dispatcher;
  webhooks: readonly { webhook: Webhook }[];
  links: readonly ReverseLink[];
  dataDir: string;
}): Gauges {
  return {
    calls_running: { help: "Calls under way", read: () => dispatcher.depths.running },
    calls_queued: { help: "Rate-limited calls that wait", read: () => dispatcher.depths.queued },
    posts_outstanding: {
      help: "Events being posted or waiting for it",
      read: () => webhooks.reduce((sum, { webhook }) => sum + webhook.size, 0),
    },
    reverse_links: { help: "Reverse WebSockets to keep up", read: () => links.length },
    reverse_links_open: {
      help: "Reverse WebSockets that are open",
      read: () => links.filter(({ isOpen }) => isOpen).length,
    },
    database_bytes: {
      help: "Size of the sandbox's database",
      read: () => Bun.file(join(dataDir, "sandbox.db")).size,
    },
  };
}
