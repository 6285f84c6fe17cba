import { expect, test } from "bun:test";

import { alice, bot, group, start } from "../../support/server.ts";

const awkward = 'a,b]c[d&e=f\n"g"';

/** Segments as they are sent, and as they are received where that differs. */
const segments: { sent: object; received?: object }[] = [
  { sent: { type: "text", data: { text: awkward } } },
  { sent: { type: "face", data: { id: "178" } } },
  { sent: { type: "at", data: { qq: "all" } } },
  { sent: { type: "at", data: { qq: 20002 } }, received: { type: "at", data: { qq: "20002" } } },
  { sent: { type: "reply", data: { id: "1" } } },
  { sent: { type: "reply", data: { id: "77777" } } },
  {
    sent: { type: "share", data: { url: "https://a.b/?c=1&d=2,3", title: awkward } },
  },
  {
    sent: {
      type: "share",
      data: { url: "https://a.b", title: "t", content: "", image: "https://i.j/k.png" },
    },
  },
  { sent: { type: "contact", data: { type: "qq", id: "20002" } } },
  { sent: { type: "contact", data: { type: "group", id: "10010" } } },
  { sent: { type: "location", data: { lat: "31.2", lon: "121.4", title: "here", content: "," } } },
  {
    sent: { type: "location", data: { lat: 31.25, lon: -121.5 } },
    received: { type: "location", data: { lat: "31.25", lon: "-121.5" } },
  },
  { sent: { type: "music", data: { type: "163", id: "28949129" } } },
  {
    sent: {
      type: "music",
      data: {
        type: "custom",
        audio: "https://a/m.mp3",
        url: "https://a",
        title: "t",
        content: "c",
      },
    },
  },
  { sent: { type: "xml", data: { data: `<?xml version="1.0"?><a b="${awkward}"/>` } } },
  { sent: { type: "json", data: { data: JSON.stringify({ a: [1, { b: awkward }] }) } } },
  {
    sent: { type: "poke", data: { type: "2", id: "-1" } },
    received: { type: "poke", data: { type: "2", id: "-1", name: "比心" } },
  },
  {
    sent: { type: "shake", data: null },
    received: { type: "poke", data: { type: "1", id: "-1", name: "戳一戳" } },
  },
];

test.each(segments)("%j comes through both formats as it is", async ({ sent, received }) => {
  await using server = await start();
  const me = await server.as(bot);
  const asArray = await server.as(alice, { query: { message_format: "array" } });
  const asString = await server.as(alice, { query: { message_format: "string" } });
  const expected = [received ?? sent];
  await me.ask("send_private_msg", { user_id: alice, message: [sent] });
  expect(await asArray.next("message")).toMatchObject({ message: expected });
  const { message, raw_message, message_id } = await asString.next("message");
  expect(message).toBe(raw_message);
  // What came as a string says the same when it is sent as a string.
  await asString.ask("send_private_msg", { user_id: bot, message });
  expect(await me.next("message")).toMatchObject({ message: expected, raw_message });
  expect(await asArray.ask("get_msg", { message_id })).toMatchObject({ message: expected });
  expect(await asString.ask("get_msg", { message_id })).toMatchObject({ message: raw_message });
});

test.each([
  ["dice", 6],
  ["rps", 3],
] as const)("%s falls as one of %d, for everybody the same", async (type, sides) => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const results = new Set<number>();
  for (let n = 0; n < 100; n++) {
    const { message_id } = await me.ask("send_group_msg", { group_id: group, message: { type } });
    const { message } = (await she.next("message")) as { message: { data: { result: string } }[] };
    expect(await me.ask("get_msg", { message_id })).toMatchObject({ message });
    results.add(Number(message[0]?.data.result));
  }
  const faces = Array.from({ length: sides }, (_, face) => face + 1);
  expect([...results].toSorted((one, other) => one - other)).toEqual(faces);
});

test.each([
  ["dice", 6],
  ["rps", 3],
] as const)("%s falls as wished for everybody but the bot under test", async (type, sides) => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const thrown = async (by: typeof me, result: unknown) => {
    const message = { type, data: { result } };
    const { message_id } = await by.ask("send_group_msg", { group_id: group, message });
    const { message: kept } = await me.ask<{ message: [{ data: { result: string } }] }>("get_msg", {
      message_id,
    });
    return kept[0].data.result;
  };
  for (let n = 0; n < 20; n++) expect(await thrown(she, n % 2 ? "3" : 3)).toBe("3");
  for (const impossible of [0, sides + 1, "x", -1, 1.5])
    expect(Number(await thrown(she, impossible))).toBeWithin(1, sides + 1);
  const byChance = await Promise.all(Array.from({ length: 100 }, () => thrown(me, "3")));
  expect(new Set(byChance).size).toBeGreaterThan(1);
});

test.each([
  { message: [{ type: "hologram", data: {} }], named: '"hologram"' },
  { message: "[CQ:hologram,id=1]", named: '"hologram"' },
  { message: { type: 5 }, named: "5" },
  {
    message: { type: "node", data: { content: [{ type: "hologram" }] } },
    named: '"hologram"',
  },
  { message: [{ data: {} }], named: "segment" },
  { message: "[CQ:at]", named: "qq" },
  { message: "[CQ:contact,type=fax,id=1]", named: "fax" },
  { message: "[CQ:music,type=custom,id=1]", named: "audio" },
])("%j: refused with 100 that says what", async ({ message, named }) => {
  await using server = await start();
  const me = await server.as(bot);
  for (const to of [{ user_id: alice }, { group_id: group }]) {
    expect(await me.call("send_msg", { ...to, message })).toMatchObject({
      retcode: 100,
      message: expect.stringContaining(named),
    });
  }
});
