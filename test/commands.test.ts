import { expect, test } from "bun:test";
import { join } from "node:path";

import { version } from "../package.json";
import { connect } from "./support/client.ts";
import type { Client } from "./support/client.ts";
import { makeFolder } from "./support/folder.ts";
import { run, serve } from "./support/program.ts";
import { alice, bot } from "./support/server.ts";

test("--version and --help answer for the program and each command", async () => {
  expect(await run(["--version"], ".")).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  for (const command of ["serve", "check", "init", "call", "tail", "why", "docs"]) {
    const { code, stdout } = await run([command, "--help"], ".");
    expect({ command, code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("Usage: onebot"),
    });
  }
});

test("an unknown command or option is told with the nearest, and exit code 2", async () => {
  expect(await run(["sevre"], ".")).toMatchObject({
    code: 2,
    stderr: "There is no command sevre; did you mean serve?\n",
  });
  expect(await run(["start"], ".")).toMatchObject({
    code: 2,
    stderr: "There is no command start; did you mean serve?\n",
  });
  expect(await run(["check", "--nope"], ".")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--nope"),
  });
});

test("init writes the configuration once, and check finds it right", async () => {
  await using folder = await makeFolder();
  expect(await run(["init"], folder.path)).toMatchObject({ code: 0 });
  expect(await run(["check"], folder.path)).toMatchObject({
    code: 0,
    stdout: "onebot.toml is right\n",
  });
  await Bun.write(join(folder.path, "onebot.toml"), "[ws]\nprot = 1\n");
  expect(await run(["init"], folder.path)).toMatchObject({ code: 1 });
  expect(await run(["check"], folder.path)).toEqual({
    code: 1,
    stdout: "",
    stderr: "onebot.toml:2: ws.prot is not a known key; did you mean ws.port?\n",
  });
  expect(await run(["serve"], folder.path)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("ws.prot"),
  });
});

test("a configuration that is named must exist; without any, the built-in one serves", async () => {
  await using folder = await makeFolder();
  expect(await run(["check", "-c", "nope.toml"], folder.path)).toMatchObject({
    code: 1,
    stderr: "Cannot read nope.toml: onebot init writes one\n",
  });
  expect(await run(["check"], folder.path)).toMatchObject({
    code: 0,
    stdout: "the built-in configuration is right\n",
  });
});

test("call acts as anybody, and tells data and failures", async () => {
  await using folder = await makeFolder();
  await using server = await serve(folder.path);
  const call = (...args: string[]) => run(["call", "--url", server.url.href, ...args], folder.path);
  const me = await connect(new URL("/event", server.url));
  await me.next("lifecycle");

  const said = await call(
    "--as",
    String(alice),
    "send_private_msg",
    `user_id=${bot}`,
    "message=hello",
  );
  expect(said).toMatchObject({ code: 0, stdout: expect.stringContaining('"message_id": 1') });
  expect(await me.next("message")).toMatchObject({ user_id: alice, raw_message: "hello" });

  const json = JSON.stringify({ user_id: bot, message: [{ type: "face", data: { id: 1 } }] });
  expect(await call("--as", String(alice), "send_private_msg", json)).toMatchObject({ code: 0 });
  expect(await me.next("message")).toMatchObject({ raw_message: "[CQ:face,id=1]" });

  await call(
    "--as",
    String(alice),
    "send_private_msg",
    `user_id=${bot}`,
    "message=12345678901234567890",
  );
  expect(await me.next("message")).toMatchObject({ raw_message: "12345678901234567890" });

  expect(await call("get_msg", "message_id=99")).toEqual({
    code: 1,
    stdout: "",
    stderr: "get_msg failed with 102: There is no message 99\n",
  });
  expect(await call("--as", "99", "get_status")).toMatchObject({
    code: 3,
    stderr: expect.stringContaining("404 There is no account 99"),
  });
});

test("tail shows events", async () => {
  await using folder = await makeFolder();
  await using server = await serve(folder.path);
  const main = new URL("../src/main.ts", import.meta.url).pathname;
  const tail = Bun.spawn([process.execPath, main, "tail", "--url", server.url.href], {
    stdout: "pipe",
  });
  const lines = tail.stdout.getReader();
  const line = async () =>
    JSON.parse(new TextDecoder().decode((await lines.read()).value)) as unknown;
  expect(await line()).toMatchObject({ sub_type: "connect" });
  const she = await connect(new URL(`/?self_id=${alice}`, server.url));
  await she.ask("send_private_msg", { user_id: bot, message: "hello" });
  expect(await line()).toMatchObject({ raw_message: "hello" });
  tail.kill();
  await tail.exited;
});

test("SIGTERM closes clients with 1001 and ends with 0", async () => {
  await using folder = await makeFolder();
  await using server = await serve(folder.path);
  const me = await connect(server.url);
  await me.next("lifecycle");
  server.process.kill("SIGTERM");
  expect((await me.closed).code).toBe(1001);
  expect(await server.process.exited).toBe(0);
});

test("a taken port and a taken data folder are told with a remedy", async () => {
  await using folder = await makeFolder();
  await using server = await serve(folder.path);
  const port = await run(
    ["serve", "--set", `ws.port=${server.url.port}`, "--set", 'data_dir=":memory:"'],
    folder.path,
  );
  expect(port).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/Cannot listen on .* --set ws\.port=\d+/),
  });
  const data = await run(["serve", "--set", "ws.port=0"], folder.path);
  expect(data).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("another onebot uses this data_dir"),
  });
});

test("a bot who is not in the world that is there is told with a remedy", async () => {
  await using folder = await makeFolder();
  await (await serve(folder.path)).stop("SIGTERM");
  const stranger = ["serve", "--set", "ws.port=0", "--set", "sandbox.self_id=777"];
  expect(await run(stranger, folder.path)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("sandbox.self_id is 777"),
  });
});

test("what was answered ok survives kill -9, and no id is used twice", async () => {
  await using folder = await makeFolder();
  const kept = new Map<number, string>();
  let answered = 0;
  for (let round = 0; round < 5; round++) {
    await using server = await serve(folder.path);
    const she = await connect(new URL(`/api?self_id=${alice}`, server.url));
    for (const [message_id, raw_message] of kept) {
      expect(await she.ask("get_msg", { message_id })).toMatchObject({ raw_message });
    }
    const until = answered + 20;
    she.socket.addEventListener("message", ({ data }) => {
      const reply = JSON.parse(String(data)) as { data: { message_id: number }; echo: string };
      kept.set(reply.data.message_id, reply.echo);
      if (++answered === until) server.process.kill("SIGKILL");
    });
    for (let n = 0; n < 100; n++) {
      const message = `message ${round}.${n}`;
      she.send({ action: "send_private_msg", params: { user_id: bot, message }, echo: message });
      if (n % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await she.closed;
  }
  expect(kept.size).toBe(answered);
  expect(answered).toBeGreaterThanOrEqual(100);
});

test("set_restart starts again from a fresh configuration, on the same port", async () => {
  await using folder = await makeFolder();
  await run(["init"], folder.path);
  await using server = await serve(folder.path);
  const file = join(folder.path, "onebot.toml");
  const toml = await Bun.file(file).text();
  const restart = async () => {
    const me = await connect(server.url);
    await me.next("lifecycle");
    expect(await me.call("set_restart")).toMatchObject({ status: "async", retcode: 1, data: null });
    return me;
  };

  await Bun.write(file, toml.replace('message_format = "array"', 'message_format = "string"'));
  expect((await (await restart()).closed).code).toBe(1001);
  const [me, she] = await Promise.all([
    reconnect(server.url),
    reconnect(new URL(`/?self_id=${alice}`, server.url)),
  ]);
  await she.ask("send_private_msg", { user_id: bot, message: "[CQ:face,id=1]" });
  expect(await me.next("message")).toMatchObject({ message: "[CQ:face,id=1]" });

  await using taken = await serve(folder.path, 'data_dir=":memory:"');
  const crowded = `${toml}\n`.replace("[admin]\nenable = false", "[admin]\nenable = true");
  await Bun.write(file, crowded.replace(/port = 6701/, `port = ${taken.url.port}`));
  for (let tries = 0; tries < 2; tries++) {
    const before = await restart();
    expect((await before.closed).code).toBe(1001);
    await reconnect(server.url);
  }

  await Bun.write(file, "[ws]\nport = = 1");
  const still = await restart();
  expect(await still.ask("get_status")).toMatchObject({ online: true });
  expect(await still.ask("get_status")).toMatchObject({ online: true });
});

/** Connects as soon as the server listens again; a second of tries is plenty. */
async function reconnect(url: URL): Promise<Client> {
  for (let tries = 0; tries < 100; tries++) {
    const client = await connect(url).catch(() => undefined);
    if (client) return client;
    await Bun.sleep(10);
  }
  throw new Error("It did not come back within a second");
}
