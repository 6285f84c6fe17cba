/** The services of the forward WebSocket: which path does what, and its connections' life (communication/ws). */
import type { ServerWebSocket, WebSocketHandler } from "bun";

import type { Answer, Dispatcher } from "../dispatcher.ts";
import { topicName } from "../hub.ts";
import type { Hub, Outlet } from "../hub.ts";
import { logger } from "../log.ts";
import type { Caller, Platform } from "../platform.ts";
import { encodeEvent } from "../protocol/event.ts";
import { NoReply, Refusal, fail } from "../protocol/reply.ts";
import { encodeReply, parseFrame } from "./frame.ts";

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
  pendingCalls: number;
  ignoredFrames: number;
  /** Bytes the peer had not read when it was given up, 0 while it keeps up. */
  unread: number;
  leave?: () => void;
}

export type Socket = ServerWebSocket<Connection>;

const log = logger("ws");

/** The life of forward WebSocket connections, for `Bun.serve`. None of these throws or rejects. */
export function serveTopics(
  { dispatcher, hub, platform }: { dispatcher: Dispatcher; hub: Hub; platform: Platform },
  {
    outlet,
    pendingCalls,
    sendBufferBytes,
  }: { outlet: Outlet; pendingCalls: number; sendBufferBytes: number },
): Required<Pick<WebSocketHandler<Connection>, "open" | "message" | "close">> {
  function send(socket: Socket, reply: Answer, echo: string | undefined): void {
    if (reply instanceof NoReply) {
      if (reply.withConnection) socket.terminate();
      return;
    }
    if (socket.send(encodeReply(reply, echo)) === 0) noteStall(socket, sendBufferBytes);
  }

  async function sendLater(
    socket: Socket,
    reply: Promise<Answer>,
    echo: string | undefined,
  ): Promise<void> {
    socket.data.pendingCalls++;
    const ended = await reply;
    socket.data.pendingCalls--;
    send(socket, ended, echo);
  }

  return {
    // Subscribed and told so in one tick: nothing comes before lifecycle/connect, nothing falls between.
    open(socket) {
      const { service, caller, path, address } = socket.data;
      log.info("{client} connected to {path} as {account} from {address}", {
        ...caller,
        path,
        address,
      });
      if (!service.events) return;
      socket.subscribe(topicName(caller));
      socket.data.leave = hub.subscribe(caller, outlet, { client: caller.client, path, address });
      const connect = {
        time: platform.now(),
        self_id: caller.account,
        post_type: "meta_event",
        meta_event_type: "lifecycle",
        sub_type: "connect",
      } as const;
      socket.send(encodeEvent(connect, caller.format));
    },

    message(socket, frame) {
      const connection = socket.data;
      if (!connection.service.calls) {
        if (connection.ignoredFrames++ === 0) {
          log.warning(
            "{address} sends frames to /event, which executes nothing; calls belong to / or /api",
            {
              address: connection.address,
            },
          );
        }
        return;
      }
      const { call, echo } = parseFrame(frame);
      if (call instanceof Refusal) {
        send(socket, fail(call.code, call.message), echo);
      } else if (connection.pendingCalls >= pendingCalls) {
        send(
          socket,
          fail("tooMany", `${pendingCalls} calls are pending on this connection already`),
          echo,
        );
      } else {
        const reply = dispatcher.dispatch(call, connection.caller);
        if (reply instanceof Promise) void sendLater(socket, reply, echo);
        else send(socket, reply, echo);
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
