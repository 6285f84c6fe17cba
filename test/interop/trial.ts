/** One bot against one server, watched by somebody else in the group. */
import { copyFile } from "node:fs/promises";
import { extname, join } from "node:path";

import { connect } from "../support/client.ts";
import type { Client } from "../support/client.ts";
import { alice, bob, bot as botId, group } from "../support/server.ts";
import { secret } from "./bots.ts";
import type { Bot } from "./bots.ts";
import type { Installed } from "./install.ts";
import { outcomeOf } from "./outcome.ts";
import type { Outcome } from "./outcome.ts";
import { perform } from "./play.ts";
import { startServer } from "./server.ts";
import { see } from "./sight.ts";

export interface Verdict {
  readonly passed: boolean;
  /** One line: what the bot said, or what went wrong. */
  readonly detail: string;
  /** What bot, server and witness had to say, for reading after a failure. */
  readonly transcript: readonly string[];
}

export interface TrialOptions {
  /** Empty where the server asks for none. */
  token: string;
  installed: Installed;
  signal: AbortSignal;
}

export async function trial(bot: Bot, options: TrialOptions): Promise<Verdict> {
  const transcript: string[] = [];
  try {
    return { passed: true, detail: await play(bot, options, transcript), transcript };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { passed: false, detail, transcript };
  }
}

/** Gives what the bot said; throws whatever went wrong. */
async function play(bot: Bot, options: TrialOptions, transcript: string[]): Promise<string> {
  const { token, signal } = options;
  // Before anybody pings, since a build may take a minute.
  const command = await prepare(bot, options.installed);
  const port = freePort();
  await using server = await startServer({ token, more: bot.settings?.(port) ?? [] }, signal);
  await using open = new AsyncDisposableStack();
  const connectAs = async (account: number) => {
    const headers = token ? { Authorization: `Bearer ${token}` } : undefined;
    const client = await connect(new URL(`/?self_id=${account}`, server.url), headers);
    open.defer(() => client.close());
    return client;
  };
  if (token && (await connect(server.url).then(Boolean, () => false))) {
    throw new Error("The server let somebody in without the token");
  }
  const sender = await connectAs(alice);
  const witness = await connectAs(bob);
  witness.socket.addEventListener("message", ({ data }) => transcript.push(`witness: ${data}`));
  open.defer(() => void transcript.push(...server.log.map((line) => `server: ${line}`)));
  const child = startBot(bot, { url: server.url, port, command }, options);
  const outcome = outcomeOf(child).then((ended) => {
    transcript.push(...`${ended.out}${ended.err}`.split("\n").map((line) => `bot: ${line}`));
    return ended;
  });
  // Whatever goes wrong, it does not outlive the trial, and what it said is kept.
  open.defer(async () => {
    child.kill("SIGKILL");
    await outcome;
  });
  // Sent again and again, since nobody outside knows when the bot is ready.
  const pinging = setInterval(() => {
    const message = bot.play ? "群管菜单" : "ping";
    sender.send({ action: "send_group_msg", params: { group_id: group, message } });
  }, 1000);
  open.defer(() => clearInterval(pinging));

  let said: string;
  if (bot.play) {
    const owner = await connectAs(botId);
    await owner.ask("set_group_admin", { group_id: group, user_id: alice, enable: true });
    await see(witness, "message", { what: "menu", fields: { user_id: botId }, ms: 40_000 });
    clearInterval(pinging);
    said = await perform(bot.play, sender, witness);
  } else {
    said = successOf(await outcome, child);
    await testify(witness);
  }
  await server.stop();
  return said;
}

/** Copies the bot beside its packages, where a plain import finds them, under a name that hides none. */
export async function prepare(bot: Bot, { folder, ready }: Installed): Promise<string[]> {
  const extension = extname(bot.file);
  await copyFile(join(import.meta.dir, bot.file), join(folder, `bot${extension}`));
  if (extension === ".py") {
    await copyFile(join(import.meta.dir, "outcome.py"), join(folder, "outcome.py"));
  }
  return ready(`bot${extension}`);
}

/** Starts a bot, which is told where the server is, and at which port it is to listen itself. */
export function startBot(
  bot: Bot,
  { url, port, command }: { url: URL; port: number; command: string[] },
  { token, installed, signal }: TrialOptions,
): Bun.Subprocess<"ignore", "pipe", "pipe"> {
  return Bun.spawn(command, {
    cwd: installed.folder,
    env: {
      ...process.env,
      ...bot.env,
      NO_PROXY: "127.0.0.1",
      ONEBOT_URL: url.href,
      ONEBOT_HTTP: url.href.replace(/^ws/, "http"),
      ...(token && { ONEBOT_TOKEN: token }),
      ...(bot.settings && { BOT_PORT: String(port), ONEBOT_SECRET: secret }),
    },
    signal,
    timeout: 120_000,
    killSignal: "SIGKILL",
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
}

/** What the bot said of its success; throws where it says otherwise or nothing. */
export function successOf({ out, code }: Outcome, child: Bun.Subprocess): string {
  const [, word, rest] = out.match(/^INTEROP-(OK|FAIL) (.*)$/m) ?? [];
  if (word === "OK" && code === 0) return rest ?? "";
  const how = child.signalCode ?? code;
  throw new Error(word === "FAIL" && rest ? rest : `Ended with ${how} and without success`);
}

/** A port that was free a moment ago, for the bot to listen on. */
export function freePort(): number {
  const listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  const { port } = listener;
  listener.stop(true);
  return port;
}

/** Throws unless the witness saw the pong, its recall and the ban, in this order. */
async function testify(witness: Client): Promise<void> {
  const raw = new RegExp(`^\\[CQ:at,qq=${alice}[^\\]]*\\]\\s*pong\\s*\\[CQ:image,[^\\]]+\\]$`);
  const byBot = { group_id: group, operator_id: botId };
  const pong = await see(witness, "message", {
    what: "pong with an at and an image",
    fields: { group_id: group, user_id: botId },
    isIt: (event) => raw.test(String(event["raw_message"])),
  });
  await see(witness, "group_recall", {
    what: "recall of the pong",
    fields: { ...byBot, user_id: botId, message_id: pong["message_id"] },
  });
  await see(witness, "group_ban", {
    what: "ban of the sender for 60 s",
    fields: { ...byBot, sub_type: "ban", user_id: alice, duration: 60 },
  });
}
