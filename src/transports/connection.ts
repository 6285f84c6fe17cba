/** One WebSocket, whoever dialled: who it is, what it is for, and its life (communication/ws, ws-reverse). */
import { nameAt } from "../clients/client.ts";
import type { Dispatcher } from "../dispatcher.ts";
import type { Receiver, Visit } from "../entry.ts";
import { nameOf } from "../frames.ts";
import type { Frames } from "../frames.ts";
import type { Hub, Subscription } from "../hub.ts";
import { logger } from "../log/log.ts";
import type { Caller, Platform } from "../platform.ts";
import { encodeEvent, lifecycle } from "../protocol/event.ts";
import type { MessageFormat } from "../protocol/event.ts";
import { Refusal } from "../protocol/reply.ts";
import type { Recorder } from "../record.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { Statistics } from "../statistics.ts";
import { Traffic } from "../traffic.ts";
import type { TrafficInfo } from "../traffic.ts";
import { Bearer } from "./bearer.ts";
import { Calls } from "./calls.ts";
import type { Connections } from "./connections.ts";
import { fullAt } from "./limits.ts";
import type { ConnectionLimits } from "./limits.ts";
import type { Channel } from "./paths.ts";
import type { Line, Peer } from "./peer.ts";
import { Tap, toText } from "./tap.ts";

/** What all connections share. */
export interface Ground {
  readonly dispatcher: Dispatcher;
  readonly hub: Hub;
  readonly platform: Platform;
  readonly statistics: Statistics;
  readonly connections: Connections;
  readonly sessions?: Sessions | undefined;
  readonly record?: Recorder | undefined;
  /** Where frames are kept, if they are to be. */
  readonly frames?: Frames | undefined;
  readonly limits: ConnectionLimits;
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
  /** What its peer says it is. */
  readonly software?: string;
  /** The mark of the page on which a person plays the account. */
  readonly tab?: string;
}

/** What a peer does that cannot work, though nothing refuses it. */
export type Mistake =
  /** It sends events: a server as this is one, and no bot. */
  | "sendsEvents"
  /** It calls on a path where events are given and nothing is executed. */
  | "callsOnEvent";

/** A connection as whoever steers the server sees it. */
export type ConnectionInfo = TrafficInfo & {
  id: number;
  client: string;
  /** What its peer says it is, like `ZeroBot/1.6.3`. */
  software: string;
  account: number;
  path: string;
  address: string;
  message_format: MessageFormat;
  is_dialled: boolean;
  /** Whether a person at the console plays the account. */
  is_seat: boolean;
  /** The mark of the page where they do. */
  tab: string;
  mistake: Mistake | null;
  since: number;
  /** How many events have gone out to it. */
  events: number;
  unread_bytes: number;
  pending_calls: number;
};

const allowedMisses = 2;

let lastId = 0;

const log = logger("ws");

export class Connection implements Peer {
  readonly id = ++lastId;
  readonly #ground: Ground;
  readonly #options: ConnectionOptions;
  readonly #tap: Tap | undefined;
  #line: Line | undefined;
  #calls: Calls | undefined;
  #subscription: (Disposable & Partial<Subscription>) | undefined;
  readonly #traffic = new Traffic();
  #mistake: Mistake | undefined;
  #bearer: Bearer | undefined;
  #ended: AbortController | undefined;
  /** Pings since the peer last gave a sign of life. */
  #missedPings = 0;
  /** Whether it has sent frames where none are executed. */
  #hasSpoken = false;
  /** Why we ended it ourselves, where we did. */
  #end: "stalled" | "dead" | undefined;
  /** Whether we have sent a Close frame. */
  #isClosing = false;
  /** When it opened, in whole seconds since 1970 by this machine. */
  #since = 0;
  /** What was unread when that was last looked at, and when it was last less than before or not too much. */
  #unread = Number.POSITIVE_INFINITY;
  #readAt = 0;

  constructor(ground: Ground, options: ConnectionOptions) {
    this.#ground = ground;
    this.#options = options;
    const { account } = options.caller;
    const receiver = this.#receiver();
    this.#tap = ground.frames && new Tap(ground.frames, { account, receiver });
  }

  get address(): string {
    return this.#options.address;
  }

  get isSeat(): boolean {
    return this.#options.caller.client.isSeat === true;
  }

  /** What is to be seen of it. */
  describe(): ConnectionInfo {
    const { caller, path, address, isDialled, software = "", tab = "" } = this.#options;
    return {
      id: this.id,
      client: caller.client.name,
      software,
      account: caller.account,
      path,
      address,
      message_format: caller.format,
      is_dialled: isDialled,
      is_seat: this.isSeat,
      tab,
      mistake: this.#mistake ?? null,
      since: this.#since,
      events: this.#subscription?.events ?? this.#bearer?.events ?? 0,
      ...this.#traffic.describe(),
      unread_bytes: this.#line?.unread ?? 0,
      pending_calls: this.#calls?.pending ?? 0,
    };
  }

  /** Begins with what its line carries. Subscribed and told so in one tick: nothing comes before lifecycle/connect. */
  open(line: Line): void {
    this.#line = line;
    this.#since = Math.floor(Date.now() / 1000);
    const { connections, statistics } = this.#ground;
    const { caller, path } = this.#options;
    connections.add(this);
    statistics.connections.add(1, caller.client.name, path);
    this.#record("opened");
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
    if (!this.#options.channel.calls) this.#ignore(frame);
    else if (this.#line) {
      this.#calls ??= this.#takeCalls();
      this.#calls.receive(frame);
    }
  }

  /** The peer has answered a ping. */
  heard(payload: string): void {
    this.#missedPings = 0;
    this.#bearer?.heard(payload);
  }

  /** The peer has read what waited for it. */
  drained(): void {
    this.#bearer?.drained();
  }

  /** Sends a text. */
  send(text: string): void {
    const taken = this.#line?.send(text);
    if (taken === "waiting") this.#ground.connections.watch(text.length);
    else if (taken === "dropped") this.checkFull();
  }

  /** Lets what `work` sends leave together, where that can be. */
  cork(work: () => void): void {
    this.#line?.cork(work);
  }

  /** Ends it in good order, with a reason that its peer is told. */
  end(reason: string): void {
    this.close(1000, reason);
  }

  /** Bytes that were sent and that the peer has not read. */
  get unread(): number {
    return this.#line?.unread ?? 0;
  }

  /** Ends it without a word. */
  cut(): void {
    this.#line?.cut();
  }

  /** Ends it with words. */
  close(code: number, reason: string): void {
    this.#isClosing = true;
    this.#line?.close(code, reason);
  }

  /**
   * Looks, again and again while something waits for its peer, whether that still reads, and gives what it has not
   * read. A peer that leaves much unread, and no less of it for some time, is cut off.
   */
  checkReading(now: number): number {
    const { unread } = this;
    const { sendBufferBytes, stallTimeout } = this.#ground.limits;
    if (unread <= sendBufferBytes || unread < this.#unread) this.#readAt = now;
    this.#unread = unread;
    if (now - this.#readAt >= stallTimeout) this.cutOff();
    return unread;
  }

  /** Cuts off a peer for which there is no room any more. To be asked right after something was not taken. */
  checkFull(): void {
    if (this.unread > fullAt(this.#ground.limits)) this.cutOff();
  }

  /** Ends it as its peer does not read. */
  cutOff(): void {
    if (this.#end) return;
    this.#end = "stalled";
    log.warning("{client} at {address} is closed: it left {unread} bytes unread", {
      ...this.#names(),
      unread: this.#line?.unread,
    });
    this.cut();
  }

  /** Sends a PING, whose PONG comes back to {@link heard}. */
  ping(payload: string): void {
    this.#line?.ping(payload);
  }

  /** Pings the peer, or ends the connection where it twice gave no sign of life (RFC 6455, section 5.5.2). */
  checkAlive(): void {
    if (this.#missedPings++ < allowedMisses) {
      this.#line?.ping("?");
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
    // Without a Close frame, or ended by us, it is not known what became of what was read last.
    const isInOrder = this.#end === undefined && !this.#isClosing && code !== 1006;
    this.#bearer?.closed(isInOrder);
    this.#ended?.abort();
    const { connections, statistics } = this.#ground;
    const { caller, path, isDialled } = this.#options;
    connections.remove(this);
    statistics.connections.add(-1, caller.client.name, path);
    this.#record("closed");
    statistics.close({ client: caller.client.name, path }, this.#end ?? code);
    this.#say((isDialled ? dialled : accepted).closed, { code, reason: reason && ` ${reason}` });
  }

  #takeCalls(): Calls {
    const { dispatcher, limits } = this.#ground;
    const { caller, isDialled } = this.#options;
    const ended = () => (this.#ended ??= new AbortController()).signal;
    const { acknowledge } = this.#bearer ?? {};
    return new Calls({
      dispatcher,
      caller: { ...caller, ended, acknowledge, traffic: this.#traffic },
      line: this,
      pending: limits.pending,
      replyBytes: limits.replyBytes,
      ignoresReplies: isDialled,
      onEvent: () => this.#note("sendsEvents"),
      tap: this.#tap,
    });
  }

  #listen(line: Line): void {
    const { hub, platform } = this.#ground;
    const { caller, address, software = address } = this.#options;
    const { account, format } = caller;
    const topic = { account, format, filter: caller.client.filter };
    const session = this.#ground.sessions?.find(caller);
    this.#subscription = session
      ? hub.attend(topic, this.#receiver())
      : hub.subscribe(topic, line.join(topic), this.#receiver());
    const greeting = lifecycle("connect", { time: platform.now(), self_id: account });
    const text = encodeEvent(greeting, format);
    this.#tap?.told(text, nameOf(greeting));
    this.send(text);
    if (session)
      this.#bearer = new Bearer(session, { line: this, tap: this.#tap }, { format, software });
  }

  /** What is sent where nothing is executed is passed over, and said once: bots answer events there, too. */
  #ignore(frame: string | Uint8Array): void {
    const { path, isDialled } = this.#options;
    const refusal = new Refusal("badCall", `Nothing is executed here: calls belong to / or /api`);
    this.#tap?.refused(toText(frame), refusal);
    this.#ground.statistics.ignoredFrames.add(1, path);
    if (this.#hasSpoken || isDialled) return;
    this.#hasSpoken = true;
    this.#note("callsOnEvent");
    log.warning(
      "{address} sends frames to {path}, which executes nothing; calls belong to / or /api",
      this.#names(),
    );
  }

  #note(mistake: Mistake): void {
    if (this.#mistake === mistake) return;
    this.#mistake = mistake;
    this.#ground.connections.tell();
  }

  /** A person at the console is no bot that came or went. */
  #record(is: Visit["is"]): void {
    if (!this.isSeat) this.#ground.record?.recordConnection(this, { ...this.#visit(), is });
  }

  #say(template: string, more: Record<string, unknown> = {}): void {
    log.info(template, { ...this.#names(), ...more });
  }

  #names(): Record<string, unknown> {
    const { caller, address } = this.#options;
    return { ...this.#visit(), peer: nameAt(caller.client, address) };
  }

  #visit(): Omit<Visit, "is"> {
    const { client, path, address, isSeat } = this.#receiver();
    const { account } = this.#options.caller;
    return { account, client, path, address, ...(isSeat && { isSeat }) };
  }

  #receiver(): Receiver {
    const { caller, path, address } = this.#options;
    const { name: client, isSeat } = caller.client;
    const { id: connection } = this;
    return { client, path, address, connection, format: caller.format, ...(isSeat && { isSeat }) };
  }
}

const accepted = {
  opened: "{client} connected to {path} as {account} from {address}",
  closed: "{client} left {path} as {account}: {code}{reason}",
};
const dialled = {
  opened: "Connected to {peer} as {account}, role {path}",
  closed: "{peer} is gone: {code}{reason}",
};
