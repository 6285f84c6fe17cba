/** One thing in the record, and what may be looked for in it. */
import type { MessageFormat } from "./protocol/event.ts";
import { isFields } from "./protocol/scalar.ts";
import type { Fields } from "./protocol/scalar.ts";

/** A connection that listens to an account's events. */
export interface Receiver {
  readonly client: string;
  readonly path: string;
  readonly address: string;
  /** Whether it is a person at the console. */
  readonly isSeat?: boolean;
  /** The number of its WebSocket, and the format in which it reads messages. */
  readonly connection?: number;
  readonly format?: MessageFormat;
}

/** A connection that opened or ended. */
export interface Visit extends Receiver {
  readonly account: number;
  readonly is: "opened" | "closed";
}

/** What a bot wanted done; of a frame that was no call, its text is all there is. */
export type Attempt = { action: string; params: unknown } | { frame: string };

/** A call as it was made, and what came of it. */
interface Made {
  client: string;
  milliseconds: number;
  reply: unknown;
}

/** An event, a call, a hidden action that changed something, or a connection; `time_ms` is the machine's, in milliseconds since 1970. */
export interface Entry {
  cursor: number;
  time_ms: number;
  account: number;
  event?: unknown;
  receivers?: readonly Receiver[];
  call?: Attempt & Made;
  steer?: Attempt & Made;
  connection?: Visit;
}

/** What to look for: a part of an event, of a call or a hidden action `{action, params, account, client, reply}`, or of a connection. */
export interface Pattern {
  event?: Fields | undefined;
  call?: Fields | undefined;
  steer?: Fields | undefined;
  connection?: Fields | undefined;
}

/** Whether an entry holds what a pattern says. */
export function matches({ event, call, steer, connection }: Pattern, entry: Entry): boolean {
  if (connection && entry.connection) return holds(entry.connection, connection);
  if (event && isFields(entry.event)) return holds(entry.event, event);
  const { account } = entry;
  if (call && entry.call) return holds({ account, ...entry.call }, call);
  return steer && entry.steer ? holds({ account, ...entry.steer }, steer) : false;
}

/** A thousand patterns may be held against each entry: most are told apart by their scalars, at a tenth of the cost. */
function holds(value: object, pattern: Fields): boolean {
  const fields = value as Fields;
  for (const key in pattern) {
    const wanted = pattern[key];
    if (typeof wanted !== "object" && fields[key] !== wanted) return false;
  }
  return Bun.deepMatch(pattern, value);
}
