import { expect, test } from "bun:test";
import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";

import { png } from "../../contracts/media-actions.ts";
import type { Client } from "../../support/client.ts";
import { makeFolder } from "../../support/folder.ts";
import { alice, bot, group, start } from "../../support/server.ts";
import { serveWeb } from "../../support/web.ts";

const picture = Uint8Array.fromBase64(png.slice("base64://".length));
const base64 = (text: string) => `base64://${btoa(text)}`;
const image = (file: string) => ({
  user_id: alice,
  message: { type: "image", data: { file } },
});

interface Shown {
  file: string;
  url: string;
}

/** Sends something and gives how it then is seen. */
async function show(me: Client, params: object): Promise<Shown> {
  const { message_id } = await me.ask("send_private_msg", params);
  const { message } = await me.ask<{ message: [{ data: Shown }] }>("get_msg", { message_id });
  return message[0].data;
}

test("files of this machine are read in the folders that are open, and nowhere else", async () => {
  await using outer = await makeFolder();
  const open = join(outer.path, "open");
  await mkdir(join(open, "sub"), { recursive: true });
  const at = (...path: string[]) => join(open, ...path);
  await Bun.write(at("a#1%.png"), picture);
  await Bun.write(at("sub", "b.png"), picture);
  await Bun.write(join(outer.path, "secret.png"), picture);
  await Bun.write(join(outer.path, "open-too", "c.png"), picture);
  await symlink(join(outer.path, "secret.png"), at("out.png"));
  await symlink(outer.path, at("up"));
  await symlink(at("sub", "b.png"), at("in.png"));
  await using server = await start(`sandbox.file_folders=[${JSON.stringify(open)}]`);
  const me = await server.as(bot);
  const retcode = async (file: string) =>
    (await me.call("send_private_msg", image(file)))["retcode"];
  const inside = [
    Bun.pathToFileURL(at("a#1%.png")).href,
    at("a#1%.png"),
    `file://${at("sub", "b.png")}`,
    `file://${at("sub", "..", "sub", "b.png")}`,
    `file://${at("in.png")}`,
  ];
  for (const file of inside)
    expect({ file, retcode: await retcode(file) }).toEqual({ file, retcode: 0 });
  const outside = [
    `file://${join(outer.path, "secret.png")}`,
    `file://${open}/../secret.png`,
    `file://${open}/%2e%2e/secret.png`,
    `file://${at("out.png")}`,
    `file://${at("up", "secret.png")}`,
    `file://${join(outer.path, "open-too", "c.png")}`,
    `file://${at("sub")}`,
    `file://${open}`,
    `file://${at("missing.png")}`,
    join(outer.path, "secret.png"),
    "/etc/hostname",
    "file:///dev/zero",
  ];
  for (const file of outside) {
    expect({ file, retcode: await retcode(file) }).toEqual({ file, retcode: 103 });
  }
  expect(await retcode(`file://elsewhere${at("a.png")}`)).toBe(100);
});

test("paths are taken as people write them: signs of addresses are signs of names", async () => {
  await using folder = await makeFolder();
  const names = ["x#y.png", "x?y.png", "100%.png", "a b.png", "图.png", "%zz.png"];
  for (const name of names) await Bun.write(join(folder.path, name), picture);
  await using server = await start(`sandbox.file_folders=[${JSON.stringify(folder.path)}]`);
  const me = await server.as(bot);
  for (const name of names) {
    for (const file of [`file://${join(folder.path, name)}`, join(folder.path, name)])
      expect({ file, ...(await me.call("send_private_msg", image(file))) }).toMatchObject({
        file,
        retcode: 0,
      });
  }
});

const bytes = Uint8Array.from({ length: 256 }, (_, n) => n ^ 0xfb);
test.each([
  ["base64", `base64://${bytes.toBase64()}`],
  ["base64 in the alphabet for addresses", `base64://${bytes.toBase64({ alphabet: "base64url" })}`],
  ["base64 without its end", `base64://${bytes.toBase64({ omitPadding: true })}`],
  ["base64 in lines", `base64://${bytes.toBase64().replaceAll(/.{76}/g, "$&\r\n")}`],
  ["a data address", `data:image/png;base64,${bytes.toBase64()}`],
  ["a data address in capitals", `DATA:;BASE64,${bytes.toBase64()}`],
  ["a data address with escapes", `data:x/y;a=b;base64,${encodeURIComponent(bytes.toBase64())}`],
])("%s is what it says", async (_, file) => {
  await using server = await start();
  const me = await server.as(bot);
  const { url } = await show(me, image(file));
  expect(await (await fetch(url)).bytes()).toEqual(bytes);
});

test("an address of our own is read from the store, whatever host it was given with", async () => {
  await using server = await start();
  const me = await server.as(bot);
  const { file, url } = await show(me, image(png));
  const elsewhere = url.replace(/^http:\/\/[^/]+/, "https://bot.example:8443");
  for (const address of [url, elsewhere, `${url}?x=y`])
    expect(await show(me, image(address))).toMatchObject({ file, url });
  const { file_id } = await me.ask("upload_group_file", { group_id: group, file: elsewhere });
  const { url: address } = await me.ask<Shown>("get_group_file_url", { group_id: group, file_id });
  expect(await (await fetch(address)).bytes()).toEqual(picture);
  const forged = url.replace(/media\/./, (start) => (start.endsWith("0") ? "media/1" : "media/0"));
  expect(await me.call("send_private_msg", image(forged))).toMatchObject({
    retcode: 103,
    message: expect.stringContaining("private address"),
  });
});

test.each([
  ["report.txt", 'filename="report.txt"'],
  ["报告 (1).txt", "filename*=UTF-8''%E6%8A%A5%E5%91%8A%20%281%29.txt"],
  ['a"b\\c;d.txt', 'filename="a_b_c;d.txt"'],
  ["a/../b.txt", "filename*=UTF-8''a%2F..%2Fb.txt"],
  ["..", 'filename="..."'],
  ["x\r\ny: z", "filename*=UTF-8''x%0D%0Ay%3A%20z"],
])("a file named %j is fetched under that name", async (name, disposition) => {
  await using server = await start();
  const me = await server.as(bot);
  const upload = { group_id: group, file: base64("content"), name };
  const { file_id } = await me.ask("upload_group_file", upload);
  const { url } = await me.ask<Shown>("get_group_file_url", { group_id: group, file_id });
  const response = await fetch(url);
  expect(await response.text()).toBe("content");
  if (name !== "..") expect(response.headers.get("content-disposition")).toContain(disposition);
  expect((await fetch(`${url.slice(0, -4)}.exe`)).status).toBe(404);
});

test("a file without a name has that of where it came from", async () => {
  await using folder = await makeFolder();
  await using web = serveWeb({ "/%E5%9B%BE.png": () => new Response(picture) });
  await Bun.write(join(folder.path, "a#1.png"), picture);
  await using server = await start(
    `sandbox.file_folders=[${JSON.stringify(folder.path)}]`,
    "sandbox.allow_private_addresses=true",
  );
  const me = await server.as(bot);
  const given = { group_id: group, name: "mine.png", file: png };
  const { file_id } = await me.ask("upload_group_file", given);
  const { url } = await me.ask<Shown>("get_group_file_url", { group_id: group, file_id });
  const files = [`file://${folder.path}/a#1.png`, new URL("/图.png?x=1", web.url).href, url, png];
  for (const file of files) await me.ask("upload_group_file", { group_id: group, file });
  const { files: found } = await me.ask<{ files: { file_name: string }[] }>(
    "get_group_root_files",
    { group_id: group },
  );
  expect(found.map(({ file_name }) => file_name).toSorted()).toEqual([
    expect.stringMatching(/^[0-9a-f]{64}\.png$/),
    "a#1.png",
    "mine.png",
    "mine.png",
    "图.png",
  ] as string[]);
});
