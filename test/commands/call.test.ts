import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";

import { png } from "../contracts/media-actions.ts";
import { connect } from "../support/client.ts";
import { makeFolder } from "../support/folder.ts";
import type { Folder } from "../support/folder.ts";
import { run, serve } from "../support/program.ts";
import type { Serving } from "../support/program.ts";
import { alice, bob, bot, group } from "../support/server.ts";

let folder: Folder;
let server: Serving;
beforeAll(async () => {
  folder = await makeFolder();
  server = await serve(folder.path, "data_dir=:memory:");
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const call = (...args: string[]) => run(["call", "--url", server.url.href, ...args], folder.path);

test("people and groups are named in the place of their numbers", async () => {
  const he = await connect(new URL(`/event?self_id=${bob}`, server.url));
  const said = "message=[CQ:at,qq=bob] hi, [CQ:at,qq=all]";
  expect(await call("--as", "Bot", "send_group_msg", "group_id=Bot test", said)).toMatchObject({
    code: 0,
  });
  expect(await he.next("message")).toMatchObject({
    group_id: group,
    user_id: bot,
    raw_message: `[CQ:at,qq=${bob}] hi, [CQ:at,qq=all]`,
  });
  const made = await call(".sandbox.create_group", "owner=Alice", 'members=["Bob", 10001]');
  const { group_id } = JSON.parse(made.stdout) as { group_id: number };
  const info = await call("get_group_member_info", `group_id=${group_id}`, "user_id=Alice");
  expect(JSON.parse(info.stdout)).toMatchObject({ user_id: alice, role: "owner" });
});

test.each([
  [
    ["--as", "Zoe", "get_status"],
    "Nobody here is called Zoe; there are Bot (10001), Alice (20002)",
  ],
  [["send_group_msg", "group_id=Chess", "message=hi"], "No group here is called Chess; there are"],
  [["get_stranger_info", "user_id=B"], "B may be Bot (10001), Bob (20003); give the number"],
])("%j is refused with who there is", async (args, reason) => {
  expect(await call(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(reason) });
});

test("a value is read from a file, and all params from one or from standard input", async () => {
  const she = await connect(new URL(`/event?self_id=${alice}`, server.url));
  const bytes = Uint8Array.fromBase64(png.slice("base64://".length));
  await Bun.write(join(folder.path, "dot.png"), bytes);
  const uploaded = await call(
    "upload_private_file",
    "user_id=Alice",
    "file=@dot.png",
    "name=dot.png",
  );
  expect(uploaded).toMatchObject({ code: 0 });
  await she.next("message");
  const params = { user_id: alice, message: "from a file" };
  await Bun.write(join(folder.path, "params.json"), `\uFEFF${JSON.stringify(params)}`);
  expect(await call("send_private_msg", "@params.json")).toMatchObject({ code: 0 });
  expect(await she.next("message")).toMatchObject({ raw_message: "from a file" });
  const piped = JSON.stringify({ ...params, message: "from a pipe" });
  const args = ["call", "--url", server.url.href, "send_private_msg", "-"];
  expect(await run(args, folder.path, {}, piped)).toMatchObject({ code: 0 });
  expect(await she.next("message")).toMatchObject({ raw_message: "from a pipe" });
});

test("a world that was exported into a file comes back from it", async () => {
  const { stdout } = await call(".sandbox.export");
  await Bun.write(join(folder.path, "world.json"), stdout);
  await call(".sandbox.create_user", "user_id=4711");
  expect(await call(".sandbox.import", "document=@world.json")).toMatchObject({ code: 0 });
  expect(await call("get_stranger_info", "user_id=4711")).toMatchObject({ code: 1 });
});

test.each([
  [
    "UTF-16",
    Buffer.from("\uFEFF{}", "utf16le"),
    "params.json:1 holds no JSON object: the file is UTF-16",
  ],
  [
    "GBK",
    Buffer.from('{\n"message": "\xc4\xe3"}', "latin1"),
    "params.json:2 holds no JSON object: this line",
  ],
])("params in a file of %s are refused with what it is", async (_, bytes, reason) => {
  await Bun.write(join(folder.path, "params.json"), bytes);
  const refused = await call("send_private_msg", "@params.json");
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining(reason) });
});

test("--json gives the whole reply, of a failure too", async () => {
  const done = await call("--json", "get_login_info");
  expect(JSON.parse(done.stdout)).toEqual({
    status: "ok",
    retcode: 0,
    data: { user_id: bot, nickname: "Bot" },
  });
  const failed = await call("--json", "get_msg", "message_id=99");
  expect(failed).toMatchObject({ code: 1, stderr: "" });
  expect(JSON.parse(failed.stdout)).toMatchObject({ status: "failed", retcode: 102 });
});

test.each([
  ["an unknown option", ["--ulr", "x", "get_status"], 2, "did you mean --url?"],
  ["no action", [], 2, "Which action?"],
  ["JSON without its quotes", ["get_msg", "{message_id:1}"], 2, "PowerShell:"],
  ["JSON that cmd took to pieces", ["get_msg", "'{message_id:", "1}'"], 2, "'{message_id: 1}'"],
  ["a word that is no pair", ["get_msg", "1"], 2, "key=value"],
  ["a file that is not there", ["get_msg", "@nothing.json"], 2, "there is no such file"],
  ["an unknown action", ["get_mgs"], 1, "did you mean get_msg?"],
  [
    "a server that is not there",
    ["--url", "ws://127.0.0.1:1", "get_status"],
    3,
    "is the server running?",
  ],
])("%s ends with what is wrong and how to go on", async (_, args, code, reason) => {
  expect(await call(...args)).toMatchObject({ code, stderr: expect.stringContaining(reason) });
});
