/** How a bot is tested: a world in memory, the bot in it, and two people who talk to it. */
import { afterAll, expect, test } from "bun:test";
import { on, once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startPingBot } from "./ping-bot.ts";

const folder = await mkdtemp(join(tmpdir(), "onebot-"));
const ready = join(folder, "ready.json");
const alone = ["--set", "data_dir=:memory:", "--set", "ws.port=0", "--ready-file", ready];
const server = Bun.spawn(["bun", "src/main.ts", ...alone], { stdout: "ignore" });
afterAll(async () => {
  server.kill();
  await server.exited;
  await rm(folder, { recursive: true });
});
const url = await address();

/** Where the server listens, which it writes down once it does. */
async function address(): Promise<URL> {
  while (!(await Bun.file(ready).exists())) {
    if (server.exitCode !== null) throw new Error("The server did not start");
    await Bun.sleep(20);
  }
  const { ws } = (await Bun.file(ready).json()) as { ws: string };
  return new URL(ws);
}

/** Plays somebody in the world, over a connection of their own. */
async function play(self_id: number) {
  const socket = new WebSocket(`${url.href}?self_id=${self_id}`);
  const frames = on(socket, "message") as AsyncIterator<[MessageEvent<string>]>;
  await once(socket, "open");
  return {
    say(params: { user_id?: number; group_id?: number; message: string }): void {
      socket.send(JSON.stringify({ action: "send_msg", params }));
    },
    /** The next message that reaches them. */
    async hears(): Promise<object> {
      for (;;) {
        const [{ data }] = (await frames.next()).value as [MessageEvent<string>];
        const event = JSON.parse(data) as { post_type?: string };
        if (event.post_type === "message") return event;
      }
    },
  };
}

const botId = 10001;
const group_id = 10010;
const [alice, bob] = await Promise.all([play(20002), play(20003)]);
await once(startPingBot(url), "open");

test("the bot answers whoever pings it, and them alone", async () => {
  alice.say({ user_id: botId, message: "ping" });
  expect(await alice.hears()).toMatchObject({ user_id: botId, raw_message: "pong" });
  bob.say({ user_id: botId, message: "ping" });
  expect(await bob.hears()).toMatchObject({ user_id: botId, raw_message: "pong" });
});

test("in a group it answers ping, and nothing else", async () => {
  alice.say({ group_id, message: "hello" });
  alice.say({ group_id, message: "ping" });
  expect([await bob.hears(), await bob.hears(), await bob.hears()]).toMatchObject([
    { group_id, user_id: 20002, raw_message: "hello" },
    { group_id, user_id: 20002, raw_message: "ping" },
    { group_id, user_id: botId, raw_message: "pong" },
  ]);
});
