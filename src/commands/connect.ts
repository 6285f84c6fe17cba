/** How the commands that are clients reach a server: which address, which token, as whom. */
import { loadConfig } from "../config-file.ts";
import { withoutQuery } from "../log.ts";
import { addressOf } from "../transports/listener.ts";

/** The options that choose a server, for `parseArgs`, and how they are explained. */
export const connectOptions = {
  url: { type: "string" },
  token: { type: "string" },
  as: { type: "string" },
} as const;

export const connectHelp = `  --url URL     the server; else what ./onebot.toml says, else ws://127.0.0.1:6700
  --token TOKEN the access token; else what ./onebot.toml says
  --as ID       the account to be; else the bot under test`;

export interface ConnectArgs {
  url?: string | undefined;
  token?: string | undefined;
  as?: string | undefined;
}

/** Opens a WebSocket to one of the server's services. Throws what the server said where it refuses. */
export async function connect(service: string, args: ConnectArgs): Promise<WebSocket> {
  const url = await toUrl(service, args);
  const { promise, resolve, reject } = Promise.withResolvers<WebSocket>();
  const socket = new WebSocket(url);
  socket.addEventListener("open", () => resolve(socket), { once: true });
  socket.addEventListener("error", () => reject(new Error("refused")), { once: true });
  try {
    return await promise;
  } catch {
    throw new Error(`Cannot connect to ${withoutQuery(url.href)}: ${await whyRefused(url)}`);
  }
}

async function toUrl(service: string, { url, token, as }: ConnectArgs): Promise<URL> {
  const defaults = await readDefaults();
  const base = URL.parse(url ?? defaults.url);
  if (!base || !/^wss?:$/.test(base.protocol)) {
    throw new Error(`--url must be like ws://127.0.0.1:6700, not ${JSON.stringify(url)}`);
  }
  base.pathname = base.pathname.replace(/\/*$/, service);
  const accessToken = token ?? defaults.token;
  if (accessToken) base.searchParams.set("access_token", accessToken);
  if (as !== undefined) base.searchParams.set("self_id", as);
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
    return `${response.status} ${(await response.text()).trim()}`;
  } catch {
    return "nothing answers there; is the server running?";
  }
}
