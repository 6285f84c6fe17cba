/** Load, and what it shows: how much a server does, and how long it takes. */
import { Opcode, encodeFrame } from "../resilience/peer.ts";
import { Wire } from "./wire.ts";
import type { WireOptions } from "./wire.ts";

export interface Load {
  /** What each connection sends, over and over: each of these is one call. */
  messages: readonly Uint8Array[];
  connections: number;
  /** Calls of one connection that wait for their answers at any time. */
  inFlight: number;
  /** How long is measured. */
  seconds: number;
  count?: WireOptions["count"];
}

/** A call, ready to be sent. */
export function frame(call: unknown): Uint8Array {
  return encodeFrame({ opcode: Opcode.text, payload: JSON.stringify(call) });
}

/** Calls answered a second. */
export async function throughput(url: URL, load: Load): Promise<number> {
  let answered = 0;
  let isOver = false;
  const drains: Promise<void>[] = [];
  const wires = await Promise.all(
    Array.from({ length: load.connections }, async () => {
      const { batch, all } = repeat(load.messages, load.inFlight);
      const drained = Promise.withResolvers<void>();
      drains.push(drained.promise);
      let waiting = load.inFlight;
      const wire = await open(url, load, (count) => {
        answered += count;
        if (!isOver) wire.send(batch(count));
        else if ((waiting -= count) === 0) drained.resolve();
      });
      return { wire, all };
    }),
  );
  const from = { answered, at: performance.now() };
  for (const { wire, all } of wires) wire.send(all);
  await Bun.sleep(load.seconds * 1000);
  const rate = (answered - from.answered) / ((performance.now() - from.at) / 1000);
  isOver = true;
  await Promise.all(drains);
  for (const { wire } of wires) wire[Symbol.dispose]();
  return rate;
}

/** The median time of a call made alone, in microseconds. */
export async function latency(
  url: URL,
  { messages, seconds, count }: Omit<Load, "connections" | "inFlight">,
): Promise<number> {
  const took: number[] = [];
  let came = Promise.withResolvers<void>();
  using wire = await open(url, { count }, () => came.resolve());
  const end = performance.now() + seconds * 1000;
  for (let at = 0, now = performance.now(); now < end; at++) {
    came = Promise.withResolvers();
    wire.send(messages[at % messages.length] ?? new Uint8Array());
    await came.promise;
    const then = now;
    now = performance.now();
    took.push((now - then) * 1000);
  }
  return median(took);
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

function open(
  url: URL,
  { count }: Pick<Load, "count">,
  onMessages: (count: number) => void,
): Promise<Wire> {
  return Wire.open(url, { onMessages, ...(count && { count }) });
}

/** Messages one after the other, in as few writes as answers came. */
function repeat(
  messages: readonly Uint8Array[],
  inFlight: number,
): { batch: (count: number) => Uint8Array; all: Uint8Array } {
  // Twice the round, so that a batch may begin anywhere in it.
  const round = Math.max(messages.length, 1);
  const line = Array.from({ length: round + inFlight }, (_, n) => messages[n % round] ?? empty);
  const bytes = Buffer.concat(line);
  const starts = [0];
  for (const message of line) starts.push((starts.at(-1) ?? 0) + message.length);
  let next = 0;
  const batch = (count: number) => {
    const part = bytes.subarray(starts[next], starts[next + count]);
    next = (next + count) % round;
    return part;
  };
  return { batch, all: batch(inFlight) };
}
const empty = new Uint8Array();
