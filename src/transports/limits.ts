/** How much a connection may hold. */
import type { Bound } from "../share.ts";

/** Times are in milliseconds. */
export interface ConnectionLimits {
  /** How many calls may be pending on one connection, and of how many bytes. */
  readonly pending: Bound;
  /** The largest reply. */
  readonly replyBytes: number;
  /** What may be unread for longer than `stallTimeout`. */
  readonly sendBufferBytes: number;
  readonly stallTimeout: number;
}

/** How many bytes may wait for one peer, whatever it does: one large reply on top of what may stay unread. */
export function fullAt({ sendBufferBytes, replyBytes }: ConnectionLimits): number {
  return sendBufferBytes + replyBytes;
}
