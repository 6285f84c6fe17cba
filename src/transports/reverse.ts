/** Reverse WebSocket: we dial the bot, again and again (communication/ws-reverse). */
import { setTimeout as sleep } from "node:timers/promises";

import type { Dispatcher } from "../dispatcher.ts";
import type { Hub, Outlet } from "../hub.ts";
import { logger, withoutQuery } from "../log.ts";
import type { Caller, Platform } from "../platform.ts";
import { encodeEvent, lifecycle } from "../protocol/event.ts";
import type { MessageFormat } from "../protocol/event.ts";
import { Calls } from "./calls.ts";
import { userAgent } from "./user-agent.ts";

/** What the standard's header X-Client-Role says a connection is for. */
export type Role = "API" | "Event" | "Universal";

/** One connection to keep up. Times are in milliseconds, sizes in bytes. */
export interface ReverseTarget {
  url: string;
  role: Role;
  token: string;
  account: number;
  format: MessageFormat;
  reconnectInterval: number;
  /** 0 for no pings. */
  pingInterval: number;
  sendBufferBytes: number;
  pendingCalls: number;
}

const handshakeTimeout = 10_000;
const closeTimeout = 1000;
const allowedMisses = 2;

const log = logger("reverse");

/** Keeps one connection to a bot, until it is disposed of. */
export class ReverseLink implements Outlet, AsyncDisposable {
  readonly #parts: { dispatcher: Dispatcher; hub: Hub; platform: Platform };
  readonly #target: ReverseTarget;
  readonly #caller: Caller;
  readonly #where: string;
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;
  #socket: WebSocket | undefined;
  #lastFailure: string | undefined;

  constructor(
    parts: { dispatcher: Dispatcher; hub: Hub; platform: Platform },
    target: ReverseTarget,
  ) {
    this.#parts = parts;
    this.#target = target;
    this.#where = withoutQuery(target.url);
    this.#caller = {
      account: target.account,
      format: target.format,
      client: `reverse ${this.#where}`,
    };
    this.#running = this.#run();
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  publish(_: unknown, json: string): void {
    this.#send(json);
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
      await sleep(this.#target.reconnectInterval, undefined, { signal }).catch(() => undefined);
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
      this.#tellFailure("the address or the token cannot be used");
      return undefined;
    }
  }

  /** Fulfilled when the connection has ended, however it did. */
  async #connectOnce(): Promise<void> {
    const { role } = this.#target;
    const socket = this.#dial();
    if (!socket) return;
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    const ended = Promise.withResolvers<void>();
    const line = {
      send: (json: string) => this.#send(json),
      cork: (work: () => void) => work(),
      cut: () => socket.terminate(),
    };
    const { pendingCalls: limit } = this.#target;
    const calls = new Calls(this.#parts.dispatcher, this.#caller, { limit, line });
    let leave: (() => void) | undefined;
    let isOpen = false;
    let isHung = false;
    const timer = setTimeout(() => {
      isHung = true;
      this.#tellFailure("no answer to the handshake");
      socket.terminate();
    }, handshakeTimeout);

    let pings: Disposable | undefined;
    socket.addEventListener("open", () => {
      clearTimeout(timer);
      isOpen = true;
      pings = this.#startPings(socket);
      leave = this.#join();
    });
    socket.addEventListener("message", ({ data }) => {
      const frame = typeof data === "string" ? data : new Uint8Array(data as ArrayBuffer);
      if (role !== "Event") calls.receive(frame, { ignoreReplies: true });
    });
    socket.addEventListener("error", (event) => {
      if (!isOpen && !isHung) this.#tellFailure(reasonOf(event));
    });
    socket.addEventListener("close", ({ code }) => {
      clearTimeout(timer);
      pings?.[Symbol.dispose]();
      leave?.();
      if (isOpen) log.info("{where} is gone: {code}", { where: this.#where, code });
      ended.resolve();
    });
    await ended.promise;
    this.#socket = undefined;
  }

  /** A peer that is gone is noticed only by what it does not answer. */
  #startPings(socket: WebSocket): Disposable | undefined {
    const { pingInterval } = this.#target;
    if (pingInterval === 0) return undefined;
    let missed = 0;
    const alive = () => void (missed = 0);
    socket.addEventListener("pong", alive);
    socket.addEventListener("message", alive);
    const timer = setInterval(() => {
      if (missed++ < allowedMisses) socket.ping();
      else socket.terminate();
    }, pingInterval);
    return { [Symbol.dispose]: () => clearInterval(timer) };
  }

  /** From here on the bot gets events; the first says so. */
  #join(): (() => void) | undefined {
    const { where, role, account, format } = { where: this.#where, ...this.#target };
    this.#lastFailure = undefined;
    log.info("Connected to {where} as {account}, role {role}", { where, account, role });
    if (role === "API") return undefined;
    const { hub, platform } = this.#parts;
    const receiver = { client: "reverse", path: role, address: where };
    const leave = hub.subscribe(this.#caller, this, receiver);
    this.#send(
      encodeEvent(lifecycle("connect", { time: platform.now(), self_id: account }), format),
    );
    return leave;
  }

  #send(json: string): void {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return;
    if (socket.bufferedAmount > this.#target.sendBufferBytes) {
      const unread = socket.bufferedAmount;
      log.warning("{where} is cut off: it left {unread} bytes unread", {
        where: this.#where,
        unread,
      });
      socket.terminate();
      return;
    }
    socket.send(json);
  }

  /** A bot that is down for hours is one line, not one every few seconds. */
  #tellFailure(reason: string): void {
    if (reason === this.#lastFailure || this.#stop.signal.aborted) return;
    this.#lastFailure = reason;
    const { reconnectInterval: interval } = this.#target;
    log.warning("Cannot connect to {where}: {reason}; trying again every {interval} ms", {
      where: this.#where,
      reason,
      interval,
    });
  }
}

/** Bun tells the status only within a message that also holds the whole address. */
function reasonOf(event: Event): string {
  const message = event instanceof ErrorEvent ? event.message : "";
  const status = /Expected 101 status code: (\d{3})/.exec(message)?.[1];
  return status === undefined
    ? "nothing answers there"
    : `the handshake was refused with ${status}`;
}
