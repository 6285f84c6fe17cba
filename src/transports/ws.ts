/** Forward WebSocket: bots connect to `/`, `/api` and `/event` (communication/ws). */
import { beginningOf } from "../beginning.ts";
import type { Caller } from "../platform.ts";
import { sentences } from "../sessions/refusal.ts";
import { toCaller } from "./caller.ts";
import type { Reception } from "./caller.ts";
import { Connection } from "./connection.ts";
import type { Ground } from "./connection.ts";
import { paths } from "./paths.ts";
import { HttpRefusal, peerOf } from "./service.ts";
import type { Arrival, Service } from "./service.ts";
import { softwareOf } from "./software.ts";

export interface WebSocketOptions extends Reception {
  /** How many connections there may be in all, and from one address. */
  readonly connections: number;
  readonly connectionsPerAddress: number;
}

/** Characters of the mark of a page. */
const maxTab = 40;

/** Everything that may be refused is settled before the upgrade, so that the client sees an HTTP status. */
export function webSocketService(ground: Ground, options: WebSocketOptions): Service {
  return {
    offers: "WebSocket at /, /api and /event",
    gate: options.gate,
    matches: ({ target }) => paths.has(target.path),
    label: ({ path }) => path,

    respond(arrival) {
      const { request, target, server } = arrival;
      const { path } = target;
      if (request.method !== "GET" && request.method !== "HEAD") {
        throw new HttpRefusal(405, "This is a WebSocket service: connect with ws://", {
          headers: { allow: "GET" },
        });
      }
      const channel = paths.get(path);
      const caller = toCaller(arrival, options);
      const address = peerOf(arrival);
      refuseCrowd(arrival, address);
      if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
        throw new HttpRefusal(426, "This is a WebSocket service: connect with ws://", {
          headers: { upgrade: "websocket", connection: "Upgrade" },
          why: "plain",
        });
      }
      if (!channel) throw new HttpRefusal(404, `There is nothing at ${path}`, { why: "path" });
      const data = new Connection(ground, {
        caller,
        path,
        channel,
        address,
        isDialled: false,
        software: softwareOf(request),
        tab: beginningOf(target.query.get("seat") ?? "", maxTab),
      });
      const headers = channel.events ? missedBy(caller, softwareOf(request)) : undefined;
      if (server.upgrade(request, { data, ...(headers && { headers }) })) return undefined;
      throw new HttpRefusal(400, "The WebSocket handshake is malformed");
    },
  };

  /** Tells whoever comes back what they will not be told any more. Throws where their session is not to be had. */
  function missedBy(caller: Caller, software: string): Record<string, string> | undefined {
    const session = ground.sessions?.find(caller);
    if (!session) return undefined;
    const refusal = session.refusal(software);
    if (refusal === "torn") throw new HttpRefusal(429, sentences.torn);
    if (refusal === "deaf") throw new HttpRefusal(403, sentences.deaf);
    const missed = session.missed();
    return missed === 0 ? undefined : { "x-onebot-missed": String(missed) };
  }

  function refuseCrowd({ server }: Arrival, address: string): void {
    const { connections, connectionsPerAddress } = options;
    if (server.pendingWebSockets >= connections) {
      throw new HttpRefusal(503, `All ${connections} connections are taken (limits.connections)`, {
        why: "crowd",
      });
    }
    if (ground.connections.from(address) < connectionsPerAddress) return;
    throw new HttpRefusal(
      429,
      `${address} has ${connectionsPerAddress} connections already (limits.connections_per_address)`,
      { why: "crowd" },
    );
  }
}
