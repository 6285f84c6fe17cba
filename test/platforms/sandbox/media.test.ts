import { expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { dirname } from "node:path";

import { png, silence } from "../../contracts/media-actions.ts";
import type { Client } from "../../support/client.ts";
import { makeFolder } from "../../support/folder.ts";
import { alice, bot, group, start } from "../../support/server.ts";

const picture = Uint8Array.fromBase64(png.slice("base64://".length));
const base64 = (text: string) => `base64://${btoa(text)}`;
const image = (file: string, more = {}) => ({
  user_id: alice,
  message: { type: "image", data: { file, ...more } },
});

interface Shown {
  message_id: number;
  file: string;
  url: string;
  type?: string;
}

/** Sends something and gives how it then is seen. */
async function show(me: Client, params: object): Promise<Shown> {
  const { message_id } = await me.ask<{ message_id: number }>("send_private_msg", params);
  const { message } = await me.ask<{ message: [{ data: Shown }] }>("get_msg", { message_id });
  return { ...message[0].data, message_id };
}

test("an image travels by an address that nobody can guess", async () => {
  await using server = await start("auth.access_token=secret");
  const query = { access_token: "secret" };
  const [me, she] = [await server.as(bot, { query }), await server.as(alice, { query })];
  await me.ask("send_private_msg", image(png));
  const event = await she.next("message");
  expect(JSON.stringify(event)).not.toContain("base64");
  const [{ data }] = event["message"] as [{ data: Shown }];
  const { file, url } = data;
  expect(file).toMatch(/^[0-9a-f]{64}\.png$/);
  const response = await fetch(url);
  expect(await response.bytes()).toEqual(picture);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "image/png",
    "content-disposition": "inline",
    "x-content-type-options": "nosniff",
  });
  const forged = url.replace(/\/media\/./, (start) =>
    start.replace(/.$/, (x) => (x === "0" ? "1" : "0")),
  );
  for (const other of [forged, url.replace(/[0-9a-f]{32}\//, ""), url.replace(file, "x")]) {
    expect((await fetch(other)).status).toBe(404);
  }
});

test("what was received can be sent on by its name, and is kept once", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const first = await show(me, image(png));
  const again = await show(she, { ...image(first.file), user_id: bot });
  expect(again).toEqual({ ...first, message_id: 2 });
  expect(await show(me, image(png))).toEqual({ ...first, message_id: 3 });
  expect(await me.ask(".sandbox.export")).toMatchObject({ media: [{ name: first.file }] });
});

test("a flash image stays one", async () => {
  await using server = await start();
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const { file, type, url } = await show(me, image(png, { type: "flash", cache: 0 }));
  expect(type).toBe("flash");
  expect(await she.ask("get_group_msg_history", { group_id: group })).toEqual({ messages: [] });
  expect(await she.ask("get_friend_msg_history", { user_id: bot })).toMatchObject({
    messages: [{ message: [{ type: "image", data: { file, type: "flash", url } }] }],
  });
});

test("addresses lead to where the server is now, also for what was said before", async () => {
  await using folder = await makeFolder();
  const world = `data_dir=${JSON.stringify(folder.path)}`;
  {
    await using server = await start(world);
    await (await server.as(bot)).ask("send_private_msg", image(png));
  }
  await using server = await start(world);
  const said = await (await server.as(alice)).ask("get_msg", { message_id: 1 });
  const [segment] = said["message"] as [{ data: Shown }];
  expect(segment.data.url).toStartWith(`http://${server.url.host}/`);
  expect(said["raw_message"]).toContain(server.url.host);
  expect(await (await fetch(segment.data.url)).bytes()).toEqual(picture);
});

test.each([
  { what: "wrong base64", file: "base64://%%%", retcode: 100, reason: "base64" },
  { what: "an empty file", file: "base64://", retcode: 100, reason: "empty" },
  { what: "a page", file: base64("  <!doctype html><p>x"), retcode: 103, reason: "HTML" },
  { what: "a page after a comment", file: base64("<!-- x --><p>"), retcode: 103, reason: "HTML" },
  { what: "a drawing with scripts", file: base64("<svg/>"), retcode: 103, reason: "HTML" },
  { what: "XML", file: base64('<?xml version="1.0"?><x/>'), retcode: 103, reason: "HTML" },
  { what: "a recording", file: silence, retcode: 103, reason: "audio/" },
  { what: "a document", file: base64("%PDF-1.7\n"), retcode: 103, reason: "application/pdf" },
  { what: "too much", file: base64("x".repeat(5000)), retcode: 1413, reason: "media_bytes" },
  { what: "an unknown name", file: "nothing.png", retcode: 102, reason: "nothing.png" },
  { what: "a way out", file: "../../etc/passwd", retcode: 102, reason: "no file named" },
  { what: "a strange scheme", file: "gopher://x", retcode: 100, reason: "gopher" },
  { what: "no file", file: null, retcode: 100, reason: "missing" },
])("$what for an image is refused, and nothing kept", async ({ file, retcode, reason }) => {
  await using server = await start("sandbox.media_bytes=4096");
  const me = await server.as(bot);
  const message = [{ type: "image", data: { file } }];
  expect(await me.call("send_private_msg", { user_id: alice, message })).toMatchObject({
    retcode,
    message: expect.stringContaining(reason),
  });
  expect(await me.ask(".sandbox.export")).toMatchObject({ media: [] });
});

test.each([
  ["record", png],
  ["video", png],
  ["video", silence],
])("a %s is not made of something else", async (type, file) => {
  await using server = await start();
  const me = await server.as(bot);
  const message = { type, data: { file } };
  expect(await me.call("send_private_msg", { user_id: alice, message })).toMatchObject({
    retcode: 103,
  });
});

test.each(["<script>alert(1)</script>", '<?xml version="1.0"?><svg/>', "<svg/>", "%PDF-1.7\n"])(
  "a file that holds %j can be kept, but runs nowhere",
  async (content) => {
    await using server = await start();
    const me = await server.as(bot);
    const { file_id } = await me.ask("upload_group_file", {
      group_id: group,
      file: base64(content),
    });
    const { url } = await me.ask<Shown>("get_group_file_url", { group_id: group, file_id });
    const response = await fetch(url);
    expect(await response.text()).toBe(content);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "application/octet-stream",
      "content-disposition": expect.stringMatching(/^attachment; filename="[0-9a-f]{64}/),
      "x-content-type-options": "nosniff",
      "content-security-policy": expect.stringContaining("sandbox"),
    });
  },
);

test("clean_cache removes what nothing holds, with what was made of it, and nothing else", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const [inMessage, inForward, inNotice, inFile, inSnapshot, unused] = [
    "a",
    "b",
    "c",
    "d",
    "e",
    "f",
  ].map((letter) => base64(letter.repeat(20))) as [string, string, string, string, string, string];
  await show(me, image(inMessage));
  const node = { type: "node", data: { content: image(inForward).message } };
  await me.ask("send_group_forward_msg", { group_id: group, messages: [node] });
  await me.ask("_send_group_notice", { group_id: group, content: "look", image: inNotice });
  await me.ask("upload_group_file", { group_id: group, file: inFile });
  const forSnapshot = await show(me, image(inSnapshot));
  await me.ask(".sandbox.snapshot", { name: "now" });
  const forNothing = await show(me, image(unused));
  const record = await show(me, {
    user_id: alice,
    message: { type: "record", data: { file: silence } },
  });
  const { file: path } = await me.ask<Shown>("get_record", {
    file: record.file,
    out_format: "wav",
  });
  await Bun.write(`${path}.mp3`, "converted");
  await me.ask("delete_msg", { message_id: forNothing.message_id });
  for (const { message_id } of [forSnapshot, record]) await me.ask("delete_msg", { message_id });
  const names = async () => (await readdir(dirname(path))).toSorted();
  expect(await names()).toHaveLength(8);
  await me.ask("clean_cache");
  const kept = [inMessage, inForward, inNotice, inFile, inSnapshot].map((file) =>
    new Bun.CryptoHasher("sha256").update(atob(file.slice("base64://".length))).digest("hex"),
  );
  expect(await names()).toEqual(kept.toSorted());
  expect(await me.call("get_record", { file: record.file, out_format: "wav" })).toMatchObject({
    retcode: 102,
  });
});

test.skipIf(!Bun.which("ffmpeg"))("a recording is converted, once, and whole", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const { file } = await show(me, {
    user_id: alice,
    message: { type: "record", data: { file: silence } },
  });
  const convert = () => me.ask<Shown>("get_record", { file, out_format: "mp3" });
  const [one, other] = await Promise.all([convert(), convert()]);
  expect(one).toEqual(other);
  expect((await Bun.file(one.file).bytes()).slice(0, 3)).toEqual(new TextEncoder().encode("ID3"));
  expect((await readdir(dirname(one.file))).length).toBe(2);
});

test.skipIf(!Bun.which("ffmpeg"))("a playlist is no recording, wherever it points", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const playlist = base64(`#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/hostname\n`);
  const { file } = await show(me, {
    user_id: alice,
    message: { type: "record", data: { file: playlist } },
  });
  const reply = await me.call("get_record", { file, out_format: "wav" });
  expect(reply).toMatchObject({ retcode: 103, message: expect.stringContaining("ffmpeg") });
});

test.if(!Bun.which("ffmpeg"))("without ffmpeg a conversion is refused, and says so", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const { file } = await show(me, {
    user_id: alice,
    message: { type: "record", data: { file: silence } },
  });
  expect(await me.call("get_record", { file, out_format: "mp3" })).toMatchObject({
    retcode: 103,
    message: expect.stringContaining("ffmpeg"),
  });
});
