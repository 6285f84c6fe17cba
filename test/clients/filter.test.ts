/** Which events a client gets, and by which rule. */
import { expect, test } from "bun:test";

import * as fc from "fast-check";

import { Clients } from "../../src/clients/clients.ts";
import { toEventTest } from "../../src/clients/patterns.ts";
import { explainVerdict } from "../../src/clients/verdict.ts";
import { readConfig } from "../../src/config/file.ts";
import { Hub } from "../../src/hub.ts";
import { eventNames, lifecycle } from "../../src/protocol/event.ts";
import type { BotEvent } from "../../src/protocol/event.ts";
import { Statistics } from "../../src/statistics.ts";
import { alice, aliceGroup, bob, bot, group, stranger } from "../support/server.ts";

function clientOf(rules: string) {
  const toml = `client = [{ name = "x", access_token = "x", ${rules} }]\n[[sandbox.user]]\nid = ${bot}`;
  const client = new Clients(readConfig({ source: "test", toml })).named("x");
  if (!client) throw new Error(rules);
  return client;
}

/** A message to the bot's group, or in private; `text` is a CQ string's, `at` whom it names. */
function message({
  text = "hi",
  at,
  group_id,
  user_id = alice,
  own = false,
}: {
  text?: string;
  at?: number;
  group_id?: number;
  user_id?: number;
  own?: boolean;
}): BotEvent {
  const segments = [
    ...(at ? [{ type: "at", data: { qq: String(at) } }] : []),
    { type: "text", data: { text } },
  ];
  const sender = { user_id, nickname: "A", sex: "female", age: 0 } as const;
  const said = {
    time: 1,
    self_id: bot,
    message_id: 1,
    real_id: 1,
    message_seq: 1,
    message_format: "array",
    user_id,
    message: segments,
    raw_message: text,
    font: 0,
  } as const;
  const inGroup = { card: "", area: "", level: "1", role: "member", title: "" } as const;
  const target = { target_id: group_id ?? alice };
  if (group_id === undefined) {
    const told = { ...said, message_type: "private", sub_type: "friend", sender } as const;
    return own
      ? { ...told, ...target, post_type: "message_sent" }
      : { ...told, post_type: "message" };
  }
  const told = {
    ...said,
    message_type: "group",
    sub_type: "normal",
    group_id,
    anonymous: null,
    sender: { ...sender, ...inGroup },
  } as const;
  return own
    ? { ...told, ...target, post_type: "message_sent" }
    : { ...told, post_type: "message" };
}

const about = { time: 1, self_id: bot } as const;
const poke = (user_id: number, group_id?: number): BotEvent => ({
  ...about,
  post_type: "notice",
  notice_type: "notify",
  sub_type: "poke",
  ...(group_id === undefined ? {} : { group_id }),
  user_id,
  target_id: bot,
  raw_info: [],
});
const ban = (operator_id: number): BotEvent => ({
  ...about,
  post_type: "notice",
  notice_type: "group_ban",
  sub_type: "ban",
  group_id: group,
  user_id: bot,
  operator_id,
  duration: 60,
});
const asks = (user_id: number): BotEvent => ({
  ...about,
  post_type: "request",
  request_type: "friend",
  user_id,
  comment: "",
  flag: "f",
});

const all = "no rule leaves it out";
test.each<[rules: string, event: BotEvent, gets: boolean, because: string]>([
  [
    `events=["message.group","notice","!notice.notify.poke"]`,
    message({ group_id: group }),
    true,
    '"message.group" in its events names it',
  ],
  [
    `events=["message.group","notice","!notice.notify.poke"]`,
    message({}),
    false,
    "its events do not name message.private.friend",
  ],
  [
    `events=["message.group","notice","!notice.notify.poke"]`,
    poke(alice),
    false,
    '"!notice.notify.poke" in its events leaves out notice.notify.poke',
  ],
  [
    `events=["message.group","notice","!notice.notify.poke"]`,
    ban(alice),
    true,
    '"notice" in its events names it',
  ],
  [`events=["!notice"]`, message({}), true, all],
  [`events=[]`, message({}), false, "its events do not name message.private.friend"],
  [`events=["message.*.friend"]`, message({}), true, '"message.*.friend" in its events names it'],
  [`events=["mess"]`, message({}), false, "its events do not name message.private.friend"],
  [`events=["request"]`, lifecycle("connect", about), true, all],
  [
    `groups=[${group}]`,
    message({ group_id: aliceGroup }),
    false,
    `its groups do not name ${aliceGroup}`,
  ],
  [`groups=[${group}]`, message({ group_id: group }), true, all],
  [`groups=[${group}]`, message({}), true, all],
  [`groups=[${group}]`, poke(alice, aliceGroup), false, `its groups do not name ${aliceGroup}`],
  [`groups=["!${group}"]`, ban(alice), false, `"!${group}" in its groups leaves out ${group}`],
  [`groups=[]`, message({ group_id: group }), false, `its groups do not name ${group}`],
  [
    `users=["!${stranger}"]`,
    poke(stranger),
    false,
    `"!${stranger}" in its users leaves out ${stranger}`,
  ],
  [
    `users=["!${stranger}"]`,
    asks(stranger),
    false,
    `"!${stranger}" in its users leaves out ${stranger}`,
  ],
  [
    `users=["!${stranger}"]`,
    ban(stranger),
    false,
    `"!${stranger}" in its users leaves out ${stranger}`,
  ],
  [`users=["!${stranger}"]`, ban(alice), true, all],
  [
    `users=[${alice}]`,
    message({ user_id: bob, group_id: group }),
    false,
    `its users do not name ${bob}`,
  ],
  [`text="^/weather"`, message({ text: "/weather" }), true, all],
  [`text="^/weather"`, message({ text: " /weather", at: bot, group_id: group }), true, all],
  [
    `text="^/weather"`,
    message({ text: "the /weather" }),
    false,
    'text = "^/weather" does not match it',
  ],
  [`text="^/weather"`, asks(alice), true, all],
  [
    `at_me=true`,
    message({ group_id: group }),
    false,
    `at_me takes messages that name ${bot}, or are private`,
  ],
  [`at_me=true`, message({ group_id: group, at: bot }), true, all],
  [
    `at_me=true`,
    message({ group_id: group, at: alice }),
    false,
    `at_me takes messages that name ${bot}, or are private`,
  ],
  [`at_me=true`, message({}), true, all],
  [`self_messages=true`, message({ own: true, user_id: bot }), true, all],
  [
    `self_messages=true,events=["message.group"]`,
    message({ own: true, group_id: group }),
    true,
    '"message.group" in its events names it',
  ],
  [
    `self_messages=true,groups=[${aliceGroup}]`,
    message({ own: true, group_id: group }),
    false,
    `its groups do not name ${group}`,
  ],
  [
    `self_messages=false,at_me=true`,
    message({ own: true }),
    false,
    "self_messages is off, and its account said this itself",
  ],
])("with %s, an event is judged", (rules, event, gets, because) => {
  const verdict = clientOf(rules).filter?.judge(event);
  expect({
    gets: verdict?.passes ?? true,
    because: explainVerdict(verdict ?? { passes: true }).en,
  }).toEqual({ gets, because });
});

test("a pattern of an event is its beginning by whole parts, * stands within one", () => {
  const parts = fc.constantFrom(...eventNames).map((name) => name.split("."));
  fc.assert(
    fc.property(parts, fc.nat(2), fc.nat(2), (name, length, star) => {
      const beginning = name.slice(0, length + 1);
      const pattern = beginning.map((part, at) => (at === star ? `${part[0]}*` : part)).join(".");
      expect(toEventTest(pattern)(name.join("."))).toBe(true);
      expect(toEventTest(pattern)([...beginning.slice(0, -1), "x", "y"].join("."))).toBe(false);
    }),
  );
});

test("the same rules are one topic, and nothing is written that nobody gets", () => {
  const hub = new Hub({ statistics: new Statistics() });
  const told: string[] = [];
  const outlet = {
    publish: (topic: object, text: string) =>
      void told.push(`${Object.values(topic).length} ${text.length > 0}`),
  };
  const rules = [`groups=[${group}]`, `groups=[${group}]`, `groups=[${aliceGroup}]`];
  for (const [at, rule] of rules.entries()) {
    const { filter } = clientOf(rule);
    hub.subscribe({ account: bot, format: "array", filter }, outlet, {
      client: String(at),
      path: "/",
      address: "",
    });
  }
  let texts = 0;
  const publish = (event: BotEvent) => {
    const counting = { ...event, toJSON: () => (texts++, event) };
    hub.publish(counting);
  };
  publish(message({ group_id: group }));
  expect([told.length, texts]).toEqual([1, 1]);
  publish(message({ group_id: aliceGroup }));
  publish(message({ group_id: 10030 }));
  expect([told.length, texts]).toEqual([2, 2]);
  expect(hub.receivers(bot).map(({ client }) => client)).toEqual(["0", "1", "2"]);
});
