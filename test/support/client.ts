/** A plain WebSocket client that remembers what it got and waits for what it wants. */

export type Json = Record<string, unknown>;

export interface Client {
  readonly socket: WebSocket;
  /** Fulfilled with the close code. */
  readonly closed: Promise<{ code: number; reason: string }>;
  send(frame: unknown): void;
  /** Sends a call and waits for the reply with its echo. */
  call(action: string, params?: unknown): Promise<Json>;
  /** The data of a call that must succeed. */
  ask<Data = Json>(action: string, params?: unknown): Promise<Data>;
  /** Waits for the next frame, which is taken as it is. */
  nextText(): Promise<string>;
  /** Waits for the next event of a post_type, notice_type or such, and drops those before it. */
  next(type?: string): Promise<Json>;
  /** Takes the frames that came and were not waited for. */
  take(): Json[];
  close(): void;
}

/** Opens a WebSocket. Rejects where the handshake is refused. */
export async function connect(url: URL, headers: Record<string, string> = {}): Promise<Client> {
  const socket = new WebSocket(url, { headers });
  const frames: string[] = [];
  let came = Promise.withResolvers<void>();
  let echo = 0;
  socket.addEventListener("message", ({ data }) => {
    frames.push(String(data));
    came.resolve();
    came = Promise.withResolvers();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.addEventListener("close", ({ code, reason }) => resolve({ code, reason }));
  });
  const opened = Promise.withResolvers<void>();
  socket.addEventListener("open", () => opened.resolve());
  socket.addEventListener("error", () => opened.reject(new Error(`Refused: ${url.href}`)));
  await opened.promise;

  async function waitFor(wanted: (text: string) => boolean): Promise<string> {
    for (;;) {
      const at = frames.findIndex(wanted);
      const [frame] = at < 0 ? [] : frames.splice(at, 1);
      if (frame !== undefined) return frame;
      const ended = await Promise.race([came.promise, closed]);
      if (ended && !frames.some(wanted)) throw new Error(`Closed with ${ended.code} while waiting`);
    }
  }

  const client: Client = {
    socket,
    closed,
    send: (frame) => socket.send(typeof frame === "string" ? frame : JSON.stringify(frame)),
    async call(action, params = {}) {
      const mine = `call-${++echo}`;
      client.send({ action, params, echo: mine });
      return JSON.parse(await waitFor((text) => text.includes(`"echo":"${mine}"`))) as Json;
    },
    async ask<Data>(action: string, params?: unknown) {
      const reply = await client.call(action, params);
      if (reply["status"] !== "ok") throw new Error(`${action}: ${JSON.stringify(reply)}`);
      return reply["data"] as Data;
    },
    nextText: () => waitFor(() => true),
    async next(type) {
      return JSON.parse(await waitFor((text) => type === undefined || isOf(text, type))) as Json;
    },
    take: () => frames.splice(0).map((text) => JSON.parse(text) as Json),
    close: () => socket.close(),
  };
  return client;
}

function isOf(text: string, type: string): boolean {
  return text.includes(`_type":"${type}"`);
}
