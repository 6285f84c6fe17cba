/** The real program on a free port, with the shipped configuration and a world in memory. */
import { startApp } from "../../src/app.ts";
import type { App } from "../../src/app.ts";
import { builtInToml, readConfig } from "../../src/config/file.ts";
import { connect } from "./client.ts";
import type { Client } from "./client.ts";

export const bot = 10001;
export const alice = 20002;
export const bob = 20003;
export const admin = 20004;
export const stranger = 20005;
/** Owned by the bot; Alice and Bob are members. */
export const group = 10010;
/** Members of the bot's group with numbers as QQ has them. */
export const others = [1_000_020_006, 1_000_020_007, 1_000_020_008];
export const people = [bot, alice, bob, admin, stranger, ...others];
export const members = [bot, alice, bob, admin, ...others];
/** Owned by Alice; the bot and Bob are members. */
export const aliceGroup = 10020;

export interface TestServer extends AsyncDisposable {
  readonly app: App;
  readonly url: URL;
  readonly httpUrl: URL;
  /** Opens a connection that is closed with the server. */
  connect(path?: string, options?: ConnectOptions): Promise<Client>;
  /** A connection to `/` as somebody, after its lifecycle event. */
  as(account: number, options?: ConnectOptions): Promise<Client>;
}

export interface ConnectOptions {
  headers?: Record<string, string>;
  query?: Record<string, string>;
}

/** Starts the server; `overrides` are `key=value` as for `--set`. Results and events are verified. */
export async function start(...overrides: string[]): Promise<TestServer> {
  const quiet = [
    "heartbeat.enable=false",
    "http.enable=true",
    "http.port=0",
    "ws.port=0",
    'data_dir=":memory:"',
  ];
  const config = readConfig({
    source: "test",
    toml: builtInToml,
    overrides: [...quiet, ...overrides],
  });
  const app = await startApp(config, { verify: true });
  const url = app.url ?? new URL("ws://nowhere.invalid");
  const open = async (path = "/", { headers, query }: ConnectOptions = {}) => {
    const target = new URL(path, url);
    for (const [key, value] of Object.entries(query ?? {})) target.searchParams.set(key, value);
    return connect(target, headers);
  };
  return {
    app,
    url,
    httpUrl: app.httpUrl ?? url,
    connect: open,
    async as(account, options) {
      const client = await open("/", {
        ...options,
        query: { self_id: String(account), ...options?.query },
      });
      await client.next("meta_event");
      return client;
    },
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
  };
}
