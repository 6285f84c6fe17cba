import { afterAll, beforeAll, expect, test } from "bun:test";
import { inflateSync } from "node:zlib";

import fc from "fast-check";

import { draw } from "../../../src/platforms/sandbox/media/drawing.ts";
import { glyphsOf } from "../../../src/platforms/sandbox/media/glyph.ts";
import { whoseAt } from "../../../src/platforms/sandbox/media/qlogo.ts";
import { png } from "../../contracts/media-actions.ts";
import type { Client } from "../../support/client.ts";
import { alice, aliceGroup, bot, group, start } from "../../support/server.ts";
import type { TestServer } from "../../support/server.ts";

const picture = Uint8Array.fromBase64(png.slice("base64://".length));
const inGroup = { group_id: group };

let server: TestServer;
let me: Client;
let she: Client;
beforeAll(async () => {
  server = await start();
  [me, she] = [await server.as(bot), await server.as(alice)];
});
afterAll(() => server[Symbol.asyncDispose]());

/** The address of somebody's picture. */
async function addressOf(user_id: number): Promise<string> {
  return (await me.ask<{ avatar: string }>("get_stranger_info", { user_id })).avatar;
}

/** What a picture is that was sent by its address. */
async function sent(file: string): Promise<Uint8Array> {
  const message = { type: "image", data: { file } };
  const { message_id } = await me.ask("send_group_msg", { ...inGroup, message });
  const { message: kept } = await me.ask<{ message: [{ data: { url: string } }] }>("get_msg", {
    message_id,
  });
  return (await fetch(kept[0].data.url)).bytes();
}

test("everybody has a picture at an address, which is not sent twice", async () => {
  const address = await addressOf(alice);
  const response = await fetch(address);
  expect(response.headers.get("content-type")).toBe("image/png");
  expect(await response.bytes()).toEqual(new Uint8Array(draw({ id: alice, name: "Alice" })));
  const etag = response.headers.get("etag") ?? "";
  const again = await fetch(address, { headers: { "if-none-match": `"other", W/${etag}` } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  expect((await fetch(address, { headers: { "if-none-match": '"other"' } })).status).toBe(200);
});

test.each([
  (address: string) => address.replace(/[0-9a-f]{32}$/, "0".repeat(32)),
  (address: string) => address.replace(`/${alice}/`, `/${bot}/`),
  (address: string) => address.replace("/user/", "/group/"),
  (address: string) => address.replace(/\/[0-9a-f]{32}$/, ""),
])("whoever makes up an address finds nothing (%#)", async (change) => {
  expect((await fetch(change(await addressOf(alice)))).status).toBe(404);
});

test("a picture that was set is at the same address, outlives a cleaning, and may be set anew", async () => {
  await using other = await start();
  const they = await other.as(alice);
  const { avatar } = await they.ask<{ avatar: string }>("get_stranger_info", { user_id: alice });
  const drawn = (await fetch(avatar)).headers.get("etag");
  await they.ask("set_qq_avatar", { file: png });
  await they.ask("clean_cache");
  const response = await fetch(avatar);
  expect(response.headers.get("etag")).not.toBe(drawn);
  expect(response.headers.get("cache-control")).toBe("no-cache");
  expect(await response.bytes()).toEqual(picture);
  await they.ask("set_group_portrait", { group_id: aliceGroup, file: avatar });
  const info = await they.ask<{ avatar: string }>("get_group_info", { group_id: aliceGroup });
  expect(await (await fetch(info.avatar)).bytes()).toEqual(picture);
});

test("what is no picture cannot be one, be it sent or named", async () => {
  const { file_id } = await she.ask("upload_group_file", { ...inGroup, file: "base64://AAEC" });
  const { url } = await she.ask("get_group_file_url", { ...inGroup, file_id });
  for (const file of ["base64://AAEC", url])
    expect(await she.call("set_qq_avatar", { file })).toMatchObject({
      retcode: 103,
      message: expect.stringMatching(/^file is .*, not a picture$/),
    });
});

test.each([
  [`https://q4.qlogo.cn/g?b=qq&nk=${alice}&s=640`, { id: alice, name: "Alice" }],
  [`http://q.qlogo.cn/headimg_dl?dst_uin=${bot}&spec=640`, { id: bot, name: "Bot" }],
  [`https://thirdqq.qlogo.cn/g?b=sdk&nk=4711&s=140`, { id: 4711, name: "" }],
  [
    `https://p.qlogo.cn/gh/${aliceGroup}/${aliceGroup}/640`,
    { id: aliceGroup, name: "Alice's group" },
  ],
])("%s is a picture of this world, and the web is not asked", async (address, who) => {
  expect(await sent(address)).toEqual(new Uint8Array(draw(who)));
});

test("so it is in a forwarded conversation, a notice and an upload", async () => {
  const address = `https://q1.qlogo.cn/g?b=qq&nk=${alice}&s=100`;
  const content = { type: "image", data: { file: address } };
  await me.ask("send_group_forward_msg", {
    ...inGroup,
    messages: [{ type: "node", data: { user_id: alice, nickname: "A", content } }],
  });
  await me.ask("_send_group_notice", { ...inGroup, content: "look", image: address });
  await me.ask("upload_group_file", { ...inGroup, file: address });
  const { files } = await me.ask<{ files: object[] }>("get_group_root_files", inGroup);
  expect(files).toContainEqual(expect.objectContaining({ file_name: `${alice}.png` }));
});

test("our own addresses of pictures are taken as well", async () => {
  expect(await sent(await addressOf(bot))).toEqual(new Uint8Array(draw({ id: bot, name: "Bot" })));
});

test.each([
  "https://qlogo.cn/g?nk=1",
  "https://q1.qlogo.cn.example.com/g?nk=1",
  "https://example.com/g?nk=1",
  "https://q1.qlogo.cn/g?nk=0",
  "https://q1.qlogo.cn/g?nk=abc",
  "https://q1.qlogo.cn/g?nk=99999999999999999999",
  "https://p.qlogo.cn/gh/x/1/640",
  "ftp://q1.qlogo.cn/g?nk=1",
  "q1.qlogo.cn/g?nk=1",
])("%s is nobody's picture", (address) => {
  expect(whoseAt(address)).toBeUndefined();
});

test("names are shown by their initials, as far as there are letters for them", () => {
  const shown = (name: string) => glyphsOf(name).length;
  expect(glyphsOf("Éva")).toEqual(glyphsOf("e"));
  expect(["Alice", "Alice's group", "陈晨", "Bot test group", "", " ", "7"].map(shown)).toEqual([
    1, 2, 1, 2, 1, 1, 1,
  ]);
  expect(glyphsOf("陈晨")).toEqual(glyphsOf(""));
});

test("whatever somebody is called, the drawing is a whole picture", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2 ** 53 - 1 }),
      fc.string({ unit: "binary" }),
      (id, name) => {
        const drawn = Buffer.from(draw({ id, name }));
        const chunks: [string, Buffer][] = [];
        for (let at = 8; at < drawn.length;) {
          const end = at + 8 + drawn.readUInt32BE(at);
          const data = drawn.subarray(at + 8, end);
          expect(drawn.readUInt32BE(end)).toBe(Bun.hash.crc32(drawn.subarray(at + 4, end)));
          chunks.push([drawn.toString("latin1", at + 4, at + 8), data]);
          at = end + 4;
        }
        expect(chunks.map(([type]) => type)).toEqual(["IHDR", "PLTE", "IDAT", "IEND"]);
        expect(inflateSync(chunks[2]?.[1] ?? "").length).toBe(640 * 81);
      },
    ),
  );
});
