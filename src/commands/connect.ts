/** How the commands that are clients reach a server: which address, which token, as whom. */
import { loadConfig } from "../config/file.ts";
import { harmless } from "../harmless.ts";
import { withoutQuery } from "../log/log.ts";
import type { Reply } from "../protocol/reply.ts";
import { addressOf } from "../transports/listener.ts";
import { outcomes, usage } from "../words/command.ts";
import { say } from "../words/language.ts";
import { Failure } from "./command.ts";

/** The options that choose a server, for `parseArgs`. */
export const connectOptions = { url: { type: "string" }, token: { type: "string" } } as const;

export interface ConnectArgs {
  url?: string | undefined;
  token?: string | undefined;
}

/**
 * Opens a WebSocket to one of the server's services, as an account or else as the bot under test. Throws a
 * {@link Failure} with what the server said where it refuses.
 */
export async function connect(
  service: "/api" | "/event",
  args: ConnectArgs,
  account?: number,
): Promise<WebSocket> {
  const url = await toUrl(service, args);
  if (account !== undefined) url.searchParams.set("self_id", String(account));
  const { promise, resolve, reject } = Promise.withResolvers<WebSocket>();
  const socket = new WebSocket(url);
  socket.addEventListener("open", () => resolve(socket), { once: true });
  socket.addEventListener("error", () => reject(new Error("refused")), { once: true });
  try {
    return await promise;
  } catch {
    const where = withoutQuery(url.href);
    throw new Failure("noConnection", outcomes.cannotConnect(where, await whyRefused(url)));
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

async function toUrl(service: string, { url, token }: ConnectArgs): Promise<URL> {
  const defaults = await readDefaults();
  const base = URL.parse(url ?? defaults.url);
  if (!base || !/^wss?:$/.test(base.protocol))
    throw new Failure("wrongUse", usage.badUrl(JSON.stringify(url)));
  base.pathname = base.pathname.replace(/\/*$/, service);
  const accessToken = token ?? defaults.token;
  if (accessToken) base.searchParams.set("access_token", accessToken);
  return base;
}

async function readDefaults(): Promise<{ url: string; token: string }> {
  try {
    const { ws, auth } = (await loadConfig(undefined)).config;
    return { url: `ws://${addressOf(ws)}`, token: auth.access_token };
  } catch {
    // The server may well run on another configuration; its own start explains what is wrong with this one.
    return { url: "ws://127.0.0.1:6700", token: "" };
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
