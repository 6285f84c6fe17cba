import { expect, test } from "bun:test";
import { join } from "node:path";

import { startGreetBot } from "../examples/greet-bot.ts";
import { makeFolder } from "../support/folder.ts";
import { begin, run, serve } from "../support/program.ts";

const root = join(import.meta.dir, "../..");
const bot = `"${process.execPath}" "${join(root, "test/examples/greet-bot.ts")}"`;

/** A server with the bot of the manual in it. */
async function open(cwd: string) {
  const server = await serve(cwd);
  const socket = startGreetBot(server.url);
  await new Promise((resolve) => socket.addEventListener("message", resolve, { once: true }));
  return {
    at: ["--url", server.url.href],
    async [Symbol.asyncDispose]() {
      socket.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

test("through a pipe lines are said and done, and what people and bots say is shown", async () => {
  await using folder = await makeFolder();
  await using server = await open(folder.path);
  const lines = [
    "ping",
    "wait 500ms",
    "Bob: [CQ:at,qq=Alice] note: milk",
    "note: milk",
    "/reply 1 oh",
    "/image sample.png",
    "/as Bob",
    "/to Alice",
    "psst",
    "/in 10020",
    "Alice calls set_group_card group_id=10020 user_id=Bob card=Bobby",
    "/recall 3",
    "hi",
    "/as 20004",
    "/quit",
    "never",
  ];
  const { code, stdout, stderr } = await run(
    ["chat", ...server.at, "--as", "alice", "--linger", "200ms"],
    folder.path,
    {},
    lines.join("\n"),
  );
  expect(stderr).toBe("");
  const plain = stdout.replaceAll(/\d\d:\d\d:\d\d/g, "TIME").replaceAll(/[0-9a-f]{64}/g, "HASH");
  expect(plain.split("\n").filter((line) => !line.includes("Bot ←"))).toEqual([
    "[1] Alice: ping",
    "[2] Bot: pong",
    "[3] Bob: @Alice note: milk",
    "[4] Alice: note: milk",
    "[5] Alice: ↩[1] oh",
    "[6] Alice: [image HASH.png]",
    "[7] Bob → Alice: psst",
    "# TIME [Alice's group] Bob has the card Bobby",
    expect.stringContaining("Bob recalled message 3"),
    "[8] Bob (Bobby): hi",
    "",
  ]);
  expect(code).toBe(0);
});

test("what is refused is told, and the exit code says so", async () => {
  await using folder = await makeFolder();
  await using server = await open(folder.path);
  const lines =
    "/nope\n/as Nobody\n/reply 1\nAlice calls set_group_kick group_id=10010 user_id=Bob\n";
  const { code, stdout } = await run(
    ["chat", ...server.at, "--linger", "1ms"],
    folder.path,
    {},
    lines,
  );
  expect(stdout).toMatch(
    /^# There is no \/nope; .*\n# Nobody here is called Nobody; .*\n# Write \/reply N TEXT\n# set_group_kick failed with 103: .*\n$/,
  );
  expect(code).toBe(1);
});

test("/save and record write scenes that pass, with their pictures", async () => {
  await using folder = await makeFolder();
  await using server = await open(folder.path);
  const recording = begin(["record", "rec.chat", ...server.at, "--title", "seen"], folder.path);
  const errors = recording.stderr.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ""; !text.includes("Recording"); text += (await errors.read()).value ?? "");
  const lines =
    "ping\nwait 500ms\n/image sample.png\n[r] Dave asks to join 10010: please\n/clock +1h\nroll\n/to Bot\nping\nwait 500ms\n/save saved.chat\n";
  const { stdout } = await run(["chat", ...server.at, "--linger", "1ms"], folder.path, {}, lines);
  expect(stdout).toContain("Wrote saved.chat");
  recording.kill("SIGINT");
  expect(await recording.exited).toBe(0);
  const [saved, recorded] = await Promise.all(
    ["saved.chat", "rec.chat"].map((file) => Bun.file(join(folder.path, file)).text()),
  );
  expect(recorded).toStartWith("scene seen\nin Bot test group");
  expect(recorded?.replace(/^.*/, "")).toBe(saved?.replace(/^.*/, ""));
  expect(recorded).toContain("Bot accepts [r1]");
  const played = await run(["play", ".", "--bot", bot], folder.path);
  expect(played.stdout).toContain("2 passed, 0 failed");
  const again = await run(["record", "rec.chat", ...server.at, "--for", "0s"], folder.path);
  expect({ code: again.code, stderr: again.stderr }).toEqual({
    code: 1,
    stderr: "rec.chat exists already and is left as it is\n",
  });
});

test("record writes what is remembered, and names whoever the configuration has not", async () => {
  await using folder = await makeFolder();
  await using server = await open(folder.path);
  await run(
    ["call", ...server.at, ".sandbox.create_user", "user_id=30001", "nickname=Eve: x"],
    folder.path,
  );
  await run(
    ["call", ...server.at, "--as", "30001", ".sandbox.befriend", "user_id=20002"],
    folder.path,
  );
  const before = await run(["call", ...server.at, ".sandbox.wait"], folder.path);
  const { cursor } = JSON.parse(before.stdout) as { cursor: number };
  await run(
    ["call", ...server.at, "--as", "20002", "send_private_msg", "user_id=30001", "message=hi"],
    folder.path,
  );
  const { stdout } = await run(
    ["record", ...server.at, "--from", String(cursor), "--for", "0s", "--title", "x"],
    folder.path,
  );
  expect(stdout).toBe('scene x\nnew person "Eve: x" 30001\nAlice to "Eve: x": hi\n');
  const all = await run(["record", ...server.at, "--from", "0", "--for", "0s"], folder.path);
  expect(all.stdout).toContain("calls .sandbox.befriend");
});

test.each([
  [["chat", "--url", "ws://127.0.0.1:1"], 3, "Cannot connect"],
  [["chat", "--as", "Nobody"], 2, "Nobody here is called Nobody"],
  [["chat", "--linger", "soon"], 2, "soon"],
  [["record", "a", "b"], 2, "one file"],
  [["record", "--from", "x"], 2, "--from must be"],
  [["record", "--for", "x"], 2, "--for must be"],
])("%j ends with %i: %s", async (args, code, message) => {
  await using folder = await makeFolder();
  await using server = await open(folder.path);
  const at = args.includes("--url") ? [] : server.at;
  const done = await run([...args, ...at], folder.path);
  expect(done.stderr).toContain(message);
  expect(done.code).toBe(code);
});
