/** One WebSocket, whoever dialled: who it is, what it is for, and its life (communication/ws, ws-reverse). */
import type { Dispatcher } from "../dispatcher.ts";
import type { Hub, Outlet, Topic } from "../hub.ts";
import { logger } from "../log.ts";
import type { Caller, Platform } from "../platform.ts";
import { encodeEvent, lifecycle } from "../protocol/event.ts";
import type { Statistics } from "../statistics.ts";
import { Calls } from "./calls.ts";
import type { Connections } from "./connections.ts";
import type { Channel } from "./paths.ts";

/** The wire below a connection. None of its methods throws. */
export interface Line {
  /** Bytes that were sent and that the peer has not read. */
  readonly unread: number;
  /** Whether the text was taken: where too much is unread already, it is not. */
  send(text: string): boolean;
  ping(): void;
  /** Ends it without a word. */
  cut(): void;
  close(code: number, reason: string): void;
  /** Lets what `work` sends leave together, where that can be. */
  cork(work: () => void): void;
  /** Has the events of a topic sent along, and names the way they take. */
  join(topic: Topic): Outlet;
}

/** What all connections share. Sizes are in bytes. */
export interface Ground {
  readonly dispatcher: Dispatcher;
  readonly hub: Hub;
  readonly platform: Platform;
  readonly statistics: Statistics;
  readonly connections: Connections;
  readonly sendBufferBytes: number;
  readonly pendingCalls: number;
}

export interface ConnectionOptions {
  readonly caller: Caller;
  /** The path or role it was opened for, and what that carries. */
  readonly path: string;
  readonly channel: Channel;
  /** Where the peer is. */
  readonly address: string;
  /** Whether it was we who dialled. */
  readonly isDialled: boolean;
}

const allowedMisses = 2;

const log = logger("ws");

/** None of its methods throws or rejects: Bun would end the process. */
export class Connection {
  readonly #ground: Ground;
  readonly #options: ConnectionOptions;
  #line: Line | undefined;
  #calls: Calls | undefined;
  #subscription: Disposable | undefined;
  #ended: AbortController | undefined;
  /** Pings since the peer last gave a sign of life. */
  #missedPings = 0;
  /** Whether it has sent frames where none are executed. */
  #hasSpoken = false;
  /** Why we ended it ourselves, where we did. */
  #end: "stalled" | "dead" | undefined;

  constructor(ground: Ground, options: ConnectionOptions) {
    this.#ground = ground;
    this.#options = options;
  }

  get address(): string {
    return this.#options.address;
  }

  /** Begins with what its line carries. Subscribed and told so in one tick: nothing comes before lifecycle/connect. */
  open(line: Line): void {
    this.#line = line;
    const { connections, statistics } = this.#ground;
    const { caller, path } = this.#options;
    connections.add(this);
    statistics.connections.add(1, caller.client.name, path);
    this.#say(this.#options.isDialled ? dialled.opened : accepted.opened);
    try {
      if (this.#options.channel.events) this.#listen(line);
    } catch (error) {
      log.error("A connection could not be opened: {error}", { error });
      line.close(1011, "Internal error");
    }
  }

  /** Takes a frame. */
  receive(frame: string | Uint8Array): void {
    this.#missedPings = 0;
    if (!this.#options.channel.calls) this.#ignore();
    else if (this.#line) {
      this.#calls ??= this.#takeCalls();
      this.#calls.receive(frame);
    }
  }

  /** The peer has answered a ping. */
  heard(): void {
    this.#missedPings = 0;
  }

  /** Sends a text; a peer that leaves too much unread is cut off. */
  send(text: string): void {
    if (this.#line && !this.#line.send(text)) this.checkStall();
  }

  /** Lets what `work` sends leave together, where that can be. */
  cork(work: () => void): void {
    this.#line?.cork(work);
  }

  /** Ends it without a word. */
  cut(): void {
    this.#line?.cut();
  }

  /** Cuts off a peer that does not read. To be asked right after something was not taken. */
  checkStall(): void {
    const unread = this.#line?.unread ?? 0;
    if (unread < this.#ground.sendBufferBytes || this.#end) return;
    this.#end = "stalled";
    log.warning("{client} at {address} is closed: it left {unread} bytes unread", {
      ...this.#names(),
      unread,
    });
    this.cut();
  }

  /** Pings the peer, or ends the connection where it twice gave no sign of life (RFC 6455, section 5.5.2). */
  ping(): void {
    if (this.#missedPings++ < allowedMisses) {
      this.#line?.ping();
      return;
    }
    log.warning("{address} on {path} is gone: it answered none of {allowedMisses} pings", {
      ...this.#names(),
      allowedMisses,
    });
    this.#end = "dead";
    this.cut();
  }

  /** It is over, with the peer's close code or the one that stands for having none. */
  closed(code: number, reason: string): void {
    this.#subscription?.[Symbol.dispose]();
    this.#ended?.abort();
    const { connections, statistics } = this.#ground;
    const { caller, path, isDialled } = this.#options;
    connections.remove(this);
    statistics.connections.add(-1, caller.client.name, path);
    statistics.closes.add(1, path, this.#end ?? code);
    if (this.#end === "stalled") statistics.stalls.add(1, path);
    this.#say((isDialled ? dialled : accepted).closed, { code, reason: reason && ` ${reason}` });
  }

  #takeCalls(): Calls {
    const { dispatcher, pendingCalls } = this.#ground;
    const { caller, isDialled } = this.#options;
    const ended = () => (this.#ended ??= new AbortController()).signal;
    return new Calls({
      dispatcher,
      caller: { ...caller, ended },
      line: this,
      limit: pendingCalls,
      ignoresReplies: isDialled,
    });
  }

  #listen(line: Line): void {
    const { hub, platform } = this.#ground;
    const { caller, path, address } = this.#options;
    const { account, format, client } = caller;
    const receiver = { client: client.name, path, address };
    this.#subscription = hub.subscribe(caller, line.join(caller), receiver);
    this.send(
      encodeEvent(lifecycle("connect", { time: platform.now(), self_id: account }), format),
    );
  }

  /** What is sent where nothing is executed is passed over, and said once: bots answer events there, too. */
  #ignore(): void {
    const { path, isDialled } = this.#options;
    this.#ground.statistics.ignoredFrames.add(1, path);
    if (this.#hasSpoken || isDialled) return;
    this.#hasSpoken = true;
    log.warning(
      "{address} sends frames to {path}, which executes nothing; calls belong to / or /api",
      this.#names(),
    );
  }

  #say(template: string, more: Record<string, unknown> = {}): void {
    log.info(template, { ...this.#names(), ...more });
  }

  #names(): Record<string, unknown> {
    const { caller, path, address } = this.#options;
    return { client: caller.client.name, account: caller.account, path, address };
  }
}

const accepted = {
  opened: "{client} connected to {path} as {account} from {address}",
  closed: "{client} left {path} as {account}: {code}{reason}",
};
const dialled = {
  opened: "Connected to {address} as {account}, role {path}",
  closed: "{address} is gone: {code}{reason}",
};
