/** A bot that is dialled or posted to: a server of the bot's own. */
import type { ServerWebSocket } from "bun";

import type { Json } from "./client.ts";

/** One event as it was posted. */
export interface Posted {
  headers: Headers;
  body: string;
}

export interface Bot extends AsyncDisposable {
  readonly port: number;
  readonly posts: Inbox<Posted>;
  readonly frames: Inbox<string>;
  /** The headers of each handshake. */
  readonly handshakes: Inbox<Headers>;
  /** The connections that are open. */
  readonly sockets: Set<ServerWebSocket>;
  send(frame: unknown): void;
}

/** What came and was not taken yet. */
export class Inbox<Item> {
  readonly #items: Item[] = [];
  readonly #waiting: ((item: Item) => void)[] = [];

  push(item: Item): void {
    const waiting = this.#waiting.shift();
    if (waiting) waiting(item);
    else this.#items.push(item);
  }

  get size(): number {
    return this.#items.length;
  }

  next(): Promise<Item> {
    const [item] = this.#items.splice(0, 1);
    return item === undefined
      ? new Promise((resolve) => this.#waiting.push(resolve))
      : Promise.resolve(item);
  }
}

export interface BotOptions {
  /** Answers a post; 204 where absent. */
  answer?: (event: Json) => Response | Promise<Response>;
  /** Refuses handshakes with a status. */
  refuse?: () => number | undefined;
  port?: number;
}

/** Starts a bot's server on loopback. */
export function startBot({ answer, refuse, port = 0 }: BotOptions = {}): Bot {
  const posts = new Inbox<Posted>();
  const frames = new Inbox<string>();
  const handshakes = new Inbox<Headers>();
  const sockets = new Set<ServerWebSocket>();
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port,
    reusePort: false,
    idleTimeout: 0,
    async fetch(request, self) {
      if (request.headers.get("upgrade") === "websocket") {
        handshakes.push(request.headers);
        const status = refuse?.();
        if (status !== undefined) return new Response("no", { status });
        self.upgrade(request);
        return undefined;
      }
      const body = await request.text();
      posts.push({ headers: request.headers, body });
      return (await answer?.(JSON.parse(body) as Json)) ?? new Response(null, { status: 204 });
    },
    websocket: {
      open: (socket) => void sockets.add(socket),
      close: (socket) => void sockets.delete(socket),
      message: (_, frame) => frames.push(String(frame)),
    },
  });
  return {
    port: server.port ?? 0,
    posts,
    frames,
    handshakes,
    sockets,
    send(frame) {
      for (const socket of sockets)
        socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
    },
    [Symbol.asyncDispose]: () => server.stop(true),
  };
}
