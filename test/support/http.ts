/** Requests and handshakes as raw text, for what no WebSocket client would send. */
import { connect } from "node:net";

/** Sends raw bytes and gives everything that comes back until the peer closes or `until` is seen. */
export async function exchange(url: URL, request: string, until = /\r\n\r\n/): Promise<string> {
  const socket = connect(Number(url.port), url.hostname);
  let answer = "";
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  socket.on("data", (data) => {
    answer += data.toString("latin1");
    if (until.test(answer)) resolve(answer);
  });
  socket.on("error", reject);
  socket.on("close", () => resolve(answer));
  socket.write(request);
  try {
    return await promise;
  } finally {
    socket.destroy();
  }
}

/** A WebSocket handshake; `headers` are added, or replace those of the same name. */
export function handshake(path: string, headers: Record<string, string> = {}): string {
  const all = {
    Host: "127.0.0.1",
    Upgrade: "websocket",
    Connection: "Upgrade",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13",
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`;
}

/** The status a handshake is answered with. */
export async function statusOf(
  url: URL,
  path: string,
  headers?: Record<string, string>,
): Promise<number> {
  const answer = await exchange(url, handshake(path, headers));
  return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
}
