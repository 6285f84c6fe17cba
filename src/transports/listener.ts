/** One listener: requests to the first service that matches; whatever is refused is met here once. */
import type { Server as BunServer, ServerWebSocket } from "bun";

import { beginningOf } from "../beginning.ts";
import type { Outlet, Topic } from "../hub.ts";
import { adviceFor } from "../listen-advice.ts";
import { logger } from "../log/log.ts";
import type { Statistics } from "../statistics.ts";
import { allowOrigin } from "./auth.ts";
import type { Connections } from "./connections.ts";
import type { Line, Peer, Taken } from "./peer.ts";
import type { RefusedList } from "./refused.ts";
import { HttpRefusal, peerOf } from "./service.ts";
import type { Arrival, Service } from "./service.ts";
import { tellPath, Targets, withoutTokens } from "./target.ts";
import type { Target } from "./target.ts";

/** Where to listen. */
export interface Place {
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
}

export interface ListenerOptions {
  readonly place: Place;
  /** The table of the configuration that says where, like `ws`. */
  readonly key: string;
  readonly services: readonly Service[];
  readonly statistics: Statistics;
  readonly connections: Connections;
  readonly refused: RefusedList;
  /** Bytes of the largest frame or body that is taken. */
  readonly frameBytes: number;
  /** Bytes that may wait for one peer. */
  readonly fullAt: number;
}

const maxSentence = 300;
const idleTimeout = 10;
const unreadable: Target = {
  url: new URL("http://unreadable.invalid"),
  path: "an unreadable address",
  action: undefined,
  query: new URLSearchParams(),
};

const log = logger("server");

export class Listener implements Outlet, AsyncDisposable {
  readonly #options: ListenerOptions;
  readonly #server: BunServer<Peer>;
  readonly #port: number;
  readonly #targets = new Targets();

  /** Listens at once. Throws, with the remedy, where the address cannot be had. */
  constructor(options: ListenerOptions) {
    this.#options = options;
    this.#server = this.#listen();
    // Bun forgets it once it has stopped to listen.
    this.#port = this.#server.port ?? options.place.port;
  }

  /** Where this listens, with the port that was really taken. */
  get address(): string {
    return addressOf({ host: this.#options.place.host, port: this.#port });
  }

  publish(topic: Topic, text: string): void {
    const { connections } = this.#options;
    const worst = this.#server.publish(keyOf(topic), text);
    if (worst > 0) return;
    connections.watch(text.length);
    if (worst === 0) connections.checkFull();
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

  #listen(): BunServer<Peer> {
    const { place, key, frameBytes, fullAt } = this.#options;
    const { host, port } = place;
    try {
      return Bun.serve<Peer>({
        hostname: host,
        port,
        development: false,
        // Without it, and outside development, a second server shares the port in silence.
        reusePort: false,
        maxRequestBodySize: frameBytes,
        idleTimeout,
        fetch: (request, server) => this.#respond(request, server),
        websocket: {
          maxPayloadLength: frameBytes,
          backpressureLimit: fullAt,
          closeOnBackpressureLimit: true,
          // NoneBot on aiohttp drops the connection at a PING.
          sendPings: false,
          idleTimeout: 0,
          open: (socket) => socket.data.open(new AcceptedLine(socket, this)),
          message: ({ data }, frame) => data.receive(frame),
          pong: ({ data }, payload) => data.heard(payload.toString()),
          drain: ({ data }) => data.drained(),
          close: ({ data }, code, reason) => data.closed(code, reason),
        },
      });
    } catch (error) {
      throw new Error(adviceFor(error, { host, port, key }), { cause: error });
    }
  }

  #respond(request: Request, server: BunServer<Peer>): Response | undefined | Promise<Response> {
    const target = this.#targets.find(request.url);
    if (!target) {
      const refusal = new HttpRefusal(400, "The Host header is malformed");
      return this.#refuse(refusal, { request, target: unreadable, server }, undefined);
    }
    const arrival = { request, target, server };
    const service = this.#options.services.find((each) => each.matches(arrival));
    try {
      const response = (service ?? this.#nowhere).respond(arrival);
      if (!(response instanceof Promise)) return response && share(response, arrival, service);
      return response
        .then(
          (answer) => share(answer, arrival, service),
          (error: unknown) => this.#refuse(error, arrival, service),
        )
        .finally(() => server.timeout(request, idleTimeout));
    } catch (error) {
      return this.#refuse(error, arrival, service);
    }
  }

  readonly #nowhere: Pick<Service, "respond"> = {
    respond: ({ target }) => {
      const offers = this.#options.services.map((service) => service.offers).filter(Boolean);
      throw new HttpRefusal(
        404,
        `There is nothing at ${target.path}; here are ${offers.join(", and ")}`,
        { why: "path" },
      );
    },
  };

  #refuse(error: unknown, arrival: Arrival, service: Service | undefined): Response {
    const refusal = error instanceof HttpRefusal ? error : new HttpRefusal(500, "Internal error");
    if (refusal !== error) log.error("A request failed: {error}", { error });
    const { status, why } = refusal;
    const sentence = beginningOf(withoutTokens(refusal.message), maxSentence);
    const { target } = arrival;
    this.#options.statistics.refusals.add(1, service?.label(target) ?? "elsewhere", status);
    const path = tellPath(target.path);
    const address = peerOf(arrival);
    log.warning("{address} was refused at {path}: {status} {sentence}", {
      address,
      path,
      status,
      sentence,
    });
    this.#options.refused.add({
      time_ms: Date.now(),
      address,
      path,
      status,
      why,
      sentence,
      is_seat: target.query.has("seat"),
    });
    return share(toResponse(refusal), arrival, service);
  }
}

/** A WebSocket that was dialled by its peer. */
class AcceptedLine implements Line {
  readonly #socket: ServerWebSocket<Peer>;
  readonly #outlet: Outlet;

  constructor(socket: ServerWebSocket<Peer>, outlet: Outlet) {
    this.#socket = socket;
    this.#outlet = outlet;
  }

  get unread(): number {
    return this.#socket.getBufferedAmount();
  }

  send(text: string): Taken {
    const status = this.#socket.send(text);
    return status > 0 ? "sent" : status < 0 ? "waiting" : "dropped";
  }

  ping(payload: string): void {
    this.#socket.ping(payload);
  }

  cut(): void {
    this.#socket.terminate();
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  cork(work: () => void): void {
    this.#socket.cork(work);
  }

  join(topic: Topic): Outlet {
    this.#socket.subscribe(keyOf(topic));
    return this.#outlet;
  }
}

/** Where a listener is reached from this machine, for which a wildcard host stands. */
export function addressOf({ host, port }: Place): string {
  const name = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `${name.includes(":") ? `[${name}]` : name}:${port}`;
}

/** Bun's name for a topic. */
function keyOf({ account, format, filter }: Topic): string {
  return `event/${account}/${format}${filter ? `/${filter.key}` : ""}`;
}

/** Lets a page of an allowed origin read the answer, also why it was refused. */
function share(response: Response, { request }: Arrival, service: Service | undefined): Response {
  const headers = service?.gate && allowOrigin(request, service.gate);
  for (const [name, value] of Object.entries(headers ?? {})) response.headers.set(name, value);
  return response;
}

function toResponse({ status, message, headers }: HttpRefusal): Response {
  return new Response(`${message}\n`, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", ...headers },
  });
}
