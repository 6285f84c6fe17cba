import { expect, test } from "bun:test";

import fc from "fast-check";

import { decodeCq, encodeCq } from "../../src/protocol/cq.ts";

const text = (plain: string) => ({ type: "text", data: { text: plain } });

test.each([
  ["hello", [text("hello")]],
  ["", []],
  ["[CQ:at,qq=10001] hi", [{ type: "at", data: { qq: "10001" } }, text(" hi")]],
  ["[CQ:shake]", [{ type: "shake", data: {} }]],
  ["&amp;&#91;&#93;&#44;", [text("&[],")]],
  ["&amp;#91;", [text("&#91;")]],
  ["a,b", [text("a,b")]],
  ['[CQ:json,data={"a"=1&#44;&#91;2&#93;}]', [{ type: "json", data: { data: '{"a"=1,[2]}' } }]],
  [
    "[CQ:share,url=http://x/?a=b&amp;c=d,title=]",
    [{ type: "share", data: { url: "http://x/?a=b&c=d", title: "" } }],
  ],
  ["[CQ:xml,data=a\nb]", [{ type: "xml", data: { data: "a\nb" } }]],
  ["[CQ:at,qq=1", [text("[CQ:at,qq=1")]],
  ["[not a code]", [text("[not a code]")]],
])("%j is read as %j", (string, segments) => {
  expect(decodeCq(string)).toEqual(segments);
});

test("a message with nodes holds them as escaped strings", () => {
  const node = {
    type: "node",
    data: { user_id: "1", content: [text("a,b"), { type: "face", data: { id: "1" } }] },
  };
  expect(encodeCq([node])).toBe("[CQ:node,user_id=1,content=a&#44;b&#91;CQ:face&#44;id=1&#93;]");
});

const word = fc.stringMatching(/^[a-z_]{1,8}$/);
const code = fc.record({
  type: word.filter((type) => type !== "text"),
  data: fc.dictionary(word, fc.string({ unit: "binary" })),
});
const segment = fc.oneof(fc.string({ unit: "binary", minLength: 1 }).map(text), code);

/** Texts side by side are one text to whoever reads the string. */
const message = fc
  .array(segment)
  .filter((segments) =>
    segments.every(({ type }, at) => type !== "text" || segments[at + 1]?.type !== "text"),
  );

test("what is written is read as it was", () => {
  fc.assert(
    fc.property(message, (segments) => expect(decodeCq(encodeCq(segments))).toEqual(segments)),
  );
});

test("any string is read to something that stays the same when written and read again", () => {
  const pieces = fc.constantFrom(
    "[CQ:",
    "]",
    ",",
    "=",
    "&amp;",
    "&#44;",
    "&",
    "[",
    "at",
    "qq",
    "文",
    "\n",
  );
  const strings = fc.oneof(
    fc.string(),
    fc.array(pieces).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(strings, (string) => {
      const once = encodeCq(decodeCq(string));
      expect(encodeCq(decodeCq(once))).toBe(once);
    }),
  );
});

test("a hostile string takes linear time", () => {
  const time = (length: number) => {
    const hostile = "[CQ:".repeat(length) + "&amp;".repeat(length) + ",=".repeat(length);
    const start = performance.now();
    decodeCq(hostile);
    return performance.now() - start;
  };
  time(1000);
  expect(time(200_000)).toBeLessThan(1000);
});

test("what is short does not keep alive the long text it stood in", () => {
  const megabyte = 1024 ** 2;
  const kept: unknown[] = [];
  const before = process.memoryUsage.rss();
  for (let n = 0; n < 300; n++) {
    const picture = Buffer.alloc(megabyte, "A").toString("latin1");
    const [hello, , bye] = decodeCq(`hello ${n}[CQ:image,file=${picture}]bye`);
    kept.push(hello, bye);
  }
  Bun.gc(true);
  expect(kept[599]).toEqual(text("bye"));
  expect(process.memoryUsage.rss() - before).toBeLessThan(150 * megabyte);
});
