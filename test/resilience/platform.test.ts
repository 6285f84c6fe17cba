/** A platform that breaks every promise: its calls are answered, and nobody else is touched. */
import { afterAll, beforeAll, expect, test } from "bun:test";

import * as v from "valibot";

import { Clients } from "../../src/clients/clients.ts";
import { builtInToml, readConfig } from "../../src/config/file.ts";
import { Dispatcher } from "../../src/dispatcher.ts";
import { startHeartbeat } from "../../src/heartbeat.ts";
import { Hub } from "../../src/hub.ts";
import type { Operation, Platform } from "../../src/platform.ts";
import type { BotEvent } from "../../src/protocol/event.ts";
import { retCodes } from "../../src/protocol/reply.ts";
import { Statistics } from "../../src/statistics.ts";
import { Callers } from "../../src/transports/callers.ts";
import { Connections } from "../../src/transports/connections.ts";
import { httpService } from "../../src/transports/http.ts";
import { Listener } from "../../src/transports/listener.ts";
import { mediaService } from "../../src/transports/media.ts";
import { RefusedList } from "../../src/transports/refused.ts";
import { webSocketService } from "../../src/transports/ws.ts";
import { connect } from "../support/client.ts";
import type { Client } from "../support/client.ts";

const account = 10001;
const pendingCalls = 50;

const circular: Record<string, unknown> = {};
circular["self"] = circular;
/** What a handler does, whatever it is asked. */
const misdeeds: Record<string, () => unknown> = {
  throws: () => {
    throw new Error("by the platform");
  },
  throws_text: () => {
    throw "text";
  },
  throws_nothing: () => {
    throw undefined;
  },
  rejects: () => Promise.reject(new Error("by the platform")),
  rejects_later: async () => {
    await Bun.sleep(1);
    throw new Error("by the platform");
  },
  rejects_nothing: () => Promise.reject(),
  gives_a_circle: () => circular,
  gives_a_circle_later: () => Promise.resolve(circular),
  gives_a_bigint: () => 1n,
  gives_a_bigint_later: () => Promise.resolve(1n),
  gives_what_cannot_be_written: () => ({
    toJSON() {
      throw new Error("by the platform");
    },
  }),
  gives_what_cannot_be_read: () =>
    new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error("by the platform");
        },
      },
    ),
};

/** Garbage that can be written: the call is answered with something. */
const oddities: Record<string, () => unknown> = {
  gives_a_function: () => () => 1,
  gives_a_symbol: () => Symbol("x"),
  gives_not_a_number: () => Number.NaN,
  gives_nothing: () => undefined,
  gives_a_map: () => new Map([[1, 2]]),
};

const hangs = () => new Promise<never>(() => undefined);
const works = () => ({ good: true });

let server: Listener;
let other: Client;
beforeAll(async () => {
  server = serve(platform());
  other = await connect(new URL(`ws://${server.address}/`));
});
afterAll(() => server[Symbol.asyncDispose]());

test.each(Object.keys(misdeeds))(
  "a handler that %s: Internal error, by every way in",
  async (action) => {
    const failed = {
      status: "failed",
      retcode: retCodes.internal[0],
      data: null,
      message: "Internal error",
    };
    const client = await connect(new URL(`ws://${server.address}/api`));
    expect(await client.call(action)).toMatchObject(failed);
    expect(await (await fetch(`http://${server.address}/${action}`)).json()).toMatchObject(failed);
    expect(await client.call(`${action}_async`)).toMatchObject({ status: "async" });
    expect(await client.call(`${action}_rate_limited`)).toMatchObject({ status: "async" });
    expect(await client.call("works")).toMatchObject({ status: "ok", data: { good: true } });
    expect(await other.call("works")).toMatchObject({ status: "ok" });
  },
);

test.each(Object.keys(oddities))("a handler that %s is answered", async (action) => {
  expect(await other.call(action)).toMatchObject({ status: "ok" });
  expect(await (await fetch(`http://${server.address}/${action}`)).json()).toMatchObject({
    status: "ok",
  });
  expect(await other.call("works")).toMatchObject({ status: "ok" });
});

test("handlers that never answer fill their connection's share and nobody else's", async () => {
  const client = await connect(new URL(`ws://${server.address}/api`));
  for (let n = 0; n < pendingCalls; n++) client.send({ action: "hangs" });
  expect(await client.call("works")).toMatchObject({ retcode: retCodes.tooMany[0] });
  expect(await other.call("works")).toMatchObject({ status: "ok" });
  client.close();
  const again = await connect(new URL(`ws://${server.address}/api`));
  expect(await again.call("works")).toMatchObject({ status: "ok" });
});

const breaks = (): never => {
  throw new Error("by the platform");
};

test.each(["operation", "hasAccount", "now", "serve"] as const)(
  "a platform whose %s throws harms one request",
  async (name) => {
    const shaky = platform();
    await using alone = serve(shaky);
    const url = new URL(`ws://${alone.address}/`);
    const client = await connect(url);
    const sound = shaky[name];
    Object.assign(shaky, { [name]: breaks });
    for (const action of ["works", "nope", "works_async"]) {
      expect(await client.call(action)).toHaveProperty("retcode");
      const answer = await fetch(`http://${alone.address}/${action}?self_id=${account}`);
      expect([200, 404, 500]).toContain(answer.status);
    }
    expect([404, 500]).toContain((await fetch(`http://${alone.address}/media/x`)).status);
    await Promise.allSettled([
      connect(new URL(`/?self_id=${account}`, url)),
      connect(new URL("/event", url)),
    ]);
    Object.assign(shaky, { [name]: sound });
    expect(await client.call("works")).toMatchObject({ status: "ok" });
    expect((await connect(url)).socket.readyState).toBe(WebSocket.OPEN);
    expect(await other.call("works")).toMatchObject({ status: "ok" });
  },
);

test("heartbeats go on after a platform that could not tell its status", async () => {
  let asked = 0;
  const status = () => (++asked < 3 ? breaks() : { online: true, good: true });
  const beat = Promise.withResolvers<BotEvent>();
  const sink = { listeners: () => [account], publish: beat.resolve };
  using _heartbeat = startHeartbeat(platform({ status }), {
    sink,
    statistics: new Statistics(),
    interval: 1,
  });
  expect(await beat.promise).toMatchObject({ meta_event_type: "heartbeat" });
});

function serve(platform: Platform): Listener {
  const statistics = new Statistics();
  const dispatcher = new Dispatcher({
    find: (action) => platform.operation(action),
    statistics,
    rateLimitInterval: 0,
    rateLimitedCalls: 1000,
    callsBehind: 1000,
    queueBytes: 1_000_000,
    verify: false,
  });
  const clients = new Clients(readConfig({ source: "test", toml: builtInToml }));
  const gate = {
    authenticate: clients.authenticate,
    tokenRequired: false,
    allowedOrigins: [],
    allowedHosts: [],
  };
  const hub = new Hub({ statistics });
  const connections = new Connections({ pingInterval: 0, stallTimeout: 1000, unreadBytes: 1e9 });
  const pending = { items: pendingCalls, bytes: 1_000_000 };
  const [sendBufferBytes, replyBytes, stallTimeout] = [100_000, 100_000, 1000];
  const ground = {
    dispatcher,
    hub,
    platform,
    statistics,
    connections,
    limits: { pending, replyBytes, sendBufferBytes, stallTimeout },
  };
  const reception = { gate, platform, format: "array" } as const;
  const limits = { connections: 100, connectionsPerAddress: 100 };
  return new Listener({
    place: { host: "127.0.0.1", port: 0 },
    key: "ws",
    services: [
      webSocketService(ground, { ...reception, ...limits }),
      mediaService(platform),
      httpService(dispatcher, { ...reception, pending, replyBytes, callers: new Callers() }),
    ],
    statistics,
    connections,
    refused: new RefusedList(),
    fullAt: sendBufferBytes + replyBytes,
    frameBytes: 100_000,
  });
}

function platform(changes: Partial<Platform> = {}): Platform {
  const params = v.looseObject({});
  const result = v.unknown();
  const runs = new Map(Object.entries({ ...misdeeds, ...oddities, hangs, works }));
  return {
    defaultAccount: account,
    hasAccount: (id) => id === account,
    operation(action): Operation | undefined {
      const run = runs.get(action);
      return run && { params, result, run };
    },
    actions: () => runs.keys(),
    status: () => ({ online: true, good: true }),
    now: () => 0,
    describe: () => "",
    pack: async () => undefined,
    unpack: async () => undefined,
    serve: () => undefined,
    observe: () => ({ [Symbol.dispose]: () => undefined }),
    [Symbol.asyncDispose]: () => Promise.resolve(),
    ...changes,
  };
}
