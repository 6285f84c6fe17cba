import { expect, test } from "bun:test";
import { chmod, mkdir, readdir, truncate } from "node:fs/promises";
import { dirname, join } from "node:path";

import { png, silence } from "../../contracts/media-actions.ts";
import type { Client } from "../../support/client.ts";
import { connect } from "../../support/client.ts";
import { makeFolder } from "../../support/folder.ts";
import { serve } from "../../support/program.ts";
import { alice, bob, bot, group, start } from "../../support/server.ts";
import { serveWeb } from "../../support/web.ts";

const picture = Uint8Array.fromBase64(png.slice("base64://".length));
const open = "sandbox.allow_private_addresses=true";
const image = (file: string) => ({ type: "image", data: { file } });
const text = (content: string) => `base64://${btoa(content)}`;

interface Shown {
  file: string;
  url: string;
}

/** The media of a message. */
async function shown(me: Client, message_id: unknown): Promise<Shown[]> {
  const { message } = await me.ask<{ message: { data: Shown }[] }>("get_msg", { message_id });
  return message.map(({ data }) => data);
}

test("what a message under way has received is not cleaned away", async () => {
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  using web = Bun.serve({
    port: 0,
    async fetch() {
      asked.resolve();
      await answer.promise;
      return new Response(picture);
    },
  });
  await using server = await start(open);
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const first = text("received before the other");
  const sent = me.ask("send_private_msg", {
    user_id: alice,
    message: [image(first), image(web.url.href)],
  });
  await asked.promise;
  await she.ask("clean_cache");
  answer.resolve();
  for (const { url, file } of await shown(me, (await sent)["message_id"])) {
    expect((await fetch(url)).status).toBe(200);
    expect(await me.ask("get_image", { file })).toMatchObject({ filename: file });
  }
});

test("what a message received that was given up is cleaned away", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const message = [image(text("received in vain")), image("nothing.png")];
  const reply = await me.call("send_private_msg", { user_id: alice, message });
  expect(reply).toMatchObject({ retcode: 102 });
  await me.ask("clean_cache");
  expect(await me.ask(".sandbox.export")).toMatchObject({ media: [] });
});

test("a conversation of which a part is refused leaves nothing", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const node = (content: unknown) => ({ type: "node", data: { content } });
  const messages = [node([node("within")]), node([image("nothing.png")])];
  const reply = await me.call("send_group_forward_msg", { group_id: group, messages });
  expect(reply).toMatchObject({ retcode: 102 });
  expect(await me.ask(".sandbox.export")).toMatchObject({ tables: { forward: { rows: [] } } });
});

test.each([
  ["deleted", (path: string) => Bun.file(path).delete()],
  ["cut short", (path: string) => truncate(path, 10)],
])("a picture whose file was %s is gone until it is sent again", async (_, spoil) => {
  await using server = await start();
  const me = await server.as(bot);
  const send = (file: string) =>
    me.call("send_private_msg", { user_id: alice, message: image(file) });
  await send(png);
  await send(text("another"));
  const [{ url, file }] = (await shown(me, 1)) as [Shown];
  await spoil((await me.ask<Shown>("get_image", { file })).file);
  expect((await fetch(url)).status).toBe(404);
  expect(await me.call("get_image", { file })).toMatchObject({ retcode: 102 });
  expect(await send(file)).toMatchObject({ retcode: 102 });
  const document = await me.ask<{ media: object[] }>(".sandbox.export");
  expect(document.media).toHaveLength(1);
  await me.ask(".sandbox.import", { document });
  expect(await send(png)).toMatchObject({ retcode: 0 });
  expect(await (await fetch(url)).bytes()).toEqual(picture);
});

test("what a run that was killed has left is swept away, and nothing else", async () => {
  await using folder = await makeFolder();
  const media = join(folder.path, "media");
  const sets = [`data_dir=${JSON.stringify(folder.path)}`];
  {
    await using server = await start(...sets);
    const me = await server.as(bot);
    await me.ask("send_private_msg", { user_id: alice, message: image(png) });
  }
  const [kept = ""] = await readdir(media);
  const stranger = "0".repeat(64);
  const left = [`${kept}.x.part`, `${kept}.x.part.mp3`, `${kept}.8d2f.mp3`, stranger];
  const staying = [`${kept}.mp3`, "notes.txt", "theirs.part"];
  for (const name of [...left, `${stranger}.png.mp3`, ...staying])
    await Bun.write(join(media, name), "x");
  await using server = await start(...sets);
  const me = await server.as(bot);
  while ((await readdir(media)).length > 1 + staying.length) await me.ask("get_status");
  expect((await readdir(media)).toSorted()).toEqual([kept, ...staying].toSorted());
});

test("cleaning waits for nobody, and nobody for it: two at once, and a world that comes back", async () => {
  await using server = await start();
  const me = await server.as(bot);
  for (let n = 0; n < 250; n++)
    await me.ask("send_private_msg", { user_id: alice, message: image(text(`picture ${n}`)) });
  await me.ask(".sandbox.snapshot", { name: "full" });
  await me.ask(".sandbox.reset");
  const calls = [
    me.call("clean_cache"),
    me.call(".sandbox.restore", { name: "full" }),
    me.call(".sandbox.drop_snapshot", { name: "full" }),
    me.call("clean_cache"),
  ];
  for (const reply of await Promise.all(calls)) expect(reply).toMatchObject({ retcode: 0 });
  const document = await me.ask<{ media: object[] }>(".sandbox.export");
  expect(document.media).toHaveLength(250);
});

test("a host that does not answer keeps nobody but its caller from the web", async () => {
  await using silent = serveWeb({ "/": () => new Response(new ReadableStream()) });
  await using web = serveWeb({ "/a.png": () => new Response(picture) });
  await using server = await start(open, "limits.stop_timeout=0");
  const [me, she] = [await server.as(bot), await server.as(alice)];
  const many = Array.from({ length: 300 }, (_, n) => image(`${silent.url.href}?${n}`));
  she.send({ action: "send_private_msg", params: { user_id: bot, message: many } });
  const message = image(new URL("/a.png", web.url).href);
  expect(await me.call("send_private_msg", { user_id: alice, message })).toMatchObject({
    retcode: 0,
  });
  expect(silent.requests.length).toBeLessThanOrEqual(4);
});

test("many conversions are made two at a time, each once, whoever asks", async () => {
  await using folder = await makeFolder();
  const log = join(folder.path, "log");
  await mkdir(join(folder.path, "bin"));
  const script = `#!/bin/sh\necho start >> ${log}\nfor last; do :; done\nsleep 0.2\necho "$*" > "$last"\necho end >> ${log}\n`;
  await Bun.write(join(folder.path, "bin", "ffmpeg"), script);
  await chmod(join(folder.path, "bin", "ffmpeg"), 0o755);
  const path = process.env["PATH"];
  process.env["PATH"] = `${join(folder.path, "bin")}:${path}`;
  await using stack = new AsyncDisposableStack();
  stack.defer(() => void (process.env["PATH"] = path));
  const server = stack.use(await serve(folder.path));
  const api = (account: number) => connect(new URL(`/api?self_id=${account}`, server.url));
  const people = [await api(bot), await api(alice), await api(bob)];
  const [me] = people as [Client];
  const record = { type: "record", data: { file: silence } };
  const said = await me.ask("send_private_msg", { user_id: alice, message: record });
  const [{ file }] = (await shown(me, said["message_id"])) as [Shown];
  const convert = (out_format: string) =>
    people.flatMap((one) => [1, 2, 3].map(() => one.call("get_record", { file, out_format })));
  const replies = await Promise.all(["mp3", "ogg", "flac", "amr"].flatMap(convert));
  expect(replies.filter(({ retcode }) => retcode === 0)).toHaveLength(36);
  const lines = (await Bun.file(log).text()).trim().split("\n");
  expect(lines.filter((line) => line === "start")).toHaveLength(4);
  let running = 0;
  const most = lines.map((line) => (line === "start" ? ++running : --running));
  expect(Math.max(...most)).toBe(2);
  const made = (await me.ask<Shown>("get_record", { file, out_format: "mp3" })).file;
  expect(await Bun.file(made).text()).toContain("-fs 134217728");
  expect((await readdir(dirname(made))).filter((name) => name.includes(".part"))).toEqual([]);
});

test("a recording that is too large in another format is refused, and not kept", async () => {
  await using folder = await makeFolder();
  const script = `#!/bin/sh\nfor last; do :; done\nhead -c 5000 /dev/zero > "$last"\n`;
  await Bun.write(join(folder.path, "ffmpeg"), script);
  await chmod(join(folder.path, "ffmpeg"), 0o755);
  const path = process.env["PATH"];
  process.env["PATH"] = `${folder.path}:${path}`;
  await using stack = new AsyncDisposableStack();
  stack.defer(() => void (process.env["PATH"] = path));
  const server = stack.use(await serve(folder.path, "sandbox.media_bytes=5000"));
  const me = await connect(new URL("/api", server.url));
  const record = { type: "record", data: { file: silence } };
  const said = await me.ask("send_private_msg", { user_id: alice, message: record });
  const [{ file }] = (await shown(me, said["message_id"])) as [Shown];
  expect(await me.call("get_record", { file, out_format: "mp3" })).toMatchObject({
    retcode: 1413,
    message: expect.stringContaining("sandbox.media_bytes"),
  });
  expect(await readdir(join(folder.path, "data", "media"))).toEqual([file]);
});
