/** What became of one message: who got it in which form, and what they called in answer. */
import type { Receiver } from "../../../entry.ts";
import type { Frame } from "../../../frames.ts";

export interface TracedCall {
  /** A call, or a frame that was refused. */
  readonly frame: Frame;
  readonly party: Receiver;
  /** Whether it quotes something of the message; else it only came soon after. */
  readonly isSure: boolean;
  reply?: Frame;
}

export interface Tracing {
  readonly message: number;
  /** When the first bot got it, in milliseconds since 1970; else when it was first seen. */
  at: number;
  /** The event as bots got it, once an account and format. */
  readonly events: Frame[];
  /** The event as others got it, where no bot did. */
  other: Frame | undefined;
  /** What posts of it were answered with, by the frame of the event. */
  readonly answers: Map<number, Frame>;
  readonly calls: TracedCall[];
  /** The call that sent it. */
  sentBy: Frame | undefined;
  /** Grows with each change. */
  version: number;
}

export function newTracing(message: number, at: number): Tracing {
  return {
    message,
    at,
    events: [],
    other: undefined,
    answers: new Map(),
    calls: [],
    sentBy: undefined,
    version: 1,
  };
}

/** Who got it, with the event as they did. */
export function deliveriesOf({ events }: Tracing): { frame: Frame; party: Receiver }[] {
  return events.flatMap((frame) =>
    frame.parties.filter(({ isSeat }) => !isSeat).map((party) => ({ frame, party })),
  );
}

/** Whether a call failed, or was none. */
export function hasFailed({ frame, reply }: TracedCall): boolean {
  return frame.kind === "refused" || (reply?.retcode ?? 0) > 1;
}

/** The calls that certainly follow from it, and frames that are none: they can quote nothing. In order. */
export function countedOf({ calls }: Tracing): TracedCall[] {
  return calls.filter(({ isSure, frame }) => isSure || frame.kind === "refused");
}

/** The calls that only came soon after. */
export function likelyOf({ calls }: Tracing): TracedCall[] {
  return calls.filter(({ isSure, frame }) => !isSure && frame.kind !== "refused");
}

export function failuresOf(tracing: Tracing): number {
  return countedOf(tracing).filter(hasFailed).length;
}

export function refusedOf({ calls }: Tracing): number {
  return calls.filter(({ frame }) => frame.kind === "refused").length;
}

/** Milliseconds from the event to the last answer. */
export function tookOf(tracing: Tracing): number {
  const { at } = tracing;
  return Math.max(
    0,
    ...countedOf(tracing).map(({ frame, reply }) => (reply ?? frame).time_ms - at),
  );
}

/** The message that a reply tells of. */
export function messageOf(text: string): number | undefined {
  const [, id] = /"message_id":(-?\d+)/.exec(text) ?? [];
  return id === undefined ? undefined : Number(id);
}
