/** The services of the forward WebSocket: which path does what, and its connections' life (communication/ws). */
import type { ServerWebSocket, WebSocketHandler } from "bun";

import type { Dispatcher } from "../dispatcher.ts";
import { topicName } from "../hub.ts";
import type { Hub, Outlet } from "../hub.ts";
import { logger } from "../log.ts";
import type { Caller, Platform } from "../platform.ts";
import { encodeEvent, lifecycle } from "../protocol/event.ts";
import type { Statistics } from "../statistics.ts";
import { Calls } from "./calls.ts";
import type { Line } from "./calls.ts";

/** What a path offers. */
export interface Service {
  calls: boolean;
  events: boolean;
}

export const services: ReadonlyMap<string, Service> = new Map([
  ["/api", { calls: true, events: false }],
  ["/event", { calls: false, events: true }],
  ["/", { calls: true, events: true }],
]);

/** One WebSocket: who it is, what it is for, and what goes on in it. */
export interface Connection {
  readonly path: string;
  readonly service: Service;
  readonly caller: Caller;
  readonly address: string;
  /** Pings since the peer last gave a sign of life. */
  missedPings: number;
  /** Whether it has sent frames where none are executed. */
  hasSpoken: boolean;
  /** Why we ended it ourselves, where we did: Bun does not tell its close handler. */
  end?: "stalled" | "dead";
  /** Where it may call, once it is open. */
  calls?: Calls;
  leave?: () => void;
}

export type Socket = ServerWebSocket<Connection>;

const log = logger("ws");

/** The life of forward WebSocket connections, for `Bun.serve`. None of these throws or rejects. */
export function serveTopics(
  {
    dispatcher,
    hub,
    platform,
    statistics,
  }: { dispatcher: Dispatcher; hub: Hub; platform: Platform; statistics: Statistics },
  {
    outlet,
    sendBufferBytes,
    pendingCalls,
  }: { outlet: Outlet; sendBufferBytes: number; pendingCalls: number },
): Required<Pick<WebSocketHandler<Connection>, "open" | "message" | "pong" | "close">> {
  // Subscribed and told so in one tick: nothing comes before lifecycle/connect, nothing falls between.
  function join(socket: Socket): void {
    const { service, caller, path, address } = socket.data;
    const { client, account, format } = caller;
    statistics.connections.add(1, client, path);
    log.info("{client} connected to {path} as {account} from {address}", {
      client,
      path,
      account,
      address,
    });
    if (service.calls) {
      const line = new SocketLine(socket, sendBufferBytes);
      socket.data.calls = new Calls(dispatcher, caller, { limit: pendingCalls, line });
    }
    if (!service.events) return;
    socket.subscribe(topicName(caller));
    socket.data.leave = hub.subscribe(caller, outlet, { client, path, address });
    socket.send(
      encodeEvent(lifecycle("connect", { time: platform.now(), self_id: account }), format),
    );
  }

  return {
    open(socket) {
      try {
        join(socket);
      } catch (error) {
        log.error("A connection could not be opened: {error}", { error });
        socket.close(1011, "Internal error");
      }
    },

    message(socket, frame) {
      const { data } = socket;
      data.missedPings = 0;
      if (data.calls) {
        data.calls.receive(frame);
        return;
      }
      const { service, address, path } = data;
      // It could not be opened, and is being closed.
      if (service.calls) return;
      statistics.ignoredFrames.add(1, path);
      if (data.hasSpoken) return;
      data.hasSpoken = true;
      log.warning(
        "{address} sends frames to /event, which executes nothing; calls belong to / or /api",
        { address },
      );
    },

    pong(socket) {
      socket.data.missedPings = 0;
    },

    close(socket, code, reason) {
      const { caller, path, end, leave } = socket.data;
      leave?.();
      const { client, account } = caller;
      statistics.connections.add(-1, client, path);
      statistics.closes.add(1, path, end ?? code);
      if (end === "stalled") statistics.stalls.add(1, path);
      log.info("{client} left {path} as {account}: {code}{reason}", {
        client,
        path,
        account,
        code,
        reason: reason && ` ${reason}`,
      });
    },
  };
}

class SocketLine implements Line {
  readonly #socket: Socket;
  readonly #sendBufferBytes: number;

  constructor(socket: Socket, sendBufferBytes: number) {
    this.#socket = socket;
    this.#sendBufferBytes = sendBufferBytes;
  }

  send(json: string): void {
    if (this.#socket.send(json) === 0) noteStall(this.#socket, this.#sendBufferBytes);
  }

  cork(work: () => void): void {
    this.#socket.cork(work);
  }

  cut(): void {
    this.#socket.terminate();
  }
}

/**
 * Notes that Bun is about to close a connection because its peer does not read: the close handler is not told.
 * To be asked right after a send that was dropped.
 */
export function noteStall(socket: Socket, sendBufferBytes: number): void {
  const unread = socket.getBufferedAmount();
  if (unread < sendBufferBytes || socket.data.end) return;
  socket.data.end = "stalled";
  const { caller, address } = socket.data;
  const { client } = caller;
  log.warning("{client} at {address} is closed: it left {unread} bytes unread", {
    client,
    address,
    unread,
  });
}
