/** Clients that misbehave on purpose, and what another client notices of it. */
import { connect } from "../support/client.ts";
import type { Client } from "../support/client.ts";
import { Opcode, Peer, encodeFrame } from "./peer.ts";

/** How long calls took, in milliseconds. */
export interface Latency {
  p50: number;
  p99: number;
}

/** Calls get_status one at a time, at most every millisecond, for a while. */
export async function measure(client: Client, calls: number): Promise<Latency> {
  const took: number[] = [];
  for (let n = 0; n < calls; n++) {
    const started = performance.now();
    await client.ask("get_status");
    took.push(performance.now() - started);
    await Bun.sleep(1);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.floor(took.length * share)] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

/** A client that was given events until its buffers were full, and never reads. */
export async function stall(url: URL, say: (message: string) => Promise<unknown>): Promise<Peer> {
  const peer = await Peer.open(url, "/event");
  peer.socket.pause();
  for (let sent = 0; sent < 40; sent++) await say("x".repeat(100_000));
  return peer;
}

/** What became of calls sent all at once. */
export interface Flood {
  /** Fulfilled when so many of them were refused with 1429. */
  refused: (count: number) => Promise<void>;
  close: () => void;
}

/** Sends calls to an action without waiting for any. */
export async function flood(url: URL, action: string, calls: number): Promise<Flood> {
  const peer = await Peer.open(url, "/api");
  const frame = encodeFrame({ opcode: Opcode.text, payload: JSON.stringify({ action }) });
  for (let sent = 0; sent < calls; sent += 1000) {
    peer.send(Buffer.concat(Array.from({ length: 1000 }, () => frame)));
  }
  let seen = 0;
  return {
    async refused(count) {
      while (seen < count) {
        const answer = await peer.next();
        if (!answer) throw new Error("The connection ended");
        if (String(answer.payload).includes('"retcode":1429')) seen++;
      }
    },
    close: () => peer[Symbol.dispose](),
  };
}

/** Opens connections, all at once. */
export async function crowd(url: URL, count: number): Promise<Client[]> {
  return Promise.all(Array.from({ length: count }, () => connect(new URL("/", url))));
}
