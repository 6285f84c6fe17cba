import { describe } from "bun:test";

import { testCalls } from "../contracts/calls.ts";
import type { CallWay } from "../contracts/calls.ts";
import { testEvents } from "../contracts/events.ts";
import { startBot } from "../support/bot.ts";
import type { Bot } from "../support/bot.ts";
import type { Json } from "../support/client.ts";

const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
const asTexts = (params: Json) =>
  new URLSearchParams(
    Object.entries(params).map(([key, value]): [string, string] => [key, text(value)]),
  );

for (const path of ["/api", "/"]) {
  describe(`calls by forward WebSocket ${path}`, () => {
    testCalls(async (server) => {
      const client = await server.connect(path);
      return {
        async call(action, params) {
          const { echo: _, ...reply } = await client.call(action, params);
          return reply;
        },
        [Symbol.asyncDispose]: async () => client.close(),
      };
    });
  });
}

const requests: Record<string, (url: URL, params: Json) => Promise<Response>> = {
  GET: (url, params) => {
    url.search = asTexts(params).toString();
    return fetch(url);
  },
  "POST of a form": (url, params) => fetch(url, { method: "POST", body: asTexts(params) }),
  "POST of JSON": (url, params) =>
    fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json; charset=utf-8" },
      body: JSON.stringify(params),
    }),
};

for (const [name, request] of Object.entries(requests)) {
  describe(`calls by HTTP ${name}`, () => {
    testCalls(async (server) => ({
      async call(action, params = {}) {
        const response = await request(new URL(`/${action}`, server.httpUrl), params);
        return (await response.json()) as Json;
      },
      [Symbol.asyncDispose]: async () => undefined,
    }));
  });
}

describe("calls by reverse WebSocket", () => {
  const bot = startBot();
  const target = `ws_reverse.target=[{url="ws://127.0.0.1:${bot.port}/ws",role="API"}]`;
  testCalls(async () => dialled(bot), target);
});

async function dialled(bot: Bot): Promise<CallWay> {
  await bot.handshakes.next();
  return {
    async call(action, params) {
      bot.send({ action, params, echo: action });
      const { echo: _, ...reply } = JSON.parse(await bot.frames.next()) as Json;
      return reply;
    },
    [Symbol.asyncDispose]: () => bot[Symbol.asyncDispose](),
  };
}

for (const path of ["/event", "/"]) {
  describe(`events by forward WebSocket ${path}`, () => {
    testEvents(
      async (server) => {
        const client = await server.connect(path);
        return {
          next: (type) => client.next(type),
          [Symbol.asyncDispose]: async () => client.close(),
        };
      },
      { first: "connect" },
    );
  });
}

describe("events by HTTP POST", () => {
  const bot = startBot();
  testEvents(async () => collected(async () => (await bot.posts.next()).body, bot), {
    first: "enable",
    overrides: () => [`http_post.url=http://127.0.0.1:${bot.port}/`],
  });
});

for (const role of ["Event", "Universal"]) {
  describe(`events by reverse WebSocket ${role}`, () => {
    const bot = startBot();
    testEvents(async () => collected(() => bot.frames.next(), bot), {
      first: "connect",
      overrides: () => [`ws_reverse.target=[{url="ws://127.0.0.1:${bot.port}/ws",role="${role}"}]`],
    });
  });
}

function collected(take: () => Promise<string>, bot: Bot) {
  return {
    async next(type?: string): Promise<Json> {
      for (;;) {
        const body = await take();
        if (type === undefined || body.includes(`_type":"${type}"`))
          return JSON.parse(body) as Json;
      }
    },
    [Symbol.asyncDispose]: () => bot[Symbol.asyncDispose](),
  };
}
