/** A disk that is wrong, full or taken: told with the remedy, and nothing on it is changed (SQLite). */
import { Database } from "bun:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { openDatabase } from "../../src/platforms/sandbox/tables/database.ts";
import { Store } from "../../src/platforms/sandbox/tables/store.ts";
import { retCodes } from "../../src/protocol/reply.ts";
import { connect } from "../support/client.ts";
import type { Client, Json } from "../support/client.ts";
import { makeFolder } from "../support/folder.ts";
import type { Folder } from "../support/folder.ts";
import { run, serve } from "../support/program.ts";
import { alice } from "../support/server.ts";

/** A disk of its own can be had by root on Linux only. */
const canMount =
  process.platform === "linux" && process.getuid?.() === 0 && (await mounts("size=1m"));

let folder: Folder;
beforeEach(async () => {
  folder = await makeFolder();
});
afterEach(() => folder[Symbol.asyncDispose]());

describe("at the start", () => {
  test.each([
    ["is no database", "nonsense ".repeat(1000), /move the file away/],
    ["is cut short", damage((bytes) => bytes.slice(0, 6000)), /move the file away/],
    [
      "has a page overwritten",
      damage((bytes) => bytes.fill(0xff, 4096, 12_288)),
      /move the file away/,
    ],
    ["is large, and damaged outside its messages", damageLarge, /move the file away/],
    ["is of another format", alter("PRAGMA user_version = 99"), /format 99.*move the file away/],
  ] as [string, string | ((file: string) => Promise<void>), RegExp][])(
    "a database that %s",
    async (_, content, remedy) => {
      const file = join(folder.path, "data", "sandbox.db");
      if (typeof content === "string") await Bun.write(file, content);
      else {
        await makeWorld();
        await content(file);
      }
      const before = await contents();
      expect(await fails()).toMatch(remedy);
      expect(await contents()).toEqual(before);
    },
  );

  test("a database that another instance uses", async () => {
    await using first = await serve(folder.path);
    const me = await connect(first.url);
    const said = await me.ask("send_private_msg", { user_id: alice, message: "hello" });
    expect(await fails()).toMatch(/another onebot uses this data_dir: .*--set data_dir=/);
    expect(await me.ask("get_msg", said)).toMatchObject({ raw_message: "hello" });
    expect(await me.call("send_private_msg", { user_id: alice, message: "on" })).toMatchObject({
      status: "ok",
    });
  });

  test.each([
    ["is a file", "taken"],
    ["is below a file", "taken/data"],
    ["cannot be made", "/proc/onebot-test"],
  ])("a data_dir that %s", async (_, path) => {
    await Bun.write(join(folder.path, "taken"), "mine");
    const before = await contents();
    expect(await fails(`data_dir="${path}"`)).toMatch(/choose another folder.*--set data_dir=/);
    expect(await contents()).toEqual(before);
  });

  test.skipIf(!canMount)("a data_dir that can only be read", async () => {
    await makeWorld();
    const path = join(folder.path, "read-only");
    await using disk = await mount(path, "size=1m");
    await Bun.$`cp ${join(folder.path, "data", "sandbox.db")} ${path}`;
    await disk.remount("ro");
    const before = await contents();
    expect(await fails('data_dir="read-only"')).toMatch(/choose another folder.*--set data_dir=/);
    expect(await fails('data_dir="read-only/new"')).toMatch(
      /choose another folder.*--set data_dir=/,
    );
    expect(await contents()).toEqual(before);
  });
});

test.skipIf(!canMount)("a full disk at the start", async () => {
  await using _disk = await mount(join(folder.path, "data"), "size=64k");
  await fill(join(folder.path, "data", "ballast"));
  expect(await fails()).toMatch(/make room.*--set data_dir=/);
});

describe("while it runs", () => {
  test.skipIf(!canMount)("on a full disk writes are refused and reads go on", async () => {
    const path = join(folder.path, "data");
    await using _disk = await mount(path, "size=2m");
    const ballast = join(path, "ballast");
    await using server = await serve(folder.path);
    const me = await connect(new URL("/api", server.url));
    const said = await me.ask("send_private_msg", { user_id: alice, message: "before" });
    await fill(ballast);
    const refused = await sayUntilRefused(me);
    expect(refused).toMatchObject({
      retcode: retCodes.notPermitted[0],
      message: expect.stringContaining("full"),
    });
    const file = `base64://${Buffer.alloc(1_000_000, 1).toString("base64")}`;
    expect(
      await me.call("send_private_msg", {
        user_id: alice,
        message: [{ type: "image", data: { file } }],
      }),
    ).toMatchObject({ retcode: retCodes.notPermitted[0] });
    expect(await readdir(join(path, "media")).catch(() => [])).toEqual([]);
    expect(await me.ask("get_msg", said)).toMatchObject({ raw_message: "before" });
    expect(await me.ask("get_group_list")).toBeArray();
    await Bun.file(ballast).delete();
    const after = await me.ask("send_private_msg", { user_id: alice, message: "after" });
    server.process.kill("SIGKILL");
    await server.process.exited;
    await using again = await serve(folder.path);
    const me2 = await connect(new URL("/api", again.url));
    expect(await me2.ask("get_msg", said)).toMatchObject({ raw_message: "before" });
    expect(await me2.ask("get_msg", after)).toMatchObject({ raw_message: "after" });
  });

  test.skipIf(!canMount)("an import that finds no room leaves the old world whole", async () => {
    const path = join(folder.path, "data");
    await using _disk = await mount(path, "size=8m");
    await using server = await serve(folder.path);
    const me = await connect(new URL("/api", server.url));
    const old = await worldOf(me, { pictures: 3, bytes: 100_000 });
    await using elsewhere = await serve(folder.path, 'data_dir=":memory:"');
    const other = await connect(new URL("/api", elsewhere.url));
    const document = await worldOf(other, { pictures: 20, bytes: 500_000 });
    expect(await me.call(".sandbox.import", { document: JSON.stringify(document) })).toMatchObject({
      retcode: retCodes.notPermitted[0],
      message: expect.stringContaining("ENOSPC"),
    });
    expect(await me.ask(".sandbox.export")).toEqual(old);
    expect(await readdir(join(path, "media"))).toHaveLength(3);
    expect(await me.call("send_private_msg", { user_id: alice, message: "on" })).toMatchObject({
      status: "ok",
    });
  });

  test.skipIf(!canMount)("what puts a world aside or in another's place fails whole", async () => {
    const path = join(folder.path, "data");
    await using _disk = await mount(path, "size=4m");
    const ballast = join(path, "ballast");
    await using server = await serve(folder.path);
    const me = await connect(new URL("/api", server.url));
    for (let n = 0; n < 5; n++)
      await me.ask("send_private_msg", { user_id: alice, message: "x".repeat(100_000) });
    await me.ask(".sandbox.snapshot", { name: "before" });
    const old = await me.ask(".sandbox.export");
    await fill(ballast);
    const calls = [
      [".sandbox.snapshot", { name: "more" }],
      [".sandbox.restore", { name: "before" }],
      [".sandbox.import", { document: old }],
    ] as const;
    for (const [action, params] of calls) {
      expect({ action, reply: await me.call(action, params) }).toMatchObject({
        action,
        reply: { retcode: retCodes.notPermitted[0], message: expect.stringContaining("full") },
      });
      expect(await me.ask(".sandbox.export")).toEqual(old);
    }
    expect(await me.ask(".sandbox.list_snapshots")).toMatchObject({
      snapshots: [{ name: "before" }],
    });
    await Bun.file(ballast).delete();
    for (const [action, params] of calls)
      expect(await me.call(action, params)).toMatchObject({ retcode: 0 });
  });

  test("a unit of work that finds no room is undone, and the next one works", async () => {
    using store = new Store(openDatabase(join(folder.path, "data"), () => undefined));
    const put = (key: string, size: number) =>
      store.write(() => store.db.run("INSERT INTO setting VALUES (?, ?)", [key, "x".repeat(size)]));
    const keys = () =>
      store.db.query<{ key: string }, []>("SELECT key FROM setting WHERE key LIKE 'test%'").all();
    await put("test 1", 10);
    const pages = store.db.query<{ page_count: number }, []>("PRAGMA page_count").get();
    store.db.run(`PRAGMA max_page_count = ${pages?.page_count}`);
    const outcomes = await Promise.allSettled([put("test 2", 1_000_000), put("test 3", 1)]);
    expect(outcomes[0]).toMatchObject({
      status: "rejected",
      reason: { code: "notPermitted", message: expect.stringContaining("full") },
    });
    expect(keys()).not.toContainEqual({ key: "test 2" });
    expect(keys().some(({ key }) => key === "test 3")).toBe(outcomes[1].status === "fulfilled");
    store.db.run("PRAGMA max_page_count = 1000000");
    await put("test 2", 1_000_000);
    expect(keys()).toContainEqual({ key: "test 2" });
  });
});

/** Starts the program, which must not start, and gives what it says. */
async function fails(...sets: string[]): Promise<string> {
  const overrides = ["ws.port=0", "http.port=0", ...sets].flatMap((set) => ["--set", set]);
  const { code, stderr } = await run(["serve", ...overrides], folder.path);
  expect(code).toBe(1);
  return stderr;
}

/** Makes a database and ends in order, so that it is one file. */
async function makeWorld(): Promise<void> {
  await using server = await serve(folder.path);
  server.process.kill("SIGTERM");
  await server.process.exited;
}

function damage(change: (bytes: Uint8Array) => Uint8Array) {
  return async (file: string) => void (await Bun.write(file, change(await Bun.file(file).bytes())));
}

function alter(sql: string) {
  return (file: string) => {
    using db = new Database(file);
    db.run(sql);
    return Promise.resolve();
  };
}

/** Makes the messages so many that not all of them are looked at, and spoils a table that no start reads. */
async function damageLarge(file: string): Promise<void> {
  const { page, size } = enlarge(file);
  await damage((bytes) => bytes.fill(0xff, (page - 1) * size, page * size))(file);
}

/** Gives the first page of the table of conversations, and how large pages are. */
function enlarge(file: string): { page: number; size: number } {
  using db = new Database(file, { strict: true });
  const insert = db.query("INSERT INTO message (time, user_id, segments) VALUES (0, 1, ?)");
  for (let n = 0; n < 40; n++) insert.run("x".repeat(1024 ** 2));
  const page = db
    .query<{ rootpage: number }, []>("SELECT rootpage FROM sqlite_master WHERE name = 'forward'")
    .get();
  const size = db.query<{ page_size: number }, []>("PRAGMA page_size").get();
  db.run("PRAGMA wal_checkpoint(TRUNCATE)");
  return { page: page?.rootpage ?? 0, size: size?.page_size ?? 0 };
}

/** Every file below the folder, by a digest of its bytes. */
async function contents(): Promise<Record<string, string>> {
  const entries = await readdir(folder.path, { recursive: true, withFileTypes: true });
  const digests = entries
    .filter((entry) => entry.isFile())
    .map(async ({ parentPath, name }): Promise<[string, string]> => {
      const path = join(parentPath, name);
      return [path, String(Bun.hash(await Bun.file(path).bytes()))];
    });
  return Object.fromEntries(await Promise.all(digests));
}

/** A world in which pictures were sent, as it is written out. */
async function worldOf(
  me: Client,
  { pictures, bytes }: { pictures: number; bytes: number },
): Promise<Json> {
  for (let n = 0; n < pictures; n++) {
    const file = `base64://${Buffer.alloc(bytes, n + 1).toString("base64")}`;
    await me.ask("send_private_msg", {
      user_id: alice,
      message: { type: "image", data: { file } },
    });
  }
  return await me.ask(".sandbox.export");
}

async function sayUntilRefused(me: Client): Promise<unknown> {
  for (let said = 0; said < 10_000; said++) {
    const reply = await me.call("send_private_msg", { user_id: alice, message: "x".repeat(500) });
    if (reply["status"] !== "ok") return reply;
  }
  throw new Error("The disk is never full");
}

async function fill(path: string): Promise<void> {
  await Bun.$`dd if=/dev/zero of=${path} bs=4096`.nothrow().quiet();
}

interface Disk extends AsyncDisposable {
  remount(options: string): Promise<void>;
}

/** A small disk in memory. */
async function mount(path: string, options: string): Promise<Disk> {
  await Bun.$`mkdir -p ${path} && mount -t tmpfs -o ${options} tmpfs ${path}`;
  return {
    remount: async (changed) => void (await Bun.$`mount -o remount,${changed} ${path}`),
    [Symbol.asyncDispose]: async () => void (await Bun.$`umount -l ${path}`),
  };
}

async function mounts(options: string): Promise<boolean> {
  await using place = await makeFolder();
  try {
    await using _disk = await mount(join(place.path, "disk"), options);
    return true;
  } catch {
    return false;
  }
}
