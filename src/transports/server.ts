/** One listener: requests to their service by path, WebSocket upgrades, refusals (communication/ws). */
import type { Server as BunServer } from "bun";

import type { Dispatcher } from "../dispatcher.ts";
import { topicName } from "../hub.ts";
import type { Hub, Outlet, Topic } from "../hub.ts";
import { logger } from "../log.ts";
import type { Platform } from "../platform.ts";
import type { MessageFormat } from "../protocol/event.ts";
import { HttpRefusal, admit } from "./auth.ts";
import type { Gate } from "./auth.ts";
import { noteStall, serveTopics, services } from "./topics.ts";
import type { Connection, Service, Socket } from "./topics.ts";

/** What a listener serves, and how much of it. Sizes are in bytes. */
export interface ServerOptions {
  gate: Gate;
  port: number;
  format: MessageFormat;
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
}

const log = logger("ws");

export class Server implements Outlet, AsyncDisposable {
  readonly #parts: ServerParts;
  readonly #options: ServerOptions;
  readonly #server: BunServer<Connection>;
  readonly #sockets = new Set<Socket>();
  readonly #addresses = new Map<string, number>();

  /** Listens at once. Throws, with the remedy, where the address cannot be had. */
  constructor(parts: ServerParts, options: ServerOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#server = this.#listen();
  }

  /** Where this listens, with the port that was really taken: a wildcard host stands for this machine. */
  get address(): string {
    const { host } = this.#options.gate;
    const name = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
    return `${name.includes(":") ? `[${name}]` : name}:${this.#server.port}`;
  }

  get url(): URL {
    return new URL(`ws://${this.address}`);
  }

  publish(topic: Topic, json: string): void {
    const worst = this.#server.publish(topicName(topic), json);
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
    await this.#server.stop(true);
  }

  #listen(): BunServer<Connection> {
    const { gate, port, limits } = this.#options;
    const { open, message, close } = serveTopics(this.#parts, { outlet: this, ...limits });
    try {
      return Bun.serve<Connection>({
        hostname: gate.host,
        port,
        development: false,
        // Without it, and outside development, a second server shares the port in silence.
        reusePort: false,
        fetch: (request, server) => this.#respond(request, server),
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
          close: (socket, code, reason) => {
            this.#sockets.delete(socket);
            this.#count(socket.data.address, -1);
            void close(socket, code, reason);
          },
        },
      });
    } catch (error) {
      throw new Error(
        `Cannot listen on ${gate.host}:${port}: ${(error as Error).message} Stop what uses it, or choose another port, like --set ws.port=${port + 1}`,
        { cause: error },
      );
    }
  }

  #respond(request: Request, server: BunServer<Connection>): Response | undefined {
    // Bun hands on whatever the Host header held.
    const url = URL.parse(request.url);
    if (!url) return new HttpRefusal(400, "The Host header is malformed").toResponse();
    const path = normalize(url.pathname);
    const service = services.get(path);
    if (service) return this.#upgrade({ request, server, url, path, service });
    const served = request.method === "GET" ? this.#parts.platform.serve(url.pathname) : undefined;
    return (
      served ??
      new HttpRefusal(
        404,
        `There is nothing at ${path}; the WebSocket services are /, /api and /event`,
      ).toResponse()
    );
  }

  #upgrade({
    request,
    server,
    url,
    path,
    service,
  }: {
    request: Request;
    server: BunServer<Connection>;
    url: URL;
    path: string;
    service: Service;
  }): Response | undefined {
    const address = server.requestIP(request)?.address ?? "unknown";
    const settled = this.#settle(request, url, address);
    if (settled instanceof HttpRefusal) {
      const { status, sentence } = settled;
      log.warning("{address} was refused at {path}: {status} {sentence}", {
        address,
        path,
        status,
        sentence,
      });
      return settled.toResponse();
    }
    if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
      const refusal = new HttpRefusal(426, "This is a WebSocket service: connect with ws://");
      return refusal.toResponse({ upgrade: "websocket", connection: "Upgrade" });
    }
    const data = {
      ...settled,
      path,
      service,
      address,
      pendingCalls: 0,
      ignoredFrames: 0,
      unread: 0,
    };
    return server.upgrade(request, { data })
      ? undefined
      : new HttpRefusal(400, "The WebSocket handshake is malformed").toResponse();
  }

  /** Everything that may be refused is settled before the upgrade, so that the client sees an HTTP status. */
  #settle(request: Request, url: URL, address: string): Pick<Connection, "caller"> | HttpRefusal {
    const { gate, limits } = this.#options;
    const client = admit(request, url, gate);
    if (client instanceof HttpRefusal) return client;
    const account = this.#account(
      url.searchParams.get("self_id") ?? request.headers.get("x-self-id"),
    );
    if (account instanceof HttpRefusal) return account;
    const format = url.searchParams.get("message_format") ?? this.#options.format;
    if (format !== "array" && format !== "string") {
      return new HttpRefusal(
        400,
        `message_format must be array or string, not ${JSON.stringify(format)}`,
      );
    }
    if (this.#server.pendingWebSockets >= limits.connections) {
      return new HttpRefusal(
        503,
        `All ${limits.connections} connections are taken (limits.connections)`,
      );
    }
    if ((this.#addresses.get(address) ?? 0) >= limits.connectionsPerAddress) {
      return new HttpRefusal(
        429,
        `${address} has ${limits.connectionsPerAddress} connections already (limits.connections_per_address)`,
      );
    }
    return { caller: { account, format, client: client.name } };
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

  #count(address: string, change: 1 | -1): void {
    const count = (this.#addresses.get(address) ?? 0) + change;
    if (count > 0) this.#addresses.set(address, count);
    else this.#addresses.delete(address);
  }
}

/** Kovi dials `//api`; a slash at the end is everywhere. */
function normalize(pathname: string): string {
  const path = pathname.replaceAll(/\/{2,}/g, "/");
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}
