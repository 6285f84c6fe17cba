/** Clients that come, misbehave and go, again and again. */
import { once } from "node:events";
import { connect } from "node:net";

import { handshake } from "../support/http.ts";
import { Opcode, Peer, encodeFrame, ofClose } from "./peer.ts";

const status = encodeFrame({ opcode: Opcode.text, payload: '{"action":"get_status"}' });

type Random = (bound: number) => number;
type Way = (url: URL, random: Random) => Promise<void>;

/** What such a client may do; fulfilled when it has left. */
const ways: readonly Way[] = [
  call,
  listen,
  stall,
  reset,
  breakOff,
  breakOffEarly,
  offend,
  waitInVain,
  queueUp,
];

/** Misbehaves in one way after the other until the signal comes; gives how often. */
export async function runRough(
  url: URL,
  { random, signal }: { random: Random; signal: AbortSignal },
): Promise<number> {
  let times = 0;
  while (!signal.aborted) {
    await (ways[random(ways.length)] ?? call)(url, random);
    times++;
    await Bun.sleep(random(300));
  }
  return times;
}

async function call(url: URL, random: Random): Promise<void> {
  using peer = await Peer.open(url, "/api");
  const calls = 1 + random(50);
  peer.send(...Array.from({ length: calls }, () => status));
  for (let answered = 0; answered < calls; answered++) {
    if (!(await peer.next())) throw new Error("The connection ended before a call was answered");
  }
  peer.send(ofClose(1000));
  await peer.ended;
}

async function listen(url: URL, random: Random): Promise<void> {
  using peer = await Peer.open(url, "/event");
  for (let events = random(500); events > 0; events--) await peer.next();
}

async function stall(url: URL, random: Random): Promise<void> {
  using peer = await Peer.open(url, "/");
  peer.socket.pause();
  peer.send(...Array.from({ length: random(1000) }, () => status));
  await Bun.sleep(random(5000));
}

async function reset(url: URL, random: Random): Promise<void> {
  using peer = await Peer.open(url, "/");
  peer.send(status);
  await Bun.sleep(random(50));
  peer.socket.resetAndDestroy();
}

async function breakOff(url: URL, random: Random): Promise<void> {
  using peer = await Peer.open(url, "/");
  peer.send(status.subarray(0, random(status.length)));
  await Bun.sleep(random(1000));
}

async function breakOffEarly(url: URL, random: Random): Promise<void> {
  const socket = connect(Number(url.port), url.hostname);
  socket.on("error", () => undefined);
  await once(socket, "connect");
  const request = handshake("/");
  socket.write(request.slice(0, random(request.length)));
  await Bun.sleep(random(1000));
  socket.destroy();
}

async function offend(url: URL, random: Random): Promise<void> {
  using peer = await Peer.open(url, "/event");
  peer.send({ opcode: Opcode.text, payload: "x", rsv: 1 + random(7) });
  await peer.ended;
}

async function waitInVain(url: URL, random: Random): Promise<void> {
  using peer = await Peer.open(url, "/api");
  const params = { call: { action: "never" }, timeout_ms: 600_000 };
  const payload = JSON.stringify({ action: ".sandbox.wait", params });
  peer.send(...Array.from({ length: random(20) }, () => ({ opcode: Opcode.text, payload })));
  await Bun.sleep(random(1000));
}

async function queueUp(url: URL, random: Random): Promise<void> {
  using peer = await Peer.open(url, "/api");
  const payload = '{"action":"get_status_rate_limited"}';
  peer.send(...Array.from({ length: 1 + random(9) }, () => ({ opcode: Opcode.text, payload })));
  await peer.next();
}
