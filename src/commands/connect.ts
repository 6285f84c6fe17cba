/** How the commands that are clients reach a server: which address, which token, as whom. */
import { loadConfig } from "../config/file.ts";
import { harmless } from "../harmless.ts";
import { withoutQuery } from "../log/log.ts";
import type { Reply } from "../protocol/reply.ts";
import { addressOf } from "../transports/listener.ts";
import { toolAgent } from "../transports/user-agent.ts";
import { origins, outcomes, usage } from "../words/command.ts";
import { say } from "../words/language.ts";
import type { Told } from "../words/language.ts";
import { Failure } from "./command.ts";

/** The options that choose a server, for `parseArgs`. */
export const connectOptions = { url: { type: "string" }, token: { type: "string" } } as const;

export interface ConnectArgs {
  url?: string | undefined;
  token?: string | undefined;
}

/** A server that can be asked. */
export interface Reachable {
  readonly url: URL;
  readonly token: string;
  /** Where its address comes from, for whoever finds nothing there. */
  readonly origin: Told;
}

/**
 * Finds the server that is meant: what the options name, else what ./onebot.toml says. A configuration that cannot be
 * read is told on standard error. Throws a {@link Failure} for a wrong address.
 */
export async function findServer({ url: given, token }: ConnectArgs): Promise<Reachable> {
  const isGiven = given !== undefined && token !== undefined;
  const defaults = isGiven ? unconfigured : await readDefaults(given);
  const url = URL.parse(given ?? defaults.url);
  if (!url || !/^wss?:$/.test(url.protocol))
    throw new Failure("wrongUse", usage.badUrl(JSON.stringify(given)));
  const origin = given === undefined ? defaults.origin : origins.option;
  return { url, token: token ?? defaults.token, origin };
}

/**
 * Opens a WebSocket to one of the server's services, as an account or else as the bot under test. Throws a
 * {@link Failure} with what the server said where it refuses.
 */
export async function connect(
  service: "/api" | "/event",
  { url: base, token, origin }: Reachable,
  account?: number,
): Promise<WebSocket> {
  const url = new URL(base);
  url.pathname = url.pathname.replace(/\/*$/, service);
  if (token) url.searchParams.set("access_token", token);
  if (account !== undefined) url.searchParams.set("self_id", String(account));
  const { promise, resolve, reject } = Promise.withResolvers<WebSocket>();
  const socket = new WebSocket(url, { headers: { "User-Agent": toolAgent } });
  socket.addEventListener("open", () => resolve(socket), { once: true });
  socket.addEventListener("error", () => reject(new Error("refused")), { once: true });
  try {
    return await promise;
  } catch {
    const where = withoutQuery(url.href);
    throw new Failure(
      "noConnection",
      outcomes.cannotConnect(where, say(origin), await whyRefused(url)),
    );
  }
}

/** Makes one call on a socket on which no other is under way. Throws where the connection ends before the reply. */
export function ask(socket: WebSocket, action: string, params: unknown = {}): Promise<Reply> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  socket.addEventListener("message", ({ data }) => resolve(JSON.parse(String(data)) as Reply), {
    once: true,
  });
  socket.addEventListener("close", ({ code, reason }) =>
    reject(new Failure("noConnection", outcomes.closed(code, reason))),
  );
  socket.send(JSON.stringify({ action, params }));
  return promise;
}

/** Finds the server that is meant, which has let somebody in. Throws as {@link connect} does. */
export async function reach(args: ConnectArgs): Promise<Reachable> {
  const server = await findServer(args);
  (await connect("/api", server)).close(1000);
  return server;
}

interface Defaults {
  url: string;
  token: string;
  origin: Told;
}

const unconfigured: Defaults = { url: "ws://127.0.0.1:6700", token: "", origin: origins.fallback };

/** What ./onebot.toml says. The server may well run on another one, so a wrong one does not end the command. */
async function readDefaults(given: string | undefined): Promise<Defaults> {
  try {
    const { config, source, isBuiltIn } = await loadConfig(undefined);
    const { ws, auth } = config;
    const origin = isBuiltIn ? origins.fallback : origins.file(source);
    return { url: `ws://${addressOf(ws)}`, token: auth.access_token, origin };
  } catch (error) {
    console.error((error as Error).message);
    console.error(say(outcomes.withoutConfig(given ?? unconfigured.url)));
    return { ...unconfigured, origin: origins.unread };
  }
}

/** WebSocket clients are not told the status and text of a refusal; the same request by HTTP is. */
async function whyRefused(url: URL): Promise<string> {
  try {
    const response = await fetch(url.href.replace(/^ws/, "http"));
    return harmless(`${response.status} ${(await response.text()).trim()}`);
  } catch {
    return say(outcomes.nothingThere);
  }
}
