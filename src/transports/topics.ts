/** The services of the forward WebSocket: which path does what, and its connections' life (communication/ws). */
import type { ServerWebSocket, WebSocketHandler } from "bun";

import { topicName } from "../hub.ts";
import type { Hub, Outlet } from "../hub.ts";
import { logger } from "../log.ts";
import type { Caller, Platform } from "../platform.ts";
import { encodeEvent, lifecycle } from "../protocol/event.ts";
import type { Calls, Line } from "./calls.ts";

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
  readonly calls: Calls;
  ignoredFrames: number;
  /** Bytes the peer had not read when it was given up, 0 while it keeps up. */
  unread: number;
  line?: Line;
  leave?: () => void;
}

export type Socket = ServerWebSocket<Connection>;

const log = logger("ws");

/** The life of forward WebSocket connections, for `Bun.serve`. None of these throws or rejects. */
export function serveTopics(
  { hub, platform }: { hub: Hub; platform: Platform },
  { outlet, sendBufferBytes }: { outlet: Outlet; sendBufferBytes: number },
): Required<Pick<WebSocketHandler<Connection>, "open" | "message" | "close">> {
  return {
    // Subscribed and told so in one tick: nothing comes before lifecycle/connect, nothing falls between.
    open(socket) {
      const { service, caller, path, address } = socket.data;
      const { client, account, format } = caller;
      log.info("{client} connected to {path} as {account} from {address}", {
        client,
        path,
        account,
        address,
      });
      socket.data.line = {
        send: (json) => {
          if (socket.send(json) === 0) noteStall(socket, sendBufferBytes);
        },
        cut: () => socket.terminate(),
      };
      if (!service.events) return;
      socket.subscribe(topicName(caller));
      socket.data.leave = hub.subscribe(caller, outlet, { client, path, address });
      socket.send(
        encodeEvent(lifecycle("connect", { time: platform.now(), self_id: account }), format),
      );
    },

    message(socket, frame) {
      const { service, calls, line, address } = socket.data;
      if (service.calls) {
        if (line) calls.receive(frame, line);
      } else if (socket.data.ignoredFrames++ === 0) {
        log.warning(
          "{address} sends frames to /event, which executes nothing; calls belong to / or /api",
          { address },
        );
      }
    },

    close(socket, code, reason) {
      const { caller, path, address, ignoredFrames, unread, leave } = socket.data;
      leave?.();
      const { client, account } = caller;
      if (unread > 0) {
        log.warning("{client} at {address} was closed: it left {unread} bytes unread", {
          client,
          address,
          unread,
        });
      }
      log.info("{client} left {path} as {account}: {code}{reason}", {
        client,
        path,
        account,
        code,
        reason: reason && ` ${reason}`,
        ignoredFrames,
      });
    },
  };
}

/**
 * Remembers that Bun is about to close a connection because its peer does not read: the close handler is not
 * told. To be asked right after a send that was dropped.
 */
export function noteStall(socket: Socket, sendBufferBytes: number): void {
  const unread = socket.getBufferedAmount();
  if (unread >= sendBufferBytes) socket.data.unread = unread;
}
