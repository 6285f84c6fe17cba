/** The messages of late and what became of them, read from the frames as they come. */
import type { Receiver } from "../../../entry.ts";
import type { Frame } from "../../../frames.ts";
import { readFrames, useFrames } from "../wire/frames.ts";
import { isToolAt } from "../wire/software.ts";
import { findQuoting, readQuotable } from "./quoting.ts";
import type { Quotable, Quoting } from "./quoting.ts";
import { messageOf, newTracing } from "./tracing.ts";
import type { TracedCall, Tracing } from "./tracing.ts";

/** Milliseconds after an event in which calls are taken for its consequences. */
export const window = 5000;
const maxTracings = 3000;
const maxRecent = 100;
const maxCalls = 200;
/** Calls that may still be answered. */
const maxOpen = 2000;

interface Recent {
  readonly tracing: Tracing;
  readonly at: number;
  readonly quotable: Quotable;
}

interface Open {
  readonly frame: Frame;
  readonly tracing: Tracing | undefined;
  readonly call: TracedCall | undefined;
}

const tracings = new Map<number, Tracing>();
/** What the bots of each account got lately, newest last. */
const recents = new Map<number, Recent[]>();
/** What has not been answered yet, by its frame. */
const open = new Map<number, Open>();

/** Reads frames from now on; gives how to end it. */
export function startTracings(): () => void {
  return readFrames({ take, forget });
}

export function tracingOf(message: number): Tracing | undefined {
  return tracings.get(message);
}

/** What became of a message, drawn anew when that changes. */
export function useTracing(message: number | undefined): Tracing | undefined {
  useFrames(() => (message === undefined ? 0 : (tracings.get(message)?.version ?? 0)));
  return message === undefined ? undefined : tracings.get(message);
}

/** The message that a frame brought or sent, or that it may answer. */
export function useTracingOf(frame: Frame): Tracing | undefined {
  useFrames((state) => state.version);
  if (frame.kind === "event") return tracingOf(messageOf(frame.text) ?? Number.NaN);
  return [...tracings.values()].findLast(
    ({ calls, sentBy }) =>
      sentBy?.id === frame.id || calls.some((call) => call.frame.id === frame.id),
  );
}

/** The messages that bots answered, in order. */
export function answered(): number[] {
  return [...tracings.values()]
    .filter(({ calls }) => calls.length > 0)
    .sort((one, other) => one.at - other.at)
    .map(({ message }) => message);
}

function take(frame: Frame): void {
  switch (frame.kind) {
    case "event":
      takeEvent(frame);
      return;
    case "call":
    case "refused":
      takeCall(frame);
      return;
    case "reply":
      takeReply(frame);
      return;
    default:
      frame.kind satisfies never;
  }
}

function forget(): void {
  tracings.clear();
  recents.clear();
  open.clear();
}

function takeEvent(frame: Frame): void {
  if (!frame.name.startsWith("message.")) return;
  const message = messageOf(frame.text);
  if (message === undefined) return;
  const tracing = ensure(message, frame.time_ms);
  tracing.version++;
  if (!frame.parties.some(isBot)) {
    tracing.other ??= frame;
    return;
  }
  if (tracing.events.length === 0) tracing.at = frame.time_ms;
  tracing.events.push(frame);
  if (frame.parties.some(({ connection }) => connection === undefined))
    keepOpen(frame, { tracing });
  const list = recents.get(frame.account) ?? [];
  recents.set(frame.account, list);
  if (list.at(-1)?.tracing === tracing) return;
  list.push({ tracing, at: frame.time_ms, quotable: readQuotable(message, frame.text) });
  if (list.length > maxRecent) list.splice(0, list.length - maxRecent);
}

function takeCall(frame: Frame): void {
  const [party] = frame.parties;
  if (!party) return;
  const found = isBot(party) ? findCause(frame) : undefined;
  if (!found || found.tracing.calls.length >= maxCalls) {
    keepOpen(frame, {});
    return;
  }
  const call: TracedCall = { frame, party, isSure: found.quoting !== undefined };
  found.tracing.calls.push(call);
  found.tracing.version++;
  keepOpen(frame, { tracing: found.tracing, call });
}

function takeReply(frame: Frame): void {
  const asked = open.get(frame.of ?? 0);
  if (!asked) return;
  open.delete(asked.frame.id);
  const { tracing, call } = asked;
  if (tracing) {
    if (call) call.reply = frame;
    else tracing.answers.set(asked.frame.id, frame);
    tracing.version++;
  }
  const sent =
    frame.retcode === 0 && asked.frame.name.includes("send") ? messageOf(frame.text) : undefined;
  if (sent === undefined) return;
  const told = ensure(sent, asked.frame.time_ms);
  told.sentBy = asked.frame;
  told.version++;
}

/** The newest message that a call quotes, else one whose place it speaks of, else the newest at all. */
function findCause({
  account,
  time_ms,
  text,
}: Frame): { tracing: Tracing; quoting: Quoting } | undefined {
  const list = (recents.get(account) ?? []).filter(({ at }) => time_ms - at <= window).reverse();
  const found = list.map(({ tracing, quotable }) => ({
    tracing,
    quoting: findQuoting(text, quotable),
  }));
  return (
    found.find(({ quoting }) => quoting === "message") ??
    found.find(({ quoting }) => quoting === "place") ??
    found[0]
  );
}

function ensure(message: number, at: number): Tracing {
  const found = tracings.get(message);
  if (found) return found;
  const tracing = newTracing(message, at);
  tracings.set(message, tracing);
  dropOldest(tracings, maxTracings);
  return tracing;
}

function keepOpen(frame: Frame, { tracing, call }: { tracing?: Tracing; call?: TracedCall }): void {
  open.set(frame.id, { frame, tracing, call });
  dropOldest(open, maxOpen);
}

/** Maps keep the order in which they were filled. */
function dropOldest(map: Map<number, unknown>, most: number): void {
  const [oldest] = map.size > most ? map.keys() : [];
  if (oldest !== undefined) map.delete(oldest);
}

function isBot({ isSeat, connection }: Receiver): boolean {
  return isSeat !== true && !isToolAt(connection);
}
