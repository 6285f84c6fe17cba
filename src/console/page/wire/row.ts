/** A frame as it stands in the table: one row for each who got it. */
import type { Receiver } from "../../../entry.ts";
import type { Frame } from "../../../frames.ts";

export interface Row {
  /** Like `17`, or `17.2` for one more who got the same event. */
  readonly key: string;
  /** Consecutive among all rows. */
  readonly order: number;
  readonly frame: Frame;
  readonly party: Receiver;
  /** What answered it, once something has. */
  reply?: Frame;
}

/** Rows of one event that are shown; of a crowd the rest says nothing new. */
const maxParties = 20;

const nobody: Receiver = { client: "", path: "", address: "" };

export function toRows(frame: Frame, order: number): Row[] {
  const parties = frame.parties.length > 0 ? frame.parties.slice(0, maxParties) : [nobody];
  return parties.map((party, at) => ({
    key: at === 0 ? String(frame.id) : `${frame.id}.${at}`,
    order: order + at,
    frame,
    party,
  }));
}

export function isSeat({ party }: Row): boolean {
  return party.isSeat === true;
}

export function isHeartbeat({ frame }: Row): boolean {
  return frame.name === "meta_event.heartbeat";
}

/** Whether it went wrong; 1 stands for what runs behind. */
export function isFailed({ frame, reply }: Row): boolean {
  return isBad(frame) || (reply !== undefined && isBad(reply));
}

/** The code a call was answered with, on the call as on its reply. */
export function retcodeOf({ frame, reply }: Row): number | undefined {
  return frame.retcode ?? reply?.retcode;
}

/** Milliseconds until it was answered. */
export function tookOf({ frame, reply }: Row): number | undefined {
  return frame.kind === "reply" ? undefined : reply?.ms;
}

/** Two frames that belong together have the same. */
export function pairOf({ frame }: Row): number {
  return frame.of ?? frame.id;
}

/** Whether we sent it. */
export function isSent({ frame, party }: Row): boolean {
  if (frame.kind === "event") return true;
  // What was posted is answered by the bot.
  return frame.kind === "reply" && !isPost(party);
}

/** Whether events are posted there. */
export function isPost({ path, connection }: Receiver): boolean {
  return connection === undefined && /^https?:/.test(path);
}

function isBad({ kind, retcode, reason }: Frame): boolean {
  if (kind === "refused" || reason !== undefined) return true;
  return retcode !== undefined && retcode > 1;
}
