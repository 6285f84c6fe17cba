/** What was seen, told as lines of a script. */
import type { ReceivedSegment } from "../protocol/entity.ts";
import { nameParts } from "../protocol/event.ts";
import type { Fields } from "../protocol/scalar.ts";
import type { Cast } from "./cast.ts";
import { encodeText } from "./content.ts";
import { toScriptText } from "./match.ts";
import { encodeParams } from "./param.ts";
import { encodeRef } from "./ref.ts";
import type { Call, Said, Sighting } from "./sight.ts";
import { toSegments } from "./sight.ts";
import { written } from "./written.ts";

/** A message with names for numbers; told with its place unless that is where the scene is. */
export function tellSaid({ who, where, segments }: Said, cast: Cast, here?: number): string {
  const name = encodeRef(cast.nameOf(who));
  const text = encodeText(toScriptText(segments, cast));
  if ("person" in where) return `${name} to ${encodeRef(cast.nameOf(where.person))}: ${text}`;
  if (where.group === here) return `${name}: ${text}`;
  return `${name} in ${encodeRef(cast.titleOf(where.group))}: ${text}`;
}

/** A call and what came of it. */
export function tellCall(account: number, { action, params, reply }: Call, cast: Cast): string {
  const named = encodeParams(
    Object.entries(params).map(([key, value]) => ({ key, value: toNamed(key, value, cast) })),
  );
  return `${encodeRef(cast.nameOf(account))} calls ${action}${named}${tellReply(reply)}`;
}

/** Anything that was seen; empty where it is not worth a line. */
export function tellSighting(sighting: Sighting, cast: Cast, here?: number): string {
  const { account, said, call, frame, event } = sighting;
  if (said) return tellSaid(said, cast, here);
  if (call) return tellCall(account, call, cast);
  if (frame)
    return `# ${encodeRef(cast.nameOf(account))} sent a frame that is no call: ${frame.text}${tellReply(frame.reply)}`;
  return event ? tellEvent(account, event, cast) : "";
}

function tellEvent(account: number, event: Fields, cast: Cast): string {
  const params = Object.entries(event)
    .filter(([key]) => !implied.has(key))
    .map(([key, value]) => ({ key, value: toNamed(key, value, cast) }));
  return `${encodeRef(cast.nameOf(account))} gets ${nameOfEvent(event)}${encodeParams(params)}`;
}

const implied: ReadonlySet<string> = new Set(["time", "self_id", ...nameParts]);

/** Its kind in full, like `notice.group_ban.ban`. */
export function nameOfEvent(event: Fields): string {
  return nameParts.flatMap((key) => (typeof event[key] === "string" ? [event[key]] : [])).join(".");
}

const shown = 200;

function tellReply(reply: Fields | undefined): string {
  if (!reply) return "  # no answer";
  if (reply["status"] !== "failed") return "";
  return `  # refused with ${written(reply["retcode"])}: ${written(reply["message"]).slice(0, shown)}`;
}

const people: ReadonlySet<string> = new Set(["user_id", "target_id", "operator_id", "sender_id"]);

/** A value of a call or an event as a script has it. */
export function toNamed(key: string, value: unknown, cast: Cast): unknown {
  if (people.has(key) && /^\d+$/.test(written(value)) && cast.people.has(Number(value)))
    return cast.nameOf(Number(value));
  if (key === "group_id" && cast.groups.has(Number(value))) return cast.titleOf(Number(value));
  if (key === "message" && value !== null && isMessage(value))
    return toScriptText(toSegments(value), cast);
  return value;
}

function isMessage(value: unknown): value is string | ReceivedSegment[] {
  return typeof value === "string" || (Array.isArray(value) && value.length > 0);
}
