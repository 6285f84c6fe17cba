import { afterAll, beforeAll, expect, test } from "bun:test";

import fc from "fast-check";

import { Cast, readWorld } from "../../src/chat/cast.ts";
import { Company, director } from "../../src/chat/company.ts";
import { encodeShown } from "../../src/chat/failure.ts";
import { parse } from "../../src/chat/parse.ts";
import { Player, toPlayables } from "../../src/chat/play.ts";
import { toScript } from "../../src/chat/recording.ts";
import { Watch } from "../../src/chat/watch.ts";
import { write } from "../../src/chat/write.ts";
import type { Entry } from "../../src/entry.ts";
import { admin, alice, aliceGroup, bob, bot, group, start, stranger } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";
import { repeat } from "./peer.ts";
import { withoutLines } from "./scripts.ts";

let server: TestServer;

beforeAll(async () => {
  server = await start();
});

afterAll(() => server[Symbol.asyncDispose]());

interface Deed {
  readonly who: number;
  readonly action: string;
  /** Ids of messages and flags of requests are those that came up last, or none. */
  readonly params: Readonly<Record<string, unknown>>;
}

const who = fc.constantFrom(bot, alice, bob, admin, stranger);
const person = fc.constantFrom(alice, bob, admin, stranger, bot);
const group_id = fc.constantFrom(group, aliceGroup);
const text = fc.oneof(
  fc.constantFrom(
    "ping",
    "pong",
    "a\nb",
    "  x ",
    "~ x",
    "# x",
    "{m1}",
    "&#10;",
    "long ".repeat(300),
  ),
  fc.string({ minLength: 1, unit: "grapheme" }).filter((each) => each.trim() !== ""),
);
const segment = fc.oneof(
  text.map((each) => ({ type: "text", data: { text: each } })),
  person.map((qq) => ({ type: "at", data: { qq: String(qq) } })),
  fc.constantFrom(
    { type: "face", data: { id: "14" } },
    { type: "dice", data: {} },
    { type: "image", data: { file: "sample.png" } },
    { type: "json", data: { data: '{"a":[1,"]"]}' } },
    { type: "reply", data: { id: "LAST" } },
    { type: "location", data: { lat: "1.5", lon: "2", title: "a,b" } },
    { type: "node", data: { user_id: "20002", nickname: "N", content: "in it" } },
  ),
);
const message = fc.array(segment, { minLength: 1, maxLength: 3 });

function deed(action: string, params: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Deed> {
  return fc.record({ who, action: fc.constant(action), params: fc.record(params) });
}

const deeds: fc.Arbitrary<Deed>[] = [
  deed("send_group_msg", { group_id, message }),
  deed("send_group_msg", { group_id, message }),
  deed("send_private_msg", { user_id: person, message }),
  deed("send_msg", { user_id: person, message }),
  deed("delete_msg", { message_id: fc.constant("LAST") }),
  deed("set_group_ban", { group_id, user_id: person, duration: fc.constantFrom(0, 60, 3600) }),
  deed("set_group_whole_ban", { group_id, enable: fc.boolean() }),
  deed("set_group_card", { group_id, user_id: person, card: fc.constantFrom("", "Card: x") }),
  deed("set_group_admin", { group_id, user_id: person, enable: fc.boolean() }),
  deed("set_group_kick", { group_id, user_id: person }),
  deed("set_group_name", { group_id, group_name: fc.constantFrom("New", "群") }),
  deed("set_group_special_title", { group_id, user_id: person, special_title: fc.constant("T") }),
  deed("group_poke", { group_id, user_id: person }),
  deed("send_like", { user_id: person, times: fc.constantFrom(1, 5) }),
  deed("set_msg_emoji_like", { message_id: fc.constant("LAST"), emoji_id: fc.constant("66") }),
  deed("set_essence_msg", { message_id: fc.constant("LAST") }),
  deed("get_group_info", { group_id }),
  deed("set_group_add_request", { flag: fc.constant("FLAG"), approve: fc.boolean() }),
  deed("set_friend_add_request", { flag: fc.constant("FLAG"), approve: fc.boolean() }),
  deed("no_such_action", {}),
  deed(".sandbox.ask_join", { group_id, comment: fc.constantFrom("", "please") }),
  deed(".sandbox.ask_friend", { user_id: person, comment: fc.constant("hi") }),
  deed(".sandbox.invite", { group_id, user_id: person }),
  deed(".sandbox.clock", { advance: fc.constantFrom(1, 100_000) }),
  deed(".sandbox.fault", {
    action: fc.constant("send_*"),
    retcode: fc.constant(104),
    count: fc.constant(1),
  }),
  deed(".sandbox.clear_faults", {}),
  deed(".sandbox.create_user", { nickname: fc.constantFrom("Eve", "小 明") }),
  deed(".sandbox.create_group", {
    name: fc.constantFrom("chess", "a: b"),
    members: fc.constant([bot, alice]),
  }),
  deed(".sandbox.befriend", { user_id: person }),
  deed(".sandbox.update_member", { group_id, user_id: person, level: fc.constant(7) }),
];

/** Lets people do things, one after another, and gives what the record then has. */
async function live(all: readonly Deed[]): Promise<{ entries: Entry[]; cast: Cast }> {
  using company = new Company({ url: server.url });
  await company.ask(director, ".sandbox.reset");
  await company.ask(director, ".sandbox.clear_faults");
  const watch = new Watch(company, { withSteering: true });
  await watch.begin();
  const last = { message: 0, flag: "none" };
  for (const each of all) {
    const params = JSON.parse(
      JSON.stringify(each.params)
        .replaceAll('"LAST"', JSON.stringify(String(last.message)))
        .replaceAll("FLAG", last.flag),
    ) as object;
    const { data } = await company.call(each.who, each.action, params);
    const { message_id, flag } = (data ?? {}) as { message_id?: number; flag?: string };
    last.message = message_id ?? last.message;
    last.flag = flag ?? last.flag;
  }
  const entries: Entry[] = [];
  for (let entry = await watch.next(0); entry; entry = await watch.next(0)) entries.push(entry);
  return { entries, cast: new Cast(await readWorld(company)) };
}

const findFile = () => Promise.resolve(undefined);

async function replay(script: string): Promise<string | undefined> {
  using player = new Player({ url: server.url });
  const [scene] = toPlayables(parse(script), { file: "x.chat", findFile });
  if (!scene) throw new Error("There is no scene");
  await player.reset();
  const begun = Promise.withResolvers<void>();
  const going = Promise.withResolvers<void>();
  const { url } = server;
  const parts = { url, findFile, begun: begun.resolve, go: going.promise };
  const repeating = repeat(scene.steps, parts);
  repeating.catch(() => undefined);
  await begun.promise;
  const limit = { line: 0, statement: { is: "within", ms: 5000 } } as const;
  const steps = [limit, ...scene.steps];
  const { failure } = await player.act({ ...scene, steps }, () => going.resolve());
  if (!failure) await repeating;
  return failure && [failure.message, ...failure.diff.map(encodeShown), script].join("\n");
}

test("what is recorded plays back against a peer that repeats the bot's lines", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(...deeds), { minLength: 1, maxLength: 12 }), async (all) => {
      const { entries, cast } = await live(all);
      const script = toScript(entries, { title: "recorded", cast });
      const written = write(script);
      expect(withoutLines(parse(written))).toEqual(withoutLines(script));
      expect(await replay(written)).toBeUndefined();
    }),
    { numRuns: 60 },
  );
}, 60_000);
