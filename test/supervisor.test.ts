import { expect, test } from "bun:test";

import type { App } from "../src/app.ts";
import type { Config } from "../src/config/config.ts";
import { builtInToml, readConfig } from "../src/config/file.ts";
import { supervise } from "../src/supervisor.ts";
import { connect } from "./support/client.ts";
import type { Client } from "./support/client.ts";

function configure(...overrides: string[]): Config {
  const quiet = ['data_dir=":memory:"', "ws.port=0", "http.enable=false"];
  return readConfig({ source: "test", toml: builtInToml, overrides: [...quiet, ...overrides] });
}

/** Runs the program until it is stopped; `load` is what set_restart reads. */
async function run(config: Config, load: () => Config) {
  const stopped = Promise.withResolvers<void>();
  const ready = Promise.withResolvers<App>();
  const ended = supervise(config, {
    load: async () => load(),
    stopped: stopped.promise,
    onReady: ready.resolve,
  });
  const { url = new URL("ws://nowhere.invalid") } = await ready.promise;
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      stopped.resolve();
      await ended;
    },
  };
}

async function restart(client: Client): Promise<void> {
  expect(await client.call("set_restart")).toMatchObject({ status: "async" });
  expect((await client.closed).code).toBe(1001);
}

/** Tries until the server listens again. */
async function reconnect(url: URL): Promise<Client> {
  for (let tries = 0; tries < 500; tries++) {
    const client = await connect(url).catch(() => undefined);
    if (client) return client;
  }
  throw new Error("It did not come back");
}

test("set_restart starts again from a fresh configuration, on the port that was picked", async () => {
  await using running = await run(configure(), () => configure("sandbox.self_id=20002"));
  const before = await connect(new URL("/api", running.url));
  expect(await before.ask("get_login_info")).toMatchObject({ user_id: 10001 });
  await restart(before);
  const after = await reconnect(new URL("/api", running.url));
  expect(await after.ask("get_login_info")).toMatchObject({ user_id: 20002 });
});

test("a world in memory is there after set_restart, with what was sent in it", async () => {
  await using running = await run(configure(), () => configure());
  const before = await connect(new URL("/api", running.url));
  const image =
    "base64://iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  const message = [{ type: "image", data: { file: image } }];
  const { message_id } = await before.ask("send_group_msg", { group_id: 10010, message });
  await restart(before);
  const after = await reconnect(new URL("/api", running.url));
  const kept = await after.ask<{ message: { data: { url: string } }[] }>("get_msg", { message_id });
  expect((await fetch(kept.message[0]?.data.url ?? "")).headers.get("content-type")).toBe(
    "image/png",
  );
});

test("with a configuration that cannot be read, everything runs on", async () => {
  const asked = Promise.withResolvers<void>();
  await using running = await run(configure(), () => {
    asked.resolve();
    throw new Error("wrong");
  });
  const client = await connect(new URL("/api", running.url));
  await client.call("set_restart");
  await asked.promise;
  expect(await client.ask("get_login_info")).toMatchObject({ user_id: 10001 });
});

test("where the new configuration cannot start, what ran before runs again", async () => {
  await using running = await run(configure(), () => configure("sandbox.self_id=77777"));
  const before = await connect(new URL("/api", running.url));
  await restart(before);
  const after = await reconnect(new URL("/api", running.url));
  expect(await after.ask("get_login_info")).toMatchObject({ user_id: 10001 });
});

test("when it is stopped, nothing listens any more", async () => {
  const running = await run(configure(), () => configure());
  const client = await connect(new URL("/api", running.url));
  await running[Symbol.asyncDispose]();
  expect((await client.closed).code).toBe(1001);
  expect(connect(running.url)).rejects.toThrow("Refused");
});
