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

test("a part of a name, or of a card in a group, means somebody where it can mean nobody else", async () => {
  const card = ["set_group_card", `group_id=${group}`, `user_id=${bob}`, "card=Mr. Gardener"];
  expect(await call(...card)).toMatchObject({ code: 0 });
  const who = async (name: string) =>
    JSON.parse((await call("--as", name, "get_login_info")).stdout);
  expect(await who("lic")).toMatchObject({ user_id: alice });
  expect(await who("gardener")).toMatchObject({ user_id: bob });
  const info = ["get_group_member_info", "group_id=test group", "user_id=Mr. Gard"];
  expect(JSON.parse((await call(...info)).stdout)).toMatchObject({ user_id: bob });
  const ambiguous = await call("get_stranger_info", "user_id=o");
  expect(ambiguous).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/o may be .*Bot \(10001\)/),
  });
});

test("names stand wherever a number of somebody may: in patterns, faults and segments", async () => {
  const me = await connect(new URL("/event", server.url));
  const { id } = JSON.parse(
    (await call(".sandbox.fault", "account=Alice", "action=get_msg", "retcode=1404")).stdout,
  ) as { id: number };
  const { faults } = JSON.parse((await call(".sandbox.list_faults")).stdout) as { faults: unknown };
  expect(faults).toMatchObject([{ id, account: alice }]);
  await call(".sandbox.clear_faults");

  const cursor = `cursor=${(JSON.parse((await call(".sandbox.wait")).stdout) as { cursor: number }).cursor}`;
  const message = JSON.stringify([{ type: "at", data: { qq: "Bob" } }]);
  await call("--as", "Alice", "send_group_msg", "group_id=Bot test", `message=${message}`);
  expect(await me.next("message")).toMatchObject({ raw_message: `[CQ:at,qq=${bob}]` });
  const pattern = 'event={"user_id":"Alice","raw_message":"[CQ:at,qq=Bob]"}';
  expect(await call(".sandbox.wait", cursor, pattern)).toMatchObject({ code: 0 });
  const call_ = 'call={"account":"Alice","params":{"group_id":10010}}';
  expect(await call(".sandbox.wait", cursor, call_)).toMatchObject({ code: 0 });
});

test.each([
  ["nobody", [], ["/api"]],
  ["a number", ["--as", "7"], ["/api?self_id=7"]],
  // Only a name must be looked up before it can be connected as.
  ["a name", ["--as", "Eve"], ["/api", "/api?self_id=7"]],
])("to be %s takes no more connections than it must", async (_, given, wanted) => {
  const opened: string[] = [];
  using listening = Bun.serve<undefined>({
    port: 0,
    fetch(request, own) {
      const { pathname, search } = new URL(request.url);
      opened.push(`${pathname}${search}`);
      return own.upgrade(request, { data: undefined })
        ? undefined
        : new Response("", { status: 400 });
    },
    websocket: {
      message: (socket) => {
        const data = { users: [{ user_id: 7, nickname: "Eve" }], groups: [] };
        socket.send(JSON.stringify({ status: "ok", retcode: 0, data }));
      },
    },
  });
  const url = `ws://127.0.0.1:${listening.port}`;
  const args = ["call", "--url", url, ...given, "get_stranger_info", "user_id=Eve"];
  expect(await run(args, folder.path)).toMatchObject({ code: 0 });
  expect(opened).toEqual(wanted);
});

test.each([
  ["a picture", "dot.png", Uint8Array.fromBase64(png.slice("base64://".length)), "image"],
  ["a sound", "beep.wav", wav(), "record"],
  ["a video", "short.mp4", mp4(), "video"],
])("%s that a message is read from shows itself", async (_, file, bytes, type) => {
  const she = await connect(new URL(`/event?self_id=${alice}`, server.url));
  await Bun.write(join(folder.path, file), bytes);
  const sent = await call("send_private_msg", "user_id=Alice", `message=@${file}`);
  expect(sent).toMatchObject({ code: 0 });
  expect(await she.next("message")).toMatchObject({ message: [{ type }] });
});

test("a text that a message is read from is said, and what begins with no @ stays as it is", async () => {
  const she = await connect(new URL(`/event?self_id=${alice}`, server.url));
  await Bun.write(join(folder.path, "said.txt"), "\uFEFF你好 [CQ:face,id=1]");
  await call("send_private_msg", "user_id=Alice", "message=@said.txt");
  expect(await she.next("message")).toMatchObject({ raw_message: "你好 [CQ:face,id=1]" });
  await call("send_private_msg", "user_id=Alice", "message=看 @said.txt");
  expect(await she.next("message")).toMatchObject({ raw_message: "看 @said.txt" });
});

test.each([
  ["a document", "paper.pdf", Buffer.from("%PDF-1.7\n"), "paper.pdf is application/pdf"],
  ["GBK", "gbk.txt", Buffer.from("\xc4\xe3\xba\xc3", "latin1"), "gbk.txt:1 holds no text"],
])("a message from %s is refused", async (_, file, bytes, reason) => {
  await Bun.write(join(folder.path, file), bytes);
  const refused = await call("send_private_msg", "user_id=Alice", `message=@${file}`);
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining(reason) });
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
    "Cannot connect to ws://127.0.0.1:1/api (as --url says): nothing answers there; is the server running?",
  ],
])("%s ends with what is wrong and how to go on", async (_, args, code, reason) => {
  expect(await call(...args)).toMatchObject({ code, stderr: expect.stringContaining(reason) });
});

test("the address of a server that is missing is told with where it comes from", async () => {
  await using empty = await makeFolder();
  const refused = (reason: string) => ({ code: 3, stderr: expect.stringContaining(reason) });
  const file = join(empty.path, "onebot.toml");
  await Bun.write(file, "[ws]\nhost = '127.0.0.1'\nport = 1\n");
  const told = "Cannot connect to ws://127.0.0.1:1/api (as onebot.toml says)";
  expect(await run(["call", "get_status"], empty.path)).toMatchObject(refused(told));
});

test("a configuration that cannot be used is told, and the command goes on without it", async () => {
  await using spoilt = await makeFolder();
  await Bun.write(join(spoilt.path, "onebot.toml"), "[ws]\nport = = 1\n");
  const args = ["call", "--url", server.url.href, "get_login_info"];
  const done = await run(args, spoilt.path);
  expect(done).toMatchObject({ code: 0, stdout: expect.stringContaining("Bot") });
  expect(done.stderr).toStartWith("onebot.toml:2: Invalid TOML");
  const whereTo = `The configuration cannot be used; going on with ${server.url.href}\n`;
  expect(done.stderr).toEndWith(whereTo);
  const unread = await run([...args, "--token", ""], spoilt.path);
  expect(unread).toMatchObject({ code: 0, stderr: "" });
});

/** A tenth of a second of silence. */
function wav(): Uint8Array {
  const bytes = Buffer.alloc(844);
  bytes.write("RIFF", 0);
  bytes.writeUInt32LE(836, 4);
  bytes.write("WAVEfmt ", 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(8000, 24);
  bytes.writeUInt32LE(8000, 28);
  bytes.writeUInt16LE(1, 32);
  bytes.writeUInt16LE(8, 34);
  bytes.write("data", 36);
  bytes.writeUInt32LE(800, 40);
  return bytes.fill(0x80, 44);
}

/** What an MP4 begins with. */
function mp4(): Uint8Array {
  return Buffer.from("\0\0\0\x18ftypisom\0\0\0\0isommp42", "latin1");
}
