import { afterAll, beforeAll, expect, test } from "bun:test";

import { connect } from "../support/client.ts";
import type { Client } from "../support/client.ts";
import { makeFolder } from "../support/folder.ts";
import type { Folder } from "../support/folder.ts";
import { begin, serve } from "../support/program.ts";
import type { Serving } from "../support/program.ts";
import { alice, bob, bot, group, people } from "../support/server.ts";

let folder: Folder;
let server: Serving;
let she: Client;
beforeAll(async () => {
  folder = await makeFolder();
  server = await serve(folder.path, "data_dir=:memory:", "heartbeat.enable=false");
  she = await connect(new URL(`/api?self_id=${alice}`, server.url));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const tail = (...args: string[]) => begin(["tail", "--url", server.url.href, ...args], folder.path);
const hello = { group_id: group, message: `[CQ:at,qq=${bot}] hello &#91;you&#93;` };

/** The lines that come, until there are so many. */
async function take(stdout: ReadableStream<Uint8Array>, count: number): Promise<string[]> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const part of stdout) {
    text += decoder.decode(part, { stream: true });
    if (text.split("\n").length > count) break;
  }
  return text.split("\n").slice(0, count);
}

test("several accounts are watched at once, by name or number", async () => {
  const watching = tail("--as", "Bot", "--as", String(bob));
  await she.ask(".sandbox.wait", { connection: { account: bot, path: "/event", is: "opened" } });
  await she.ask(".sandbox.wait", { connection: { account: bob, path: "/event", is: "opened" } });
  await she.ask("send_group_msg", hello);
  const lines = await take(watching.stdout, 4);
  const events = lines.map((line) => JSON.parse(line) as { self_id: number; post_type: string });
  const heard = events.filter(({ post_type }) => post_type === "message");
  expect(heard.map(({ self_id }) => self_id).toSorted((one, other) => one - other)).toEqual([
    bot,
    bob,
  ]);
  watching.kill();
  await watching.exited;
});

test("--all watches everybody, and --pretty says in words, and once, what they see", async () => {
  const watching = tail("--all", "--pretty");
  for (const account of people) {
    const connection = { account, path: "/event", is: "opened" };
    await she.ask(".sandbox.wait", { connection });
  }
  await she.ask("send_group_msg", hello);
  await she.ask("group_poke", { group_id: group, user_id: bot });
  await she.ask("send_private_msg", { user_id: bot, message: "psst" });
  const lines = await take(watching.stdout, people.length + 3);
  const told = lines.filter((line) => !line.includes("connected"));
  expect(told.map((line) => line.slice("12:00:00 ".length))).toEqual([
    "[Bot test group 机器人测试群] Alice: @Bot hello [you]",
    "[Bot test group 机器人测试群] Alice poked Bot",
    "Bot ← Alice: psst",
  ]);
  watching.kill();
  await watching.exited;
});

test("what people say makes no line and no colour of its own", async () => {
  const watching = tail("--pretty");
  await she.ask(".sandbox.wait", { connection: { account: bot, path: "/event", is: "opened" } });
  await she.ask("send_group_msg", { ...hello, message: "one\n12:00 \u009b31m\u001b[31mtwo" });
  const [, said = ""] = await take(watching.stdout, 2);
  expect(said).toEndWith("Alice: one\\n12:00 \\x9b31m\\x1b[31mtwo");
  watching.kill();
  await watching.exited;
});

test("it ends when nobody reads it any more, though nothing happens", async () => {
  const watching = tail();
  await she.ask(".sandbox.wait", { connection: { account: bot, path: "/event", is: "opened" } });
  const reader = watching.stdout.getReader();
  await reader.read();
  await reader.cancel();
  expect(await watching.exited).toBe(0);
});
