/** Finds peers that are gone: Bun's idle timer does not, as every send resets it (RFC 6455, section 5.5.2). */
import { logger } from "../log.ts";
import type { Socket } from "./topics.ts";

const allowedMisses = 2;

const log = logger("ws");

/** Pings every connection each `interval` milliseconds, and ends those that twice gave no sign of life. */
export function startPings(sockets: Iterable<Socket>, interval: number): Disposable {
  const timer = setInterval(() => {
    for (const socket of sockets) {
      if (socket.data.missedPings++ < allowedMisses) {
        socket.ping("?");
        continue;
      }
      const { address, path } = socket.data;
      log.warning("{address} on {path} is gone: it answered none of {allowedMisses} pings", {
        address,
        path,
        allowedMisses,
      });
      socket.data.end = "dead";
      socket.terminate();
    }
  }, interval);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
