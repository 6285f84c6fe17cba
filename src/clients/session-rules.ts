/** The rules of a client's session, as they are configured. Times are in milliseconds. */

export interface SessionRules {
  /** How long after it was read an event counts as dealt with. */
  readonly settle: number;
  /** Events that are older are not told any more. */
  readonly maxAge: number;
  /** What becomes of a peer that answers no PING: it is refused, or told as any other. */
  readonly withoutPong: "refuse" | "plain";
  /** By what several connections share the events; not at all where it is empty. */
  readonly share: "" | "group_id";
  /** Whether a client that closes in order has dealt with all it has read. */
  readonly trustClose: boolean;
  /** Whether events carry their number, and count as dealt with only once the client says so. */
  readonly seq: boolean;
}
