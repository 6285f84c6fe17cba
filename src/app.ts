/** The program as a whole: the platform, the ways to it, and their orderly end. */
import { Clients } from "./clients/clients.ts";
import { paceOf } from "./clients/pace.ts";
import type { Config } from "./config/config.ts";
import { Dispatcher } from "./dispatcher.ts";
import { Frames } from "./frames.ts";
import { gaugesOf } from "./gauges.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { Hub } from "./hub.ts";
import { literal, logger } from "./log/log.ts";
import { Outgoing } from "./outgoing.ts";
import { ownActions } from "./own-actions.ts";
import type { Operation, Platform } from "./platform.ts";
import { Sandbox } from "./platforms/sandbox/sandbox.ts";
import { lifecycle } from "./protocol/event.ts";
import type { Fields } from "./protocol/scalar.ts";
import { limitsOf, listen, reverseTargets, webhookTargets } from "./reach.ts";
import type { Reached } from "./reach.ts";
import { Recorder } from "./record.ts";
import type { Sessions } from "./sessions/sessions.ts";
import { Statistics } from "./statistics.ts";
import { Callers } from "./transports/callers.ts";
import { Connections } from "./transports/connections.ts";
import { Courier } from "./transports/courier.ts";
import type { Listener } from "./transports/listener.ts";
import { RefusedList } from "./transports/refused.ts";
import { ReverseLink } from "./transports/reverse.ts";
import { Webhook } from "./transports/webhook.ts";
import { warnings } from "./words/check.ts";
import { say } from "./words/language.ts";
import { strangerAt } from "./words/start.ts";

export interface App extends AsyncDisposable {
  /** Where the forward WebSocket and HTTP listen; undefined where they are off. */
  readonly url: URL | undefined;
  readonly httpUrl: URL | undefined;
  readonly adminUrl: URL | undefined;
  /** What would be lost with this app, for the one that comes after it. */
  pack(): Promise<Fields | undefined>;
}

export interface AppOptions {
  /** Holds each result and event against its schema. */
  verify?: boolean;
  /** What set_restart does, after a delay in milliseconds. */
  onRestart?: (delay: number) => void;
  /** What an earlier app has packed. */
  packed?: Fields | undefined;
}

const log = logger("app");

/**
 * Starts everything a configuration asks for. Throws, with the remedy, where something cannot be had; then
 * nothing is left running.
 */
export async function startApp(
  config: Config,
  { verify = false, onRestart = () => undefined, packed }: AppOptions = {},
): Promise<App> {
  const { limits, event, heartbeat, sandbox, data_dir: dataDir } = config;
  await using stack = new AsyncDisposableStack();
  const statistics = new Statistics();
  const record = new Recorder();
  // Where nobody can ask for it, nothing is recorded.
  const isRecorded = sandbox.control || config.console.enable;
  const frames = config.console.enable ? new Frames() : undefined;
  const recording = { statistics, record: isRecorded ? record : undefined, verify };
  const hub = new Hub({ ...recording, frames });
  let reached: Reached = {};
  const baseUrl = () =>
    new URL(sandbox.public_url || (urlOf(reached.ws ?? reached.http) ?? "http://127.0.0.1"));
  const clients = new Clients(config);
  const { private_file: privateFile } = event;
  const reportSelf = clients.someReportSelf;
  const options = { dataDir, config: sandbox, limits, baseUrl, reportSelf, privateFile };
  const platform = stack.use(new Sandbox(options, { sink: hub, record }));

  const connections = stack.use(
    new Connections({
      pingInterval: config.ws.ping_interval,
      stallTimeout: limits.stall_timeout,
      unreadBytes: limits.unread_bytes,
    }),
  );
  if (packed) await platform.unpack(packed);
  const sessions = await sessionsOf(config, { clients, hub, platform });
  if (sessions) stack.use(sessions);
  const own = ownActions({
    onRestart,
    findStatus: () => platform.operation("get_status"),
    statistics,
    connections,
    clients,
    sessions,
    isSteered: sandbox.control,
  });
  const dispatcher = stack.use(
    new Dispatcher({
      ...recording,
      find: (action) => own.get(action) ?? platform.operation(action),
      names: () => [...own.keys(), ...platform.actions()],
      placesOf: (named) => platform.placesOf(named),
      pace: stack.use(paceOf(config)),
      rateLimitInterval: config.api.rate_limit_interval,
      rateLimitedCalls: limits.rate_limited_calls,
      callsBehind: limits.pending_calls,
      queueBytes: limits.queue_bytes,
    }),
  );
  const ground = {
    dispatcher,
    sessions,
    hub,
    platform,
    statistics,
    connections,
    clients,
    record: recording.record,
    frames,
    limits: limitsOf(config),
  };
  const listeners: Listener[] = [];
  const webhooks: Webhook[] = [];
  const kept: (() => Courier)[] = [];
  const links: ReverseLink[] = [];
  const gauges = gaugesOf({ dispatcher, webhooks, links, sessions, dataDir });
  const keep = (listener: Listener) => listeners.push(stack.use(listener));
  const sights = {
    gauges,
    record,
    refused: new RefusedList(),
    callers: new Callers(),
    addresses: () => ({
      ws: urlOf(reached.ws, "ws")?.href ?? "",
      http: urlOf(reached.http)?.href ?? "",
      admin: urlOf(reached.admin)?.href ?? "",
    }),
    links: () => links.map((link) => link.describe()),
    operations: () => operations(own, platform),
    posts: () => webhooks.map((webhook) => webhook.describe()),
  };
  reached = await listen(config, ground, { ...sights, keep });
  const reachable = { account: platform.defaultAccount, clients };
  const posted = webhookTargets(config, reachable);
  const targets = reverseTargets(config, reachable);
  for (const { account, url } of [...posted, ...targets]) {
    if (platform.hasAccount(account)) continue;
    const { host } = new URL(url);
    throw new Error(say(strangerAt(host, account)));
  }
  for (const target of posted) {
    const webhook = stack.use(new Webhook(ground, target));
    webhooks.push(webhook);
    const { client, account } = target;
    const session = sessions?.find({ client, account, where: webhook.receiver.address });
    if (!session) stack.use(hub.addStage(webhook.subject, webhook.stage, webhook.receiver));
    else {
      stack.use(hub.attend(webhook.subject, webhook.receiver));
      kept.push(() => new Courier(session, webhook, client.session?.maxAge ?? 0));
    }
  }

  // Everything that can fail has been done: from here on bots are told.
  platform.keep();
  const announce = (sub_type: "enable" | "disable") =>
    Promise.all(
      webhooks.map((webhook) => {
        const meta = { time: platform.now(), self_id: webhook.account };
        return webhook.post(new Outgoing(lifecycle(sub_type, meta)));
      }),
    );
  void announce("enable");
  for (const begin of kept) stack.use(begin());
  for (const target of targets) links.push(stack.use(new ReverseLink(ground, target)));
  if (heartbeat.enable) {
    stack.use(startHeartbeat(platform, { sink: hub, statistics, interval: heartbeat.interval }));
  }
  for (const { name, accounts = [] } of clients.list) {
    for (const account of accounts.filter((id) => !platform.hasAccount(id)))
      log.warning(literal(say(warnings.noSuchAccount(name, account))));
  }
  log.info("{platform}", { platform: platform.describe() });
  // Registered last, so that it happens first: nothing new, and some time for what is under way.
  stack.defer(async () => {
    for (const listener of listeners) listener.stopListening();
    record.endWaits();
    sessions?.end();
    const rest = dispatcher.idle().then(() => announce("disable"));
    await Promise.race([rest, Bun.sleep(limits.stop_timeout)]);
  });
  const all = stack.move();
  return {
    url: urlOf(reached.ws, "ws"),
    httpUrl: urlOf(reached.http),
    adminUrl: urlOf(reached.admin),
    pack: () => platform.pack(),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

function* operations(own: ReadonlyMap<string, Operation>, platform: Platform) {
  yield* own;
  for (const name of platform.actions()) {
    const operation = own.has(name) ? undefined : platform.operation(name);
    if (operation) yield [name, operation] as const;
  }
}

/** Where no client has a session, nothing of it is loaded. */
async function sessionsOf(
  { data_dir, journal }: Config,
  { clients, hub, platform }: { clients: Clients; hub: Hub; platform: Platform },
): Promise<Sessions | undefined> {
  if (!clients.list.some(({ session }) => session)) return undefined;
  const [{ Journal }, { Sessions: Made }] = await Promise.all([
    import("./sessions/journal.ts"),
    import("./sessions/sessions.ts"),
  ]);
  const { max_events: maxEvents, max_bytes: maxBytes, max_age: maxAge, synchronous } = journal;
  return new Made(clients.list, {
    journal: new Journal(data_dir, { maxEvents, maxBytes, maxAge, synchronous }),
    hub,
    defaultAccount: platform.defaultAccount,
  });
}

function urlOf(listener: Listener | undefined, scheme: "ws" | "http" = "http"): URL | undefined {
  return listener && new URL(`${scheme}://${listener.address}`);
}
