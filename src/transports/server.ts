/** One listener: requests to their service by path, WebSocket upgrades, refusals (communication/ws, http). */
import type { Server as BunServer } from "bun";

import type { Dispatcher } from "../dispatcher.ts";
import type { Hub, Outlet } from "../hub.ts";
import { logger } from "../log.ts";
import type { Caller, Platform } from "../platform.ts";
import type { MessageFormat } from "../protocol/event.ts";
import type { Statistics } from "../statistics.ts";
import { HttpRefusal, admit, allowOrigin } from "./auth.ts";
import type { Gate } from "./auth.ts";
import { respondToCall } from "./http.ts";
import { startPings } from "./ping.ts";
import { Targets } from "./target.ts";
import type { Target } from "./target.ts";
import { noteStall, serveTopics, services } from "./topics.ts";
import type { Connection, Service, Socket } from "./topics.ts";

/** What a listener serves, and how much of it. Sizes are in bytes. */
export interface ServerOptions {
  host: string;
  port: number;
  /** The gates of the services that are on. */
  ws?: Gate;
  http?: Gate;
  format: MessageFormat;
  /** Milliseconds between pings, 0 for none. */
  pingInterval: number;
  limits: {
    frameBytes: number;
    sendBufferBytes: number;
    connections: number;
    connectionsPerAddress: number;
    pendingCalls: number;
  };
}

export interface ServerParts {
  dispatcher: Dispatcher;
  hub: Hub;
  platform: Platform;
  statistics: Statistics;
}

/** A request on its way to a service. */
interface Arrival {
  request: Request;
  target: Target;
}

const log = logger("server");

export class Server implements Outlet, AsyncDisposable {
  readonly #parts: ServerParts;
  readonly #options: ServerOptions;
  readonly #server: BunServer<Connection>;
  readonly #port: number;
  readonly #sockets = new Set<Socket>();
  readonly #pings: Disposable | undefined;
  readonly #addresses = new Map<string, number>();
  readonly #targets = new Targets();

  /** Listens at once. Throws, with the remedy, where the address cannot be had. */
  constructor(parts: ServerParts, options: ServerOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#server = this.#listen();
    // Bun forgets it once it has stopped to listen.
    this.#port = this.#server.port ?? options.port;
    const { pingInterval } = options;
    if (pingInterval > 0) this.#pings = startPings(this.#sockets, pingInterval);
  }

  /** Where this listens, with the port that was really taken. */
  get address(): string {
    return addressOf({ host: this.#options.host, port: this.#port });
  }

  publish(topic: string, json: string): void {
    const worst = this.#server.publish(topic, json);
    if (worst !== 0) return;
    for (const socket of this.#sockets) noteStall(socket, this.#options.limits.sendBufferBytes);
  }

  /** Takes no new connections; those that are open stay so. */
  stopListening(): void {
    // Fulfilled only when the last connection has closed.
    void this.#server.stop(false);
  }

  /** Closes every connection with 1001. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#pings?.[Symbol.dispose]();
    await this.#server.stop(true);
  }

  #listen(): BunServer<Connection> {
    const { host, port, limits } = this.#options;
    const { open, message, pong, close } = serveTopics(this.#parts, { outlet: this, ...limits });
    try {
      return Bun.serve<Connection>({
        hostname: host,
        port,
        development: false,
        // Without it, and outside development, a second server shares the port in silence.
        reusePort: false,
        maxRequestBodySize: limits.frameBytes,
        fetch: (request) => this.#respond(request),
        error: (error) => {
          log.error("A request failed: {error}", { error });
          return new HttpRefusal(500, "Internal error").toResponse();
        },
        websocket: {
          maxPayloadLength: limits.frameBytes,
          backpressureLimit: limits.sendBufferBytes,
          closeOnBackpressureLimit: true,
          // NoneBot on aiohttp drops the connection at a PING.
          sendPings: false,
          idleTimeout: 0,
          open: (socket) => {
            this.#sockets.add(socket);
            this.#count(socket.data.address, 1);
            void open(socket);
          },
          message,
          pong,
          close: (socket, code, reason) => {
            this.#sockets.delete(socket);
            this.#count(socket.data.address, -1);
            void close(socket, code, reason);
          },
        },
      });
    } catch (error) {
      throw new Error(
        `Cannot listen on ${host}:${port}: ${(error as Error).message} Stop what uses it, or choose another port, like --set ${this.#options.ws ? "ws" : "http"}.port=${port + 1}`,
        { cause: error },
      );
    }
  }

  #respond(request: Request): Response | Promise<Response> | undefined {
    const target = this.#targets.find(request.url);
    if (!target) return new HttpRefusal(400, "The Host header is malformed").toResponse();
    const { url, path, action } = target;
    const arrival = { request, target };
    const { ws, http } = this.#options;
    const service = ws && services.get(path);
    if (service) return this.#upgrade(arrival, { gate: ws, service });
    const served = request.method === "GET" ? this.#parts.platform.serve(url.pathname) : undefined;
    if (served) return served;
    if (http && action !== undefined) return this.#call(arrival, { gate: http, action });
    const known = [ws && "WebSocket at /, /api and /event", http && "actions at /:action"];
    const sentence = `There is nothing at ${path}; here are ${known.filter(Boolean).join(", and ")}`;
    return new HttpRefusal(404, sentence).toResponse();
  }

  #upgrade(
    arrival: Arrival,
    { gate, service }: { gate: Gate; service: Service },
  ): Response | undefined {
    const { request, target } = arrival;
    const address = this.#peerOf(request);
    const settled = this.#settle(arrival, gate);
    const caller =
      settled instanceof HttpRefusal ? settled : (this.#refuseCrowd(address) ?? settled);
    if (caller instanceof HttpRefusal) return this.#refuse(arrival, caller);
    if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
      const refusal = new HttpRefusal(426, "This is a WebSocket service: connect with ws://");
      return refusal.toResponse({ upgrade: "websocket", connection: "Upgrade" });
    }
    const { path } = target;
    const data = { caller, path, service, address, missedPings: 0, hasSpoken: false };
    return this.#server.upgrade(request, { data })
      ? undefined
      : new HttpRefusal(400, "The WebSocket handshake is malformed").toResponse();
  }

  async #call(
    arrival: Arrival,
    { gate, action }: { gate: Gate; action: string },
  ): Promise<Response> {
    const { request, target } = arrival;
    const cors = allowOrigin(request, gate);
    if (request.method === "OPTIONS" && cors)
      return new Response(null, { status: 204, headers: cors });
    if (request.method !== "GET" && request.method !== "POST") {
      return new HttpRefusal(404, "Actions are called by GET or POST").toResponse();
    }
    const caller = this.#settle(arrival, gate);
    if (caller instanceof HttpRefusal) return this.#refuse(arrival, caller);
    const { dispatcher } = this.#parts;
    // Bun would end the connection while a slow action runs; a slow body is not waited for as long.
    const onRead = () => this.#server.timeout(request, 0);
    const response = await respondToCall(request, target, {
      dispatcher,
      caller,
      action,
      onRead,
    });
    if (cors) {
      for (const [name, value] of Object.entries(cors)) response.headers.set(name, value);
    }
    return response;
  }

  /** Everything that may be refused is settled before the upgrade, so that the client sees an HTTP status. */
  #settle({ request, target }: Arrival, gate: Gate): Caller | HttpRefusal {
    const { query } = target;
    const client = admit(request, target, gate);
    if (client instanceof HttpRefusal) return client;
    const account = this.#account(query.get("self_id") ?? request.headers.get("x-self-id"));
    if (account instanceof HttpRefusal) return account;
    const format = query.get("message_format") ?? this.#options.format;
    if (format !== "array" && format !== "string") {
      return new HttpRefusal(
        400,
        `message_format must be array or string, not ${JSON.stringify(format)}`,
      );
    }
    return { account, format, client: client.name };
  }

  #refuseCrowd(address: string): HttpRefusal | undefined {
    const { connections, connectionsPerAddress } = this.#options.limits;
    if (this.#server.pendingWebSockets >= connections) {
      return new HttpRefusal(503, `All ${connections} connections are taken (limits.connections)`);
    }
    if ((this.#addresses.get(address) ?? 0) < connectionsPerAddress) return undefined;
    return new HttpRefusal(
      429,
      `${address} has ${connectionsPerAddress} connections already (limits.connections_per_address)`,
    );
  }

  #refuse({ request, target }: Arrival, refusal: HttpRefusal): Response {
    const { status, sentence } = refusal;
    const { path } = target;
    const address = this.#peerOf(request);
    this.#parts.statistics.refusals.add(1, services.has(path) ? path : "/:action", status);
    log.warning("{address} was refused at {path}: {status} {sentence}", {
      address,
      path,
      status,
      sentence,
    });
    return refusal.toResponse();
  }

  #account(given: string | null): number | HttpRefusal {
    const { platform } = this.#parts;
    if (given === null || given === "") return platform.defaultAccount;
    const account = Number(given);
    if (!/^\d+$/.test(given) || !Number.isSafeInteger(account)) {
      return new HttpRefusal(400, `self_id must be a number, not ${JSON.stringify(given)}`);
    }
    return platform.hasAccount(account)
      ? account
      : new HttpRefusal(404, `There is no account ${account} (self_id)`);
  }

  /** Asked only where it is needed: it takes as long as reading the headers. */
  #peerOf(request: Request): string {
    return this.#server.requestIP(request)?.address ?? "unknown";
  }

  #count(address: string, change: 1 | -1): void {
    const count = (this.#addresses.get(address) ?? 0) + change;
    if (count > 0) this.#addresses.set(address, count);
    else this.#addresses.delete(address);
  }
}

/** Where a listener is reached from this machine, for which a wildcard host stands. */
export function addressOf({ host, port }: { host: string; port: number }): string {
  const name = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `${name.includes(":") ? `[${name}]` : name}:${port}`;
}
