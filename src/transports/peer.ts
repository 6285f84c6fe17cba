/** What a WebSocket is to a listener: somebody who is told of its life, over a line that carries texts. */
import type { Outlet, Topic } from "../hub.ts";

/** What became of a text: on its way, waiting for the peer to read, or not taken as too much waits already. */
export type Taken = "sent" | "waiting" | "dropped";

/** The wire below a connection. None of its methods throws. */
export interface Line {
  /** Bytes that were sent and that the peer has not read. */
  readonly unread: number;
  send(text: string): Taken;
  /** At most 125 bytes go with it. */
  ping(payload: string): void;
  /** Ends it without a word. */
  cut(): void;
  close(code: number, reason: string): void;
  /** Lets what `work` sends leave together, where that can be. */
  cork(work: () => void): void;
  /** Has the events of a topic sent along, and names the way they take. */
  join(topic: Topic): Outlet;
}

/** Whoever takes a WebSocket. None of its methods throws or rejects: Bun would end the process. */
export interface Peer {
  /** Begins with what its line carries. */
  open(line: Line): void;
  /** Takes a frame. */
  receive(frame: string | Uint8Array): void;
  /** The other side has answered a ping, with what came with it. */
  heard(payload: string): void;
  /** The other side has read some of what waited for it. */
  drained(): void;
  /** It is over, with the other side's close code or the one that stands for having none. */
  closed(code: number, reason: string): void;
}
