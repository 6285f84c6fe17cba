/** How a bot is tested: a world in memory, the bot in it, and two people who talk to it. */
import { afterAll, expect, test } from "bun:test";
import { on, once } from "node:events";

import { startPingBot } from "./ping-bot.ts";

const onebot = ["bun", "src/main.ts", "--set", 'data_dir=":memory:"', "--set", "ws.port=0"];
const server = Bun.spawn(onebot, { stdout: "pipe" });
afterAll(() => server.kill());
const url = await address();

/** Reads in the log where the server listens: with port 0 it takes a free one. */
async function address(): Promise<URL> {
  let log = "";
  for await (const text of server.stdout.pipeThrough(new TextDecoderStream())) {
    log += text;
    const [found] = /ws:\/\/\S+/.exec(log) ?? [];
    if (found !== undefined) return new URL(found);
  }
  throw new Error(`The server did not start: ${log}`);
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
