import { expect, test } from "bun:test";

import fc from "fast-check";

import { parse, parseStatement } from "../../src/chat/parse.ts";
import { ScriptError } from "../../src/chat/reader.ts";
import { encodeStatement, write } from "../../src/chat/write.ts";
import { script, statement, withoutLines } from "./scripts.ts";

test("what is written of any statement is read as it was", () => {
  fc.assert(
    fc.property(statement, (given) => {
      expect(parseStatement(encodeStatement(given))).toEqual(given);
    }),
    { numRuns: 2000 },
  );
});

test("what is written of any script is read as it was", () => {
  fc.assert(
    fc.property(script, (given) => {
      expect(withoutLines(parse(write(given)))).toEqual(given);
    }),
    { numRuns: 300 },
  );
});

const example = `# greet.chat: lines that begin with # are remarks

scene The bot answers a ping
in 10010
Alice: ping
Bot: pong
Bob: [CQ:at,qq=Bot] weather
Bot: ~ ^-?\\d+ ℃
Alice: good night
Bot says nothing for 500ms

scene A ban ends in the morning
in 10010
陈晨: [CQ:at,qq=Bot] ban Bob 8h
Bot calls set_group_ban user_id=Bob duration=28800
Bob: hello
refused: banned
clock tomorrow 08:00
Bob: hello again
`;

const chinese = `# greet.chat: lines that begin with # are remarks

场景 The bot answers a ping
群 10010
Alice：ping
Bot 说：pong
Bob：[CQ:at,qq=Bot] weather
Bot： ~ ^-?\\d+ ℃
Alice: good night
Bot 不说话 500毫秒

场景 A ban ends in the morning
in 10010
陈晨: [CQ:at,qq=Bot] ban Bob 8h
Bot 调用 set_group_ban user_id=Bob duration=28800
Bob: hello
被拒：banned
时间 明天 08:00
Bob says: hello again
`;

test("Chinese words and signs mean the same, also beside English ones", () => {
  expect(withoutLines(parse(chinese))).toEqual(withoutLines(parse(example)));
  expect(write(parse(chinese))).toBe(example);
});

test.each([
  ["Alice: a\n  b\n\n    c\n", { text: "a\nb\n\n  c" }],
  ["Alice:\n  a\n  b\n", { text: "a\nb" }],
  ["Alice: &#32;a&#10;\r\n", { text: " a\n" }],
  ["Alice: &#91;x&#93; &amp;#10;", { text: "&#91;x&#93; &amp;#10;" }],
  ["Alice: ~ a|b", { pattern: "a|b" }],
  ["Alice: ~a", { text: "~a" }],
  ["Alice: &#126; a", { text: "~ a" }],
])("%j is read as the message %j", (text, content) => {
  expect(parseStatement(text)).toEqual({ is: "say", who: "Alice", content });
});

test.each([
  ["Bot to Alice: hi", { to: { person: "Alice" }, content: { text: "hi" } }],
  ["Bot 在 Alice's group：hi", { to: { group: "Alice's group" }, content: { text: "hi" } }],
  ['"Alice to": hi', { who: "Alice to", content: { text: "hi" } }],
  ["[1] Bot replies to [号]: hi", { label: "1", replyTo: "号", content: { text: "hi" } }],
])("%s is said as it reads", (text, expected) => {
  expect(parseStatement(text)).toEqual({ is: "say", who: "Bot", ...expected });
});

test.each([
  ["scene x\nAlice poke Bot", "t.chat:2:1", "pokes"],
  ["scene x\n\nscen y", "t.chat:3:1", "scene"],
  ["scene", "t.chat:1:6", "title"],
  ["  Alice: hi", "t.chat:1:1", "indented"],
  ["scene x\nAlice:", "t.chat:2:7", "a message"],
  ["scene x\nAlice to Bob", "t.chat:2:13", "colon"],
  ["scene x\nwait soon", "t.chat:2:6", "500ms"],
  ["scene x\nclock 25:00", "t.chat:2:7", "08:00"],
  ["scene x\nzone Mars", "t.chat:2:6", "08:00"],
  ["scene x\n陈晨 calls\n", "t.chat:2:9", "action"],
  ["scene x\nBot calls send_msg\n  user_id Bob", "t.chat:3:10", "="],
  ['scene x\nBot calls send_msg message={"a":}', "t.chat:2:28", "JSON"],
  ["scene x\nBot calls send_msg message=", "t.chat:2:28", "value"],
  ["scene x\nBot: ~ (", "t.chat:2:5", "regular expression"],
  ["scene x\nBot recalls it", "t.chat:2:13", "label"],
  ["scene x\n[1] in 10010", "t.chat:2:1", "no label"],
  ["scene x\n[1] Bot pokes Alice", "t.chat:2:1", "no label"],
  ['scene x\n"Bot: hi', "t.chat:2:9", '"'],
  ["scene x\nAlice invites Dave: come", "t.chat:2:19", "to"],
  ["scene x\nin any order please", "t.chat:2:14", "end of the line"],
])("%j is refused at %s, which expects %s", (text, place, expected) => {
  expect(() => parse(text, "t.chat")).toThrow(new RegExp(`^${place}: Expected .*${expected}`));
});

test.each([
  ["lines", "Alice: hi\n"],
  ["blank lines", "\n"],
  ["words", "a "],
  ["quotes", ' "\\" "'],
  ["brackets", "[{"],
  ["entities", "&#10;"],
  ["spaces", " "],
  ["verbs", " calls "],
  ["goes on", "\n  x"],
  ["params", " a=1"],
])("a script of many %s takes linear time", (_, piece) => {
  const started = process.cpuUsage();
  for (const start of ["", "Alice: ", "Bot calls x ", "new person ", "Alice invites "]) {
    try {
      parse(`scene x\n${start}${piece.repeat(100_000)}`);
    } catch (error) {
      expect(error).toBeInstanceOf(ScriptError);
    }
  }
  // What is quadratic takes minutes of the processor; others may have it meanwhile.
  const { user } = process.cpuUsage(started);
  expect(user / 1000).toBeLessThan(5000);
});
