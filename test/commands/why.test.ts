import { expect, test } from "bun:test";
import { join } from "node:path";

import { makeFolder } from "../support/folder.ts";
import type { Folder } from "../support/folder.ts";
import { run, serve } from "../support/program.ts";
import { aliceGroup, bot, group } from "../support/server.ts";

const world = `[[sandbox.user]]\nid = ${bot}\n[[sandbox.group]]\nid = ${group}\nowner = ${bot}\n`;
const event = { post_type: "message", message_type: "group", sub_type: "normal", self_id: bot };

async function folderWith(toml: string): Promise<Folder> {
  const folder = await makeFolder();
  await Bun.write(join(folder.path, "onebot.toml"), toml + world);
  return folder;
}

const client = (rules: string) => `[[client]]\nname = "weather"\naccess_token = "w"\n${rules}\n`;

test("why says whether a client gets an event, and by which rule, in the user's language", async () => {
  await using folder = await folderWith(client(`groups = [${group}]\naccounts = [${bot}]`));
  const why = (input: object, ...more: string[]) =>
    run(["why", "weather", "-", ...more], folder.path, {}, JSON.stringify(input));
  expect(await why({ ...event, group_id: group, message: "hi" })).toEqual({
    code: 0,
    stdout: "weather gets message.group.normal: no rule leaves it out\n",
    stderr: "",
  });
  expect(await why({ ...event, group_id: aliceGroup, message: [] })).toMatchObject({
    code: 1,
    stdout: `weather does not get message.group.normal: its groups do not name ${aliceGroup}\n`,
  });
  expect(await why({ ...event, self_id: 7 }, "--lang", "zh")).toMatchObject({
    code: 1,
    stdout: "weather 不会收到 message.group.normal：其 accounts 没有列出 7\n",
  });
});

test("why is told nothing, an unknown client or no event with what is wanted, and exit code 2", async () => {
  await using folder = await folderWith(client(""));
  const why = async (args: string[], input = "") => run(["why", ...args], folder.path, {}, input);
  expect(await why([])).toMatchObject({ code: 2, stderr: expect.stringContaining("Like:") });
  expect(await why(["wether", "-"])).toMatchObject({
    code: 2,
    stderr: "There is no client wether; did you mean weather?\n",
  });
  expect(await why(["weather", "nope.json"])).toMatchObject({
    code: 2,
    stderr: "Cannot read nope.json: there is no such file\n",
  });
  expect(await why(["weather", "-"], "nonsense")).toMatchObject({
    code: 2,
    stderr: 'Standard input holds no event: event: must be a JSON object, not "nonsense"\n',
  });
  expect(await why(["default", "-"], JSON.stringify(event))).toMatchObject({ code: 0 });
});

test("check and the start name rules that have no effect, and clients that nobody can be", async () => {
  const rules = `actions = ["snd_*", ".sandbox.*"]\nevents = ["notce"]\naccounts = [${bot}, 5]`;
  const more = `[[client]]\nname = "b"\n[[ws_reverse.target]]\nurl = "ws://127.0.0.1:1/"\n`;
  await using folder = await folderWith(client(rules) + more);
  const { stdout } = await run(["check"], folder.path);
  const told = [
    'client weather: "snd_*" in its actions matches no action there is',
    'client weather: "notce" in its events matches no event there is',
    "client weather has actions for .sandbox.*, which steer the whole world",
    "client b has no token and no target names it: nobody can be it",
    "ws_reverse.target[1] names no client: whoever is there has all rights",
    "auth.access_token is empty: with [[client]] nobody is the owner",
    "client weather has 5 among its accounts, who does not exist",
  ];
  for (const sentence of told) expect(stdout).toContain(`but: ${sentence}`);
  await using server = await serve(folder.path, "http.enable=false", "ws.enable=true");
  const log = await server.logged(/The bot is/);
  for (const sentence of told) expect(log).toContain(sentence);
});
