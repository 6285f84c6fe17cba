import { expect, test } from "bun:test";
import { join } from "node:path";

import { builtInToml } from "../../src/config/file.ts";
import { makeFolder } from "../support/folder.ts";
import { begin, run, serve } from "../support/program.ts";

const root = join(import.meta.dir, "../..");
const greet = join(root, "test/examples/greet.chat");
const bot = `"${process.execPath}" "${join(root, "test/examples/greet-bot.ts")}"`;

const passing = "in 10010\nscene a\nAlice: ping\nBot: pong\nscene b\nBob: ping\nBot: pong\n";
const failing = "scene bad, not good\nin 10010\nAlice: ping\nBot: pang\n";

/** The output without times. */
function plain(text: string): string {
  return text.replaceAll(/\d+ ms/g, "N ms").replaceAll(/[\d.]+ s\)/g, "N s)");
}

test("the scenes of the manual pass with one job and with two", async () => {
  for (const jobs of ["1", "2"]) {
    const { code, stdout } = await run(["play", greet, "--bot", bot, "--jobs", jobs], root);
    expect(stdout).toContain("4 passed, 0 failed");
    expect(code).toBe(0);
  }
});

test("a scene that fails is shown with its place, the difference and what the bot printed", async () => {
  await using folder = await makeFolder();
  await Bun.write(join(folder.path, "bad.chat"), failing);
  await Bun.write(join(folder.path, "more/good.chat"), passing);
  const command = `echo started; exec ${bot}`;
  const { code, stdout } = await run(["play", ".", "--bot", command], folder.path);
  expect(plain(stdout)).toBe(`FAILED bad.chat › bad, not good (N ms)
  bad.chat:4: Something else came
    in 10010
    Alice: ping
  - Bot: pang
  + Bot: pong
  # what the bot did:
  # Bot calls send_msg message_type=group user_id=Alice group_id="Bot test group 机器人测试群" message=pong
ok     more/good.chat › a (N ms)
ok     more/good.chat › b (N ms)
2 passed, 1 failed (N s)
`);
  expect(code).toBe(1);
  const annotated = await run(["play", "bad.chat", "--bot", command], folder.path, {
    GITHUB_ACTIONS: "true",
  });
  expect(annotated.stdout).toContain("\n::error file=bad.chat,line=4::bad, not good: Something");
});

test.each([
  [
    "tap",
    /^TAP version 14\n1\.\.3\nnot ok 1 - bad.chat › bad, not good\n {2}---\n[^]*\nok 2 - good.chat › a\nok 3/,
  ],
  [
    "junit",
    /^<\?xml [^]*<testsuite name="bad.chat" tests="1" failures="1">[^]*<failure message="Something else came">bad.chat:4: [^]*tests="2" failures="0">[^]*<\/testsuites>\n$/,
  ],
])("the reporter %s tells programs", async (reporter, form) => {
  await using folder = await makeFolder();
  await Bun.write(join(folder.path, "bad.chat"), failing);
  await Bun.write(join(folder.path, "good.chat"), passing);
  const { code, stdout } = await run(
    ["play", ".", "--bot", bot, "--reporter", reporter],
    folder.path,
  );
  expect(stdout).toMatch(form);
  expect(code).toBe(1);
});

test("the reporter json tells everything", async () => {
  await using folder = await makeFolder();
  await Bun.write(join(folder.path, "bad.chat"), failing);
  const { stdout } = await run(
    ["play", "bad.chat", "--bot", bot, "--reporter", "json"],
    folder.path,
  );
  expect(JSON.parse(stdout)).toMatchObject({
    passed: 0,
    failed: 1,
    scenes: [
      { file: "bad.chat", title: "bad, not good", line: 1, failure: { line: 4, output: "" } },
    ],
  });
});

test("only scenes with the filter in their file or title are played", async () => {
  await using folder = await makeFolder();
  await Bun.write(join(folder.path, "good.chat"), passing);
  const { stdout } = await run(["play", "good.chat", "--bot", bot, "--filter", "› B"], folder.path);
  expect(plain(stdout)).toBe("ok     good.chat › b (N ms)\n1 passed, 0 failed (N s)\n");
});

test.each([
  [[], "Which scenes?"],
  [["none.chat"], "Cannot read none.chat"],
  [["."], "There is no .chat file in ."],
  [["wrong.chat"], "wrong.chat:2:1: Expected somebody"],
  [["empty.chat"], "empty.chat has no scene"],
  [["good.chat", "--filter", "zzz"], "No scene has zzz"],
  [["good.chat", "--reporter", "xml"], "--reporter must be text, tap, junit, json, not xml"],
  [["good.chat", "--jobs", "many"], "--jobs must be"],
  [["good.chat", "--listen", "8080"], "--listen must be"],
  [["good.chat", "--listen", "ws://127.0.0.1:8080/", "--jobs", "2"], "{port}"],
  [["good.chat", "--url", "ws://127.0.0.1:1", "--bot", "x"], "one world"],
  [["good.chat", "--url", "ws://127.0.0.1:1"], "Cannot connect"],
  [["good.chat", "--bot", "echo oh; exit 7"], "The bot has ended with 7: echo oh; exit 7\noh"],
  [["good.chat", "--bot", "sleep 60", "--patience", "100"], "No bot has connected"],
  [["good.chat", "--set", "ws.prot=1"], "ws.prot"],
])("%j cannot be played: %s", async (args, message) => {
  await using folder = await makeFolder();
  if (args[0] !== ".") {
    await Bun.write(join(folder.path, "good.chat"), passing);
    await Bun.write(join(folder.path, "wrong.chat"), "scene x\nHello!\n");
    await Bun.write(join(folder.path, "empty.chat"), "in 10010\n");
  }
  const { code, stdout, stderr } = await run(["play", ...args], folder.path);
  expect(stderr).toContain(message);
  expect({ code, stdout }).toEqual({
    code: args.includes("ws://127.0.0.1:1") && args.length === 3 ? 3 : 2,
    stdout: "",
  });
});

test("the bot and what it has started end with the play, however that ends", async () => {
  await using folder = await makeFolder();
  await Bun.write(join(folder.path, "good.chat"), passing);
  const command = `sleep 61 & echo $! > child; exec ${bot}`;
  expect((await run(["play", "good.chat", "--bot", command], folder.path)).code).toBe(0);
  await untilGone(Number(await Bun.file(join(folder.path, "child")).text()));

  await Bun.write(join(folder.path, "long.chat"), "in 10010\nscene x\nwait 60s\n");
  await Bun.file(join(folder.path, "child")).delete();
  const playing = begin(["play", "long.chat", "--bot", command], folder.path);
  while (!(await Bun.file(join(folder.path, "child")).exists())) await Bun.sleep(5);
  playing.kill("SIGINT");
  expect(await playing.exited).toBe(2);
  await untilGone(Number(await Bun.file(join(folder.path, "child")).text()));
});

/** Fulfilled when a process has ended, which its own end does not wait for. */
async function untilGone(id: number): Promise<void> {
  const state = () => Bun.spawnSync(["ps", "-o", "stat=", "-p", String(id)]).stdout.toString();
  while (/^[^Z\s]/.test(state())) await Bun.sleep(5);
}

test("a bot that ends while scenes are played is told of", async () => {
  await using folder = await makeFolder();
  await Bun.write(join(folder.path, "good.chat"), passing);
  const dying = `import { startGreetBot } from ${JSON.stringify(join(root, "test/examples/greet-bot.ts"))};
startGreetBot(new URL(process.env.ONEBOT_WS_URL)).addEventListener("message", ({ data }) => {
  if (data.includes("ping")) setTimeout(() => process.exit(9), 20);
});`;
  await Bun.write(join(folder.path, "dying.ts"), dying);
  const command = `exec "${process.execPath}" dying.ts`;
  await Bun.write(
    join(folder.path, "slow.chat"),
    "in 10010\nscene a\nAlice: ping\nwait 1s\nscene b\nAlice: ping\n",
  );
  const { code, stdout, stderr } = await run(["play", "slow.chat", "--bot", command], folder.path);
  expect(stdout).toContain("ok     slow.chat › a");
  expect(stderr).toContain("The bot has ended with 9");
  expect(code).toBe(2);
  const restarted = await run(["play", "slow.chat", "--restart", "--bot", command], folder.path);
  expect(restarted.stdout).toContain("2 passed, 0 failed");
});

const dialled = `Bun.serve({
  port: Number(process.env.ONEBOT_PORT),
  async fetch(request, server) {
    if (server.upgrade(request)) return;
    const { raw_message } = await request.json();
    return raw_message === "ping" ? Response.json({ reply: "pong", at_sender: false }) : new Response(null, { status: 204 });
  },
  websocket: {
    message(socket, text) {
      const { raw_message, group_id } = JSON.parse(text);
      if (raw_message === "ping") socket.send(JSON.stringify({ action: "send_group_msg", params: { group_id, message: "pong" } }));
    },
  },
});`;

test.each(["ws://127.0.0.1:{port}/onebot", "http://127.0.0.1:{port}/"])(
  "bots that listen at %s are dialled",
  async (listen) => {
    await using folder = await makeFolder();
    await Bun.write(join(folder.path, "good.chat"), passing);
    await Bun.write(join(folder.path, "bot.ts"), dialled);
    const command = `exec "${process.execPath}" bot.ts {port}`;
    const args = ["play", "good.chat", "--bot", command, "--listen", listen, "--jobs", "2"];
    const { code, stdout, stderr } = await run(args, folder.path);
    expect(`${stdout}${stderr}`).toContain("2 passed, 0 failed");
    expect(code).toBe(0);
  },
);

test("a world that scenes are played in comes back as it was", async () => {
  await using folder = await makeFolder();
  await Bun.write(
    join(folder.path, "people.chat"),
    "scene x\nnew person Eve 30001\nAlice to Bob: hi\n",
  );
  await using server = await serve(folder.path);
  const at = ["--url", server.url.href];
  await run(["call", ...at, ".sandbox.create_user", "nickname=Zoe"], folder.path);
  const { stdout } = await run(["play", "people.chat", ...at], folder.path);
  expect(stdout).toContain("1 passed");
  const people = await run(["call", ...at, ".sandbox.list"], folder.path);
  expect(people.stdout).toContain("Zoe");
  expect(people.stdout).not.toContain("Eve");
  expect((await run(["call", ...at, ".sandbox.list_snapshots"], folder.path)).stdout).toContain(
    "[]",
  );
});

test("where clients have names, bots with tokens of their own are played to", async () => {
  await using folder = await makeFolder();
  await Bun.write(join(folder.path, "good.chat"), passing);
  const client = '\n[[client]]\nname = "tester"\naccess_token = "abc"\n';
  await Bun.write(join(folder.path, "onebot.toml"), builtInToml + client);
  for (const token of ["abc", "$ONEBOT_ACCESS_TOKEN"]) {
    const command = `ONEBOT_WS_URL="$ONEBOT_WS_URL?access_token=${token}" exec ${bot}`;
    const { stdout } = await run(["play", "good.chat", "--bot", command], folder.path);
    expect(stdout).toContain("2 passed, 0 failed");
  }
});

test("--watch plays again when a script changes", async () => {
  await using folder = await makeFolder();
  const file = join(folder.path, "x.chat");
  await Bun.write(file, "scene one\nAlice to Bob: hi\n");
  const watching = begin(["play", "x.chat", "--bot", bot, "--watch"], folder.path);
  const reader = watching.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const errors = watching.stderr.pipeThrough(new TextDecoderStream()).getReader();
  const until = async (from: typeof reader, wanted: string) => {
    for (let text = ""; !text.includes(wanted); text += (await from.read()).value ?? "");
  };
  await until(reader, "x.chat › one");
  await until(errors, "Watching");
  await Bun.write(file, "scene two\nAlice to Bob: hi\n");
  await until(reader, "x.chat › two");
  watching.kill("SIGKILL");
  await watching.exited;
});
