import { afterAll, beforeAll, expect, test } from "bun:test";

import { encodeShown } from "../../src/chat/failure.ts";
import { parse } from "../../src/chat/parse.ts";
import { Player, toPlayables } from "../../src/chat/play.ts";
import type { Played } from "../../src/chat/play.ts";
import { startGreetBot } from "../examples/greet-bot.ts";
import { start } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
let player: Player;
let bot: WebSocket;

beforeAll(async () => {
  server = await start();
  player = new Player({ url: server.url });
  bot = startGreetBot(server.url);
  await player.isConnected(5000);
});

afterAll(async () => {
  bot.close();
  player[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

const picture = new Uint8Array(await Bun.file("test/examples/dot.png").bytes());
const hash = new Bun.CryptoHasher("sha256").update(picture).digest("hex");
const findFile = (name: string) =>
  Promise.resolve(name === "dot.png" ? { bytes: picture, hash } : undefined);

async function playText(text: string, limit = "5s"): Promise<Played> {
  const script = parse(`in 10010\nwithin ${limit}\nscene x\n${text}\n`);
  const [scene] = toPlayables(script, { file: "x.chat", findFile });
  if (!scene) throw new Error("There is no scene");
  return player.play(scene);
}

test("the scenes of the manual pass", async () => {
  const script = parse(await Bun.file("test/examples/greet.chat").text());
  for (const scene of toPlayables(script, { file: "greet.chat", findFile }))
    expect((await player.play(scene)).failure).toBeUndefined();
});

test.each([
  ["what is said, whole or by pattern", "Alice: ping\nBot: ~ ^p.ng$\nBob: ping\nBot: pong"],
  ["to whom", "Alice to Bot: ping\nBot to Alice: pong"],
  ["another group", "Alice in Alice's group: ping\nBot in 10020: pong"],
  ["calls by action and params", "Alice: ping\nBot calls send_* user_id=Alice message~^po"],
  [
    "events somebody gets",
    "陈晨 calls set_group_card group_id=10010 user_id=Bob card=B\nBot gets notice.group_card card_new=B user_id=Bob",
  ],
  [
    "silence of all kinds",
    "Alice: hm\nBot says nothing for 50ms\nBot calls nothing for 50ms\nDave gets nothing for 50ms",
  ],
  [
    "what the server refuses",
    "Dave: hi\nrefused: 20005\nDave: hi\nrefused: 103\nDave: hi\nrefused: ~ ^\\d+ is",
  ],
  [
    "a call of a bot that was refused",
    "fault action=send_* retcode=104\nAlice: ping\nBot calls send_msg\nrefused: 104",
  ],
  [
    "hidden actions",
    "[eve] Alice calls .sandbox.create_user nickname=Eve\nBob calls .sandbox.update_user user_id={eve} age=3",
  ],
  [
    "declared people and groups",
    'new person Eve 30001 age=20 friends=["Bot"]\nnew group chess 10030 owner=Eve members=["Bot"]\nEve in chess: ping\nBot in chess: pong\nEve to Bot: ping\nBot to Eve: pong',
  ],
  [
    "requests",
    "[f] Dave asks to befriend Alice: hi\nAlice accepts [f]\nDave to Alice: hi\n[g] Dave asks to join 10010: pls\n陈晨 refuses [g]: no\n[i] Bob invites Dave to 10010\nDave accepts [i]\nDave: hi",
  ],
  [
    "recall and reply",
    "[m] Alice: roll\n[r] Bot replies to [m]: rolled 4\nAlice replies to [r]: oh\nAlice recalls [m]\nBot gets notice.group_recall message_id={m}",
  ],
  [
    "pictures beside the script",
    '[p] Alice: [CQ:image,file=dot.png]\nBob gets message.* message="[CQ:image,file=dot.png]" message_id={p}',
  ],
  [
    "clock and waits",
    "clock +1d\nclock stops\nwait 1ms\nclock runs\nclock 08:00\nclock today 09:00\nclock tomorrow 08:00\nclock 2031-01-01 08:00:01\nAlice: hi\nBot gets message.group.normal message=hi",
  ],
  [
    "a zone",
    `zone -05:00\nclock 2031-01-01 08:00\nclock stops\nAlice: hi\nBot gets message.* time=${Date.parse("2031-01-01T13:00:00Z") / 1000}`,
  ],
  [
    "faults that are taken back",
    "fault action=send_* drop=reply\nfault none\nAlice: ping\nBot: pong",
  ],
  ["captured variables", "Alice: roll\nBot: ~ rolled (?<n>\\d)\nAlice: was it {n}?\nBot: yes, {n}"],
  [
    "any order",
    "Alice: ping\nBob: roll\nin any order\nBot: ~ ^.*rolled\nBot: ~ ong$\nBot calls send_msg message=pong",
  ],
  [
    "calls without regard to events",
    "陈晨: [CQ:at,qq=Bot] ban [CQ:at,qq=Bob] 1h\nBot calls set_group_ban duration=3600\nAlice gets notice.group_ban.* user_id=Bob",
  ],
  ["long messages", `Alice: ${"long ".repeat(1000)}end\nBob gets message.* raw_message~end$`],
])("a scene plays %s", async (_, text) => {
  const { failure } = await playText(text);
  expect(failure?.diff.map(encodeShown)).toBeUndefined();
});

test.each([
  ["Alice: ping\nBot: pang", 5, "Something else came", ["- Bot: pang", "+ Bot: pong"]],
  [
    "Alice: hi\nBot: pong",
    5,
    "It did not come within 700 ms",
    ["- Bot: pong", "# the bot did nothing"],
  ],
  [
    "Alice: ping\nBot calls send_msg message=pang",
    5,
    "did not come",
    ["- Bot calls send_msg message=pang", "message=pong"],
  ],
  ["Alice: ping\nBot says nothing for 5s", 5, "There was no silence", ["+ Bot: pong"]],
  ["Alice: ping\nBot calls send_msg\nBot: pong", 6, "before", ["- Bot: pong"]],
  ["Alice: ping\nin any order\nBot: pong\nBot: pang", 7, "did not come", ["- Bot: pang"]],
  [
    "Alice: ping\nin any order\nBot: pang\nBot says nothing",
    6,
    "Something else",
    ["- Bot: pang", "+ Bot: pong"],
  ],
  ["Dave: hi", 4, "send_group_msg was refused with 103", ["- Dave: hi"]],
  ["Dave: hi\nrefused: banned", 5, "for another reason", []],
  ["Alice: hi\nrefused: banned", 5, "It was not refused", []],
  ["Nobody: hi", 4, "Nobody here is called Nobody; there are Bot (10001)", []],
  ["in nowhere", 4, "No group here is called nowhere", []],
  ["fault action=sned_* retcode=103", 4, "matches no action", []],
])("a scene of %j fails at line %i: %s", async (text, line, message, diff) => {
  const { failure } = await playText(text, "700ms");
  expect(failure).toMatchObject({ line });
  expect(failure?.message).toContain(message);
  const shown = failure?.diff.map(encodeShown).join("\n") ?? "";
  for (const part of diff) expect(shown).toContain(part);
});

test("a failure shows the frames that were refused", async () => {
  const bad = new WebSocket(server.url);
  bad.addEventListener("message", ({ data }) => {
    if (String(data).includes("what?")) bad.send("not JSON");
  });
  await new Promise((resolve) => bad.addEventListener("open", resolve));
  const { failure } = await playText("Alice: what?\nBot: this");
  bad.close();
  expect(failure?.diff.map(encodeShown).join("\n")).toMatch(
    /frame that is no call: not JSON.*1400/,
  );
});

test("a line without a place asks for one", async () => {
  const [scene] = toPlayables(parse("scene x\nAlice: hi"), { file: "x", findFile });
  if (!scene) throw new Error("There is no scene");
  expect((await player.play(scene)).failure?.message).toContain("write in GROUP above it");
});

test("each scene begins in the world of the configuration, whatever the last one has done", async () => {
  await playText(
    "new person Eve 30001\nclock +10d\nfault action=send_* retcode=103\nAlice calls set_group_leave group_id=10010",
  );
  const { failure } = await playText("Alice: ping\nBot: pong\nnew person Eve 30001");
  expect(failure).toBeUndefined();
});
