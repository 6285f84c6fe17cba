/** Events come without a gap until the connection ends, however a client reads. */
import { expect, test } from "bun:test";

import fc from "fast-check";

import { alice, bot, start } from "../support/server.ts";
import { Opcode, Peer } from "./peer.ts";

const seed = 20_061_109;
const patterns = 200;
const atOnce = 20;
const events = 48;
const limit = 65_536;

/** For how many events a client reads, or does not; the kernel holds some thirty of the largest. */
type Pattern = { reads: boolean; events: number }[];
const pattern = fc.array(
  fc.record({ reads: fc.boolean(), events: fc.integer({ min: 1, max: events }) }),
  { minLength: 1, maxLength: 8 },
);
const sizes = fc.integer({ min: 0, max: 200_000 });

test(`${patterns} clients that stall and go on get every event up to their end`, async () => {
  await using server = await start(
    `limits.send_buffer_bytes=${limit}`,
    `limits.reply_bytes=${limit}`,
  );
  const she = await server.as(alice);
  const samples = fc.sample(pattern, { seed, numRuns: patterns });
  const ends = { kept: 0, closed: 0 };
  for (let first = 0; first < patterns; first += atOnce) {
    const readers = await Promise.all(
      samples.slice(first, first + atOnce).map((each) => Reader.open(server.url, each)),
    );
    const lengths = fc.sample(sizes, { seed: seed + first, numRuns: events });
    for (const [n, length] of lengths.entries()) {
      for (const reader of readers) reader.step(n);
      await she.ask("send_private_msg", { user_id: bot, message: `${n} ${"x".repeat(length)}` });
    }
    for (const reader of readers) {
      const got = await reader.finish();
      expect(got).toEqual(got.map((_, n) => n));
      ends[got.length === events ? "kept" : "closed"]++;
    }
    expect(await she.ask("get_login_info")).toMatchObject({ user_id: alice });
  }
  // Else the patterns would prove nothing.
  expect(ends.kept).toBeGreaterThan(patterns / 10);
  expect(ends.closed).toBeGreaterThan(patterns / 10);
}, 60_000);

test("a client that never reads again is closed while it stalls, and counted", async () => {
  await using server = await start(
    `limits.send_buffer_bytes=${limit}`,
    `limits.reply_bytes=${limit}`,
  );
  const she = await server.as(alice);
  using peer = await Peer.open(server.url, "/event");
  await peer.next();
  peer.socket.pause();
  const stalled = async () =>
    (await she.ask<{ stat: { stalled: number } }>("get_status")).stat.stalled;
  let sent = 0;
  while ((await stalled()) === 0 && sent < 200) {
    await she.ask("send_private_msg", { user_id: bot, message: `${sent++} ${"x".repeat(99_000)}` });
  }
  expect(await stalled()).toBe(1);
  const got = await numbers(peer);
  expect(got).toEqual(got.map((_, n) => n));
  expect(got.length).toBeLessThan(sent);
}, 20_000);

/** A client that reads as its pattern says. */
class Reader {
  readonly #peer: Peer;
  readonly #reads: boolean[];

  private constructor(peer: Peer, reads: boolean[]) {
    this.#peer = peer;
    this.#reads = reads;
  }

  static async open(url: URL, steps: Pattern): Promise<Reader> {
    const peer = await Peer.open(url, "/event");
    await peer.next();
    const reads = steps.flatMap((step) => Array.from({ length: step.events }, () => step.reads));
    return new Reader(peer, reads);
  }

  /** Pauses or resumes, as it is due before an event. */
  step(event: number): void {
    if (this.#reads[event % this.#reads.length]) this.#peer.socket.resume();
    else this.#peer.socket.pause();
  }

  /** The numbers of the events that came. */
  async finish(): Promise<number[]> {
    using peer = this.#peer;
    return numbers(peer, events - 1);
  }
}

/** The numbers of the events that come, up to the last one or the end of the connection. */
async function numbers(peer: Peer, last = Infinity): Promise<number[]> {
  const seen: number[] = [];
  peer.socket.resume();
  while (seen.at(-1) !== last) {
    const frame = await peer.next();
    if (!frame || frame.opcode === Opcode.close) break;
    const { raw_message } = JSON.parse(String(frame.payload)) as { raw_message: string };
    seen.push(Number.parseInt(raw_message, 10));
  }
  return seen;
}
