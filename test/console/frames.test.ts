import { expect, test } from "bun:test";

import type { FrameBatch, FrameText } from "../../src/console/telling.ts";
import type { Frame } from "../../src/frames.ts";
import { alice, bot, group, start } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";
import { serveWeb } from "../support/web.ts";

const on = "console.enable=true";

/** A page that follows all frames. */
async function look(server: TestServer, from = 1) {
  const stream = await server.connect("/console/stream");
  const seen: Frame[] = [];
  let batches = 0;
  let missed = 0;
  async function read(): Promise<void> {
    const telling = JSON.parse(await stream.nextText()) as FrameBatch | { type: "other" };
    if (telling.type !== "frames") return;
    seen.push(...telling.frames);
    batches++;
    missed += telling.missed;
  }
  stream.send({ type: "frames", from, isLive: true });
  return {
    stream,
    seen,
    missed: () => missed,
    /** Reads on until a frame was told. */
    async until(wanted: (frame: Frame) => boolean): Promise<Frame> {
      for (;;) {
        const found = seen.find(wanted);
        if (found) return found;
        await read();
      }
    },
    async first(): Promise<void> {
      while (batches === 0) await read();
    },
  };
}

test("a call and its reply, an event once a format with who got it, a frame that is no call", async () => {
  await using server = await start(on);
  const me = await server.as(bot);
  const other = await server.as(bot, { query: { message_format: "string" } });
  const she = await server.as(alice, { query: { seat: "1" } });
  await she.ask("send_group_msg", { group_id: group, message: "hello" });
  await other.next("message");
  me.send('{"action": "send_g');
  await me.nextText();
  await me.call("set_group_ban", { group_id: group, user_id: 1 });
  const page = await look(server);
  const failed = await page.until(({ retcode }) => retcode === 102);
  const name = "set_group_ban";
  const mine = [expect.objectContaining({ client: "default", path: "/", format: "array" })];
  expect(page.seen.find(({ id }) => id === failed.of)).toMatchObject({
    kind: "call",
    account: bot,
    name,
    parties: mine,
  });
  expect(failed).toMatchObject({ kind: "reply", name, ms: expect.any(Number), parties: mine });
  const refused = page.seen.find(({ kind }) => kind === "refused");
  expect(refused).toMatchObject({
    account: bot,
    text: '{"action": "send_g',
    retcode: 1400,
    reason: expect.stringContaining("This is not JSON"),
  });
  const events = page.seen.filter(
    ({ name: each, account }) => each === "message.group.normal" && account === bot,
  );
  expect(events.map(({ parties }) => parties.map(({ format }) => format))).toEqual([
    ["array"],
    ["string"],
  ]);
  const said = page.seen.find(({ kind, account }) => kind === "call" && account === alice);
  expect(said).toMatchObject({ parties: [{ client: "console", isSeat: true }] });
});

test("what went on before the page was opened is told, and then what comes", async () => {
  await using server = await start(on);
  const me = await server.as(bot);
  for (let n = 0; n < 500; n++) await me.call("get_status");
  const page = await look(server);
  await page.until(({ of }) => of === 1000);
  expect(page.seen).toHaveLength(1001);
  await me.call("get_version_info");
  await page.until(({ name }) => name === "get_version_info");
  expect(page.missed()).toBe(0);
});

test("a page that has some frames already is told the others only", async () => {
  await using server = await start(on);
  const me = await server.as(bot);
  await me.call("get_status");
  const page = await look(server, 3);
  await page.until(({ kind }) => kind === "reply");
  expect(page.seen.map(({ id }) => id)).toEqual([3]);
});

test("a text is told in part, and as far as it is kept to whoever asks for it", async () => {
  await using server = await start(on);
  const me = await server.as(bot);
  await me.call("send_group_msg", { group_id: group, message: "x".repeat(50_000) });
  const page = await look(server);
  const { id, text, size } = await page.until(({ kind }) => kind === "call");
  expect([text.length, size > 50_000]).toEqual([2000, true]);
  page.stream.send({ type: "frame", id });
  const whole = JSON.parse(await page.stream.nextText()) as FrameText;
  expect(whole).toMatchObject({ type: "frame", id });
  expect(whole.text).toHaveLength(16_384);
  page.stream.send({ type: "frame", id: 999_999 });
  expect(JSON.parse(await page.stream.nextText())).toMatchObject({ text: null });
});

test("frames by HTTP, what was posted and how that was answered are frames too", async () => {
  const reply = () => Response.json({ reply: "pong" });
  const bad = () => new Response("no", { status: 503 });
  await using web = serveWeb({ "/bot": reply, "/bad": bad });
  const [here, there] = ["bot", "bad"].map((path) => new URL(path, web.url).href);
  await using server = await start(
    on,
    "http_post.enable=true",
    `http_post.url="${here}"`,
    `http_post.target=[{url="${there}"}]`,
    "http_post.retries=0",
  );
  const she = await server.as(alice);
  await she.ask("send_private_msg", { user_id: bot, message: "ping" });
  await she.next("message");
  await fetch(new URL("/get_status", server.httpUrl));
  await fetch(new URL("/get_status", server.httpUrl), {
    method: "POST",
    body: "{",
    headers: { "content-type": "application/json" },
  });
  const page = await look(server);
  const refused = await page.until(({ kind }) => kind === "refused");
  expect(refused).toMatchObject({ text: "{", parties: [{ path: "/get_status" }] });
  const posted = page.seen.find(
    ({ name, parties: [one] }) => name === "message.private.friend" && one?.path === here,
  );
  const answer = page.seen.find(({ of }) => posted && of === posted.id);
  expect(answer).toMatchObject({ text: '{"reply":"pong"}', ms: expect.any(Number) });
  const lost = await page.until(({ reason }) => reason === "it answers 503");
  expect(lost).toMatchObject({ kind: "reply", parties: [{ path: there }] });
  const called = page.seen.filter(({ kind }) => kind === "call").map(({ name }) => name);
  expect(called).toEqual(expect.arrayContaining(["send_private_msg", "get_status"]));
});

test("nothing is kept where the console is off", async () => {
  await using server = await start("console.enable=false");
  expect((await fetch(server.url.href.replace(/^ws/, "http"))).status).toBe(426);
});

test("a page that wants what there is not is closed", async () => {
  await using server = await start(on);
  const { stream } = await look(server);
  stream.send({ type: "frames", from: -1, isLive: true });
  expect(await stream.closed).toMatchObject({ code: 1008 });
});

test("a page that follows frames while many pass is told the newest, and how many it missed", async () => {
  await using server = await start(on);
  const me = await server.as(bot);
  const page = await look(server);
  await page.first();
  const calls = 3000;
  for (let echo = 0; echo < calls; echo++) me.send({ action: "get_status", echo });
  // One greeting, and two frames a call.
  const next = 1 + 2 * calls;
  await page.until(({ id }) => id === next);
  expect(page.seen.length + page.missed()).toBe(next);
});
