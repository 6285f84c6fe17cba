import { expect, test } from "bun:test";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { connect } from "../support/client.ts";
import { makeFolder } from "../support/folder.ts";
import { begin, run, serve } from "../support/program.ts";

const chinese = { LC_ALL: "zh_CN.UTF-8" };
const anyPort = ["--set", "ws.port=0"];

/** Takes a port of this machine; gives it. */
function takePort(port = 0) {
  return Bun.listen({ hostname: "127.0.0.1", port, socket: { data: () => undefined } });
}

test("whoever speaks Chinese reads no line of the start in English", async () => {
  await using folder = await makeFolder();
  const sets = ["http.enable=true", "http.port=0", "admin.enable=true", "admin.port=0"];
  const args = ["serve", ...anyPort, ...sets.flatMap((set) => ["--set", set])];
  const child = begin(
    [...args, "--set", "http_post.url=http://127.0.0.1:9/"],
    folder.path,
    chinese,
  );
  let said = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    said += text;
    if (said.includes("扮演一个人")) break;
  }
  child.kill("SIGKILL");
  await child.exited;
  const lines = said.split("\n").filter((line) => line.includes("[INF]"));
  expect(lines.length).toBeGreaterThan(6);
  for (const line of lines) expect(line).toMatch(/[\u4E00-\u9FFF]/);
});

test.each([
  [
    "a target of nobody's",
    ["http_post.target=[{url='http://127.0.0.1:9/', account=99}]"],
    "没有这个人",
  ],
  ["a folder that is a file", ["data_dir=taken"], "请用 --set data_dir=文件夹 换一个文件夹"],
  ["a file that is no database", ["data_dir=."], "移走该文件即可从新的世界开始"],
])("%s is refused in Chinese where that is spoken", async (_, sets, reason) => {
  await using folder = await makeFolder();
  await Bun.write(join(folder.path, "taken"), "");
  await Bun.write(join(folder.path, "sandbox.db"), "no database at all".repeat(100));
  const args = ["serve", ...anyPort, ...sets.flatMap((set) => ["--set", set])];
  const refused = await run(args, folder.path, chinese);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining(reason) });
});

test("a start that fails leaves nothing behind", async () => {
  await using folder = await makeFolder();
  using taken = takePort();
  const failing = (...sets: string[]) =>
    run(["serve", ...sets.flatMap((set) => ["--set", set])], folder.path);
  expect(await failing(`ws.port=${taken.port}`)).toMatchObject({ code: 1 });
  expect(await failing(`ws.port=${taken.port}`, "data_dir=new/world")).toMatchObject({ code: 1 });
  const target = "ws_reverse.target=[{url='ws://127.0.0.1:9/', role='Universal', account=99}]";
  expect(await failing("ws.port=0", target)).toMatchObject({ code: 1 });
  expect(readdirSync(folder.path)).toEqual([]);
});

test("a start that fails leaves a world and a folder that were there", async () => {
  await using folder = await makeFolder();
  const files = () =>
    readdirSync(folder.path, { recursive: true })
      .map(String)
      .toSorted((one, other) => one.localeCompare(other));
  await (await serve(folder.path)).stop("SIGTERM");
  await Bun.write(join(folder.path, "empty/.keep"), "");
  const before = files();
  using taken = takePort();
  for (const data of ["data", "empty"]) {
    const sets = ["--set", `ws.port=${taken.port}`, "--set", `data_dir=${data}`];
    expect(await run(["serve", ...sets], folder.path)).toMatchObject({ code: 1 });
  }
  expect(files()).toEqual(before);
  // Nor does it take what a server that runs has just made.
  await using running = await serve(folder.path, "data_dir=other");
  expect(await run(["serve", ...anyPort, "--set", "data_dir=other"], folder.path)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("another onebot uses this data_dir"),
  });
  expect(existsSync(join(folder.path, "other/sandbox.db"))).toBe(true);
  expect(running.process.exitCode).toBe(null);
});

test("the port that is proposed in the place of a taken one is free", async () => {
  await using folder = await makeFolder();
  using first = takePort();
  const next = first.port + 1;
  // Whoever has the next port, it is not proposed.
  using _ = tryPort(next);
  const { stderr } = await run(["serve", "--set", `ws.port=${first.port}`], folder.path);
  const proposed = Number(/--set ws\.port=(\d+)/.exec(stderr)?.[1]);
  expect(proposed).not.toBe(next);
  using free = takePort(proposed);
  expect(free.port).toBe(proposed);
});

function tryPort(port: number): Disposable {
  try {
    return takePort(port);
  } catch {
    return { [Symbol.dispose]: () => undefined };
  }
}

test("--ready-file says where it listens once it does, and is gone at the end", async () => {
  await using folder = await makeFolder();
  const file = join(folder.path, "ready.json");
  await Bun.write(file, "an earlier server's");
  const sets = ["ws.port=0", "http.enable=true", "http.port=0"].flatMap((set) => ["--set", set]);
  const child = begin(["serve", "--ready-file", file, ...sets], folder.path);
  const said = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let ready: { ws: string; http: string; pid: number } | undefined;
  while (!ready && !(await said.read()).done)
    ready = await Bun.file(file)
      .json()
      .catch(() => undefined);
  expect(ready).toEqual({
    ws: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+\/$/),
    http: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/),
    pid: child.pid,
  });
  const client = await connect(new URL(String(ready?.ws)));
  child.kill("SIGTERM");
  expect((await client.closed).code).toBe(1001);
  expect(await child.exited).toBe(0);
  expect(existsSync(file)).toBe(false);
});

test("a ready file that cannot be written ends the server with the reason", async () => {
  await using folder = await makeFolder();
  const args = ["serve", ...anyPort, "--ready-file", join(folder.path, "none/ready.json")];
  expect(await run(args, folder.path)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("Cannot write the addresses to"),
  });
});

test.each(["SIGHUP", "SIGINT", "SIGTERM"] as const)(
  "%s closes clients with 1001 and ends with 0",
  async (signal) => {
    await using folder = await makeFolder();
    await using server = await serve(folder.path);
    const me = await connect(server.url);
    await me.next("lifecycle");
    expect(await server.stop(signal)).toContain(`Stopping on ${signal}`);
    expect((await me.closed).code).toBe(1001);
    expect(server.process.exitCode).toBe(0);
  },
);

test("what is allowed but unwise is told by serve as by check", async () => {
  await using folder = await makeFolder();
  const sets = ["event.message_format=string", "heartbeat.enable=false", "ws.host=0.0.0.0"];
  const args = sets.flatMap((set) => ["--set", set]);
  const { stdout } = await run(["check", ...args], folder.path);
  const warnings = stdout.split("\n").flatMap((line) => /^but: (.*)$/.exec(line)?.slice(1) ?? []);
  expect(warnings).toHaveLength(3);
  await using server = await serve(folder.path, "data_dir=:memory:", ...sets);
  const log = await server.stop("SIGTERM");
  const logged = log
    .split("\n")
    .flatMap((line) => /\[WRN\] app {4}: (.*)$/.exec(line)?.slice(1) ?? []);
  expect(logged).toEqual(warnings);
});
