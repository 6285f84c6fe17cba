/** A server of one's own for scenes: a world in memory, on free ports, and silent. */
import { startApp } from "../app.ts";
import type { App } from "../app.ts";
import { loadConfig } from "../config/file.ts";
import type { ConfigArgs } from "./command.ts";

export interface OwnServer {
  readonly app: App;
  readonly url: URL;
  readonly httpUrl: URL;
  readonly token: string;
}

/** Starts it. `listen` is where a bot listens that is to be dialled. Throws what is wrong with the configuration. */
export async function startOwnServer(
  { config: file, set = [] }: ConfigArgs,
  listen: string | undefined,
): Promise<OwnServer> {
  const reached = listen === undefined ? [] : [...dials(listen)];
  const sets = [...own, ...reached, ...set];
  const { config: wanted } = await loadConfig(file, sets);
  // Where clients have names nobody may steer the world without a token.
  const isLocked = wanted.client.length > 0 && wanted.auth.access_token === "";
  const access_token = isLocked ? crypto.randomUUID() : wanted.auth.access_token;
  const config = { ...wanted, auth: { ...wanted.auth, access_token } };
  const app = await startApp(config);
  const url = app.url ?? new URL("ws://127.0.0.1:0");
  return { app, url, httpUrl: app.httpUrl ?? url, token: config.auth.access_token };
}

/** What the configuration says of addresses is for the server that runs, and what it keeps is not touched. */
const own: readonly string[] = [
  'data_dir=":memory:"',
  "ws.enable=true",
  "ws.host=127.0.0.1",
  "ws.port=0",
  "http.enable=true",
  "http.host=127.0.0.1",
  "http.port=0",
  "admin.enable=false",
  'http_post.url=""',
  "http_post.target=[]",
  'ws_reverse.url=""',
  'ws_reverse.api_url=""',
  'ws_reverse.event_url=""',
  "ws_reverse.target=[]",
  "sandbox.control=true",
  // Nobody waits for a bot that is gone.
  "limits.stop_timeout=500",
];

function dials(listen: string): string[] {
  if (listen.startsWith("http")) return [`http_post.url=${JSON.stringify(listen)}`];
  return [
    `ws_reverse.url=${JSON.stringify(listen)}`,
    "ws_reverse.use_universal_client=true",
    "ws_reverse.reconnect_interval=100",
  ];
}
