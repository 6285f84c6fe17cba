/** Reverse WebSocket: we dial the bot, again and again (communication/ws-reverse). */
import { setTimeout as sleep } from "node:timers/promises";

import { nameAt } from "../clients/client.ts";
import type { Client } from "../clients/client.ts";
import type { Outlet } from "../hub.ts";
import { logger, withoutQuery } from "../log/log.ts";
import type { Caller } from "../platform.ts";
import type { MessageFormat } from "../protocol/event.ts";
import { Connection } from "./connection.ts";
import type { Ground } from "./connection.ts";
import { fullAt } from "./limits.ts";
import type { LinkFailure, LinkInfo } from "./link.ts";
import { roles } from "./paths.ts";
import type { Role } from "./paths.ts";
import type { Line, Taken } from "./peer.ts";
import { userAgent } from "./user-agent.ts";

/** One connection to keep up. Times are in milliseconds. */
export interface ReverseTarget {
  url: string;
  role: Role;
  token: string;
  /** Who is dialled. */
  client: Client;
  account: number;
  format: MessageFormat;
  reconnectInterval: number;
}

const handshakeTimeout = 10_000;
const closeTimeout = 1000;
const drainedEvery = 10;

const log = logger("reverse");

/** Keeps one connection to a bot, until it is disposed of. */
export class ReverseLink implements AsyncDisposable {
  readonly #ground: Ground;
  readonly #target: ReverseTarget;
  readonly #caller: Caller;
  readonly #where: string;
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;
  #socket: WebSocket | undefined;
  #lastFailure: string | undefined;
  #failures = 0;
  #why: LinkFailure | undefined;
  #status = 0;
  /** By this machine's clock; 0 while it does not wait. */
  #nextTry = 0;

  constructor(ground: Ground, target: ReverseTarget) {
    this.#ground = ground;
    this.#target = target;
    this.#where = withoutQuery(target.url);
    const { account, format, client } = target;
    this.#caller = { account, format, client };
    this.#running = this.#run();
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** What is to be seen of it. */
  describe(): LinkInfo {
    const { role, account, client } = this.#target;
    return {
      client: client.name,
      url: this.#where,
      role,
      account,
      is_open: this.isOpen,
      failures: this.#failures,
      reason: this.#lastFailure ?? "",
      why: this.#why ?? null,
      status: this.#status,
      next_try_ms: this.#nextTry,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    this.#socket?.close(1001, "Server closed");
    const timer = setTimeout(() => this.#socket?.terminate(), closeTimeout);
    await this.#running;
    clearTimeout(timer);
  }

  /** The standard asks for a fixed interval, so there is no backoff. */
  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await this.#connectOnce();
      const { reconnectInterval } = this.#target;
      this.#nextTry = Date.now() + reconnectInterval;
      this.#ground.connections.tell();
      await sleep(reconnectInterval, undefined, { signal }).catch(() => undefined);
      this.#nextTry = 0;
    }
  }

  #dial(): WebSocket | undefined {
    const { url, role, token, account } = this.#target;
    const headers = {
      "User-Agent": userAgent,
      "X-Self-ID": String(account),
      "X-Client-Role": role,
      ...(token === "" ? {} : { Authorization: `Bearer ${token}` }),
    };
    try {
      return new WebSocket(url, { headers });
    } catch {
      // Its message would hold the whole address.
      this.#tellFailure({ why: "unusable" });
      return undefined;
    }
  }

  /** Fulfilled when the connection has ended, however it did. */
  async #connectOnce(): Promise<void> {
    const socket = this.#dial();
    if (!socket) return;
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    const ended = Promise.withResolvers<void>();
    const connection = this.#makeConnection();
    let isOpen = false;
    let isHung = false;
    const timer = setTimeout(() => {
      isHung = true;
      this.#tellFailure({ why: "silent" });
      socket.terminate();
    }, handshakeTimeout);

    socket.addEventListener("open", () => {
      clearTimeout(timer);
      isOpen = true;
      this.#lastFailure = undefined;
      this.#why = undefined;
      this.#status = 0;
      this.#failures = 0;
      connection.open(new DialledLine(socket, connection, fullAt(this.#ground.limits)));
    });
    socket.addEventListener("message", ({ data }) =>
      connection.receive(typeof data === "string" ? data : new Uint8Array(data as ArrayBuffer)),
    );
    socket.addEventListener("pong", ({ data }: MessageEvent<ArrayBuffer>) =>
      connection.heard(new TextDecoder().decode(data)),
    );
    socket.addEventListener("error", (event) => {
      if (!isOpen && !isHung) this.#tellFailure(failureOf(event));
    });
    socket.addEventListener("close", ({ code, reason }) => {
      clearTimeout(timer);
      if (isOpen) connection.closed(code, reason);
      ended.resolve();
    });
    await ended.promise;
    this.#socket = undefined;
  }

  #makeConnection(): Connection {
    const { role: path } = this.#target;
    return new Connection(this.#ground, {
      caller: this.#caller,
      path,
      channel: roles[path],
      address: this.#where,
      isDialled: true,
    });
  }

  /** A bot that is down for hours is one line, not one every few seconds. */
  #tellFailure({ why, status = 0 }: Failure): void {
    const reason = status === 0 ? reasons[why] : `${reasons[why]} with ${status}`;
    this.#failures++;
    this.#why = why;
    this.#status = status;
    if (reason === this.#lastFailure || this.#stop.signal.aborted) return;
    this.#lastFailure = reason;
    const { reconnectInterval: interval } = this.#target;
    log.warning("Cannot connect to {where}: {reason}; trying again every {interval} ms", {
      where: nameAt(this.#target.client, this.#where),
      reason,
      interval,
    });
  }
}

/** A WebSocket that we dialled. */
class DialledLine implements Line {
  readonly #socket: WebSocket;
  readonly #connection: Connection;
  readonly #fullAt: number;
  #watching: ReturnType<typeof setInterval> | undefined;

  constructor(socket: WebSocket, connection: Connection, full: number) {
    this.#socket = socket;
    this.#connection = connection;
    this.#fullAt = full;
  }

  get unread(): number {
    return this.#socket.bufferedAmount;
  }

  send(text: string): Taken {
    if (this.#socket.readyState !== WebSocket.OPEN) return "sent";
    if (this.unread > this.#fullAt) return "dropped";
    this.#socket.send(text);
    if (this.unread === 0) return "sent";
    this.#watching ??= setInterval(() => this.#look(), drainedEvery);
    return "waiting";
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
    work();
  }

  join(): Outlet {
    return { publish: (_, text) => this.#connection.send(text) };
  }

  /** Bun does not tell when what waited has been read. */
  #look(): void {
    if (this.unread > 0 && this.#socket.readyState === WebSocket.OPEN) return;
    clearInterval(this.#watching);
    this.#watching = undefined;
    this.#connection.drained();
  }
}

interface Failure {
  readonly why: LinkFailure;
  readonly status?: number;
}

const reasons: Readonly<Record<LinkFailure, string>> = {
  unusable: "the address or the token cannot be used",
  unreachable: "nothing answers there",
  silent: "no answer to the handshake",
  refused: "the handshake was refused",
};

/** Bun tells the status only within a message that also holds the whole address. */
function failureOf(event: Event): Failure {
  const message = event instanceof ErrorEvent ? event.message : "";
  const status = /Expected 101 status code: (\d{3})/.exec(message)?.[1];
  return status === undefined ? { why: "unreachable" } : { why: "refused", status: Number(status) };
}
