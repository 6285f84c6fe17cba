/** Runs the program until it is told to stop, and again from a fresh configuration after set_restart. */
import { startApp } from "./app.ts";
import type { App } from "./app.ts";
import type { Config } from "./config/config.ts";
import { literal, logger } from "./log/log.ts";
import type { Fields } from "./protocol/scalar.ts";
import { say } from "./words/language.ts";
import { restarts } from "./words/start.ts";

export interface Supervision {
  /** Reads the configuration. Throws where it is wrong. */
  load: () => Promise<Config>;
  /** Fulfilled when everything is to end. */
  stopped: Promise<unknown>;
  /** Called once the first start has succeeded. */
  onReady: (app: App) => void;
}

const log = logger("app");

/** Fulfilled after an orderly end. Rejects where the first start fails; a later one goes back to what ran. */
export async function supervise(
  config: Config,
  { load, stopped, onReady }: Supervision,
): Promise<void> {
  let current = config;
  let restart = Promise.withResolvers<"restart">();
  const onRestart = (delay: number) => void setTimeout(() => restart.resolve("restart"), delay);
  let app = await startApp(current, { onRestart });
  onReady(app);
  while ((await Promise.race([stopped, restart.promise])) === "restart") {
    restart = Promise.withResolvers();
    const next = await reload(load);
    if (!next) continue;
    log.info(literal(say(restarts.begins)));
    const previous = keepPorts(current, app);
    const wanted = keepPorts(next, app);
    const packed = await pack(app);
    await app[Symbol.asyncDispose]();
    try {
      app = await startApp(wanted, { onRestart, packed });
      current = next;
    } catch (error) {
      const reason = (error as Error).message;
      log.error(literal(say(restarts.failed(reason))), { reason });
      app = await startApp(previous, { onRestart, packed });
    }
  }
  await app[Symbol.asyncDispose]();
}

async function reload(load: Supervision["load"]): Promise<Config | undefined> {
  try {
    return await load();
  } catch (error) {
    const reason = (error as Error).message;
    log.error(literal(say(restarts.refused(reason))), { reason });
    return undefined;
  }
}

async function pack(app: App): Promise<Fields | undefined> {
  try {
    return await app.pack();
  } catch (error) {
    const reason = (error as Error).message;
    log.warning(literal(say(restarts.lost(reason))), { reason });
    return undefined;
  }
}

/** Ports that were picked stay, so that bots find their way back. */
function keepPorts(
  { ws, http, admin, ...config }: Config,
  { url, httpUrl, adminUrl }: App,
): Config {
  const kept = (port: number, at: URL | undefined) => (port === 0 && at ? Number(at.port) : port);
  return {
    ...config,
    ws: { ...ws, port: kept(ws.port, url) },
    http: { ...http, port: kept(http.port, httpUrl) },
    admin: { ...admin, port: kept(admin.port, adminUrl) },
  };
}
