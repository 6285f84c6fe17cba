/** Troublemakers who take up connections, buffers and places in queues. */
import { connect } from "../support/client.ts";
import { bot } from "../support/server.ts";
import { Opcode, Peer, encodeFrame } from "./peer.ts";
import type { Troublemaker } from "./trouble.ts";

const listeners = 20;
const pendingCalls = 1024;
const clients = 1000;
const half = 4_000_000;

/** Listeners that are sent more than they read. */
export const stall: Troublemaker = {
  name: "stall",
  sets: ["limits.send_buffer_bytes=1000000"],
  async trouble({ url, alice }) {
    const peers = await Promise.all(
      Array.from({ length: listeners }, () => Peer.open(url, "/event")),
    );
    for (const { socket } of peers) socket.pause();
    for (let sent = 0; sent < 40; sent++) {
      await alice.ask("send_private_msg", { user_id: bot, message: "x".repeat(100_000) });
      await Bun.sleep(20);
    }
    for (const peer of peers) peer[Symbol.dispose]();
    return `${listeners} listeners left 4 MB each unread`;
  },
};

/** One who calls what takes long, so many times, without waiting. */
export function flood(calls: number): Troublemaker {
  const refusals = calls - pendingCalls;
  return {
    name: "flood",
    async prepare({ alice }) {
      await alice.ask(".sandbox.fault", { action: "get_login_info", delay_ms: 60_000 });
    },
    async trouble({ url }) {
      using peer = await Peer.open(url, "/api");
      const payload = '{"action":"get_login_info"}';
      const frame = encodeFrame({ opcode: Opcode.text, payload });
      const frames = Buffer.concat(Array.from({ length: 1000 }, () => frame));
      for (let sent = 0; sent < calls; sent += 1000) peer.send(frames);
      for (let refused = 0; refused < refusals;) {
        const answer = await peer.next();
        if (!answer) throw new Error("The connection ended");
        if (String(answer.payload).includes('"retcode":1429')) refused++;
      }
      return `${calls} slow calls, ${refusals} refused`;
    },
  };
}

/** Many who come at once. */
export const crowd: Troublemaker = {
  name: "crowd",
  async trouble({ url }) {
    const all = await Promise.all(Array.from({ length: clients }, () => connect(url)));
    for (const client of all) client.close();
    return `${clients} connections at once`;
  },
};

/** Peers that send the first half of a large frame and no more. */
export const halves: Troublemaker = {
  name: "halves",
  async trouble({ url }) {
    const peers = await Promise.all(Array.from({ length: 12 }, () => Peer.open(url, "/api")));
    const start = encodeFrame({
      opcode: Opcode.text,
      payload: Buffer.alloc(half, "x"),
      told: BigInt(2 * half),
    });
    for (const peer of peers) {
      await new Promise<void>((resolve) => void peer.socket.write(start, () => resolve()));
    }
    for (const peer of peers) peer[Symbol.dispose]();
    return "12 half frames of 4 MB";
  },
};

/** A bot that takes posts and answers none. */
export const webhook: Troublemaker = {
  name: "webhook",
  sets: ["http_post.url=SILENT"],
  async trouble({ callAll }) {
    const said = { user_id: bot, message: "x".repeat(10_000) };
    await callAll(
      "send_private_msg",
      Array.from({ length: 1500 }, () => said),
    );
    return "1500 events of 10 kB for a bot that answers no post";
  },
};

/** A message with pictures from a host that does not answer. */
export const downloads: Troublemaker = {
  name: "downloads",
  sets: ["sandbox.allow_private_addresses=true", "sandbox.download_timeout=3000"],
  victim: "posts",
  async trouble({ url, silent }) {
    using peer = await Peer.open(url, "/api");
    const message = Array.from({ length: 300 }, (_, n) => ({
      type: "image",
      data: { file: new URL(`/${n}.png`, silent).href },
    }));
    const params = { user_id: 20002, message };
    peer.send({
      opcode: Opcode.text,
      payload: JSON.stringify({ action: "send_private_msg", params }),
    });
    await Bun.sleep(4000);
    return "300 pictures from a host that does not answer (posts are measured)";
  },
};

/** Whoever started it does not read its log. */
export const log: Troublemaker = {
  name: "log",
  isLogRead: false,
  async trouble({ url }) {
    const coming = async () => {
      for (let n = 0; n < 1500; n++) (await connect(url)).close();
    };
    await Promise.race([coming(), Bun.sleep(5000)]);
    return "1500 connections while nobody reads the log";
  },
};
