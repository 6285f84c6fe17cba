import { expect, test } from "bun:test";
import { closeSync, constants, openSync, readSync } from "node:fs";
import { join } from "node:path";

import { LineWriter } from "../../src/log/writer.ts";
import { connect } from "../support/client.ts";
import { makeFolder } from "../support/folder.ts";

const main = new URL("../../src/main.ts", import.meta.url).pathname;
const note = (count: number) => `${count} lines were dropped\n`;

/** A pipe whose reader reads when we say so. */
async function makePipe(folder: string) {
  const path = join(folder, "pipe");
  await Bun.spawn(["mkfifo", path]).exited;
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(path, constants.O_WRONLY);
  const buffer = Buffer.alloc(65_536);
  const decoder = new TextDecoder();
  const read = () => {
    try {
      return decoder.decode(buffer.subarray(0, readSync(reader, buffer)), { stream: true });
    } catch {
      return "";
    }
  };
  const readUntil = async (wanted: RegExp) => {
    for (let text = ""; ;) {
      text += read();
      if (wanted.test(text)) return text;
      await Bun.sleep(1);
    }
  };
  const close = () => [reader, writer].forEach((descriptor) => closeSync(descriptor));
  return { writer, readUntil, [Symbol.dispose]: close };
}

test("lines past the bound are dropped and counted, the latest are kept", async () => {
  await using folder = await makeFolder();
  using pipe = await makePipe(folder.path);
  const log = new LineWriter(pipe.writer, note);
  for (let n = 0; n < 30_000; n++) log.write(`line ${n} ${"x".repeat(90)}\n`);
  const started = performance.now();
  await log.end(50);
  expect(performance.now() - started).toBeLessThan(2000);

  const lines = (await pipe.readUntil(/line 29999 x+\n/)).trimEnd().split("\n");
  const at = lines.findIndex((line) => line.endsWith("were dropped"));
  const numbers = lines.map((line) => Number(line.split(" ")[1]));
  expect(numbers.slice(0, at)).toEqual(Array.from({ length: at }, (_, n) => n));
  expect(lines[at]).toBe(note(30_000 - at - 32).trim());
  expect(numbers.slice(at + 1)).toEqual(Array.from({ length: 32 }, (_, n) => 29_968 + n));
  log.write("and on\n");
  expect(await pipe.readUntil(/on\n/)).toBe("and on\n");
  await log.end(1000);
});

test("a pipe that nobody reads holds up no call and no end; who reads later sees the count", async () => {
  await using folder = await makeFolder();
  using pipe = await makePipe(folder.path);
  const sets = ["ws.port=0", "data_dir=:memory:"].flatMap((set) => ["--set", set]);
  const server = Bun.spawn([process.execPath, main, "serve", ...sets], {
    cwd: folder.path,
    stdout: pipe.writer,
  });
  const [address = ""] = /ws:\/\/[\d.:]+/.exec(await pipe.readUntil(/call .*\n/)) ?? [];
  const come = async () => {
    const client = await connect(new URL("/api", address));
    client.close();
    await client.closed;
  };
  for (let round = 0; round < 100; round++) {
    await Promise.all(Array.from({ length: 80 }, come));
  }
  const client = await connect(new URL("/api", address));
  expect(await client.ask("get_status")).toMatchObject({ online: true });
  expect(await pipe.readUntil(/[\d,]+ lines were dropped[^]*connected/)).toContain("connected to");
  expect(await client.ask("get_status")).toMatchObject({ online: true });

  for (let round = 0; round < 20; round++) {
    await Promise.all(Array.from({ length: 80 }, come));
  }
  server.kill("SIGTERM");
  expect(await server.exited).toBe(0);
});
