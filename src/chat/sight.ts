/** What was seen of what goes on, in the order of the record: what is said is seen once, whoever is told of it. */
import type { Entry } from "../entry.ts";
import { decodeCq } from "../protocol/cq.ts";
import type { ReceivedSegment } from "../protocol/entity.ts";
import { isFields } from "../protocol/scalar.ts";
import type { Fields } from "../protocol/scalar.ts";
import { written } from "./written.ts";

/** A message, and where it was said. */
export interface Said {
  readonly id: number;
  readonly who: number;
  readonly where: { readonly group: number } | { readonly person: number };
  readonly segments: readonly ReceivedSegment[];
}

export interface Call {
  readonly action: string;
  readonly params: Fields;
  readonly client: string;
  readonly reply: Fields | undefined;
}

export interface Sighting {
  readonly at: number;
  readonly account: number;
  readonly said?: Said;
  readonly call?: Call;
  /** The text of a frame that was no call, and what was answered. */
  readonly frame?: { readonly text: string; readonly reply: Fields | undefined };
  readonly event?: Fields;
  /** Whether something that was expected was this. */
  isMet: boolean;
}

export class Sights {
  readonly all: Sighting[] = [];
  readonly #heard = new Set<string>();

  /** Takes in what the record has; gives it as it is seen. */
  add({ account, event, call }: Entry): Sighting {
    const base = { at: this.all.length, account, isMet: false };
    const sighting: Sighting = { ...base, ...this.#see(event), ...seeCall(call) };
    this.all.push(sighting);
    return sighting;
  }

  #see(event: unknown): Pick<Sighting, "said" | "event"> {
    if (!isFields(event)) return {};
    const said = toSaid(event);
    if (!said) return { event };
    const key = `${said.id}`;
    if (this.#heard.has(key)) return { event };
    this.#heard.add(key);
    return { event, said };
  }
}

/** The message that an event tells of; undefined where it tells of none. */
export function toSaid(event: Fields): Said | undefined {
  const isOwn = event["post_type"] === "message_sent";
  if (!isOwn && event["post_type"] !== "message") return undefined;
  const [id, who] = [Number(event["message_id"]), Number(event["user_id"])];
  const where =
    event["message_type"] === "group"
      ? { group: Number(event["group_id"]) }
      : { person: Number(isOwn ? event["target_id"] : event["self_id"]) };
  return { id, who, where, segments: toSegments(event["message"]) };
}

/** A message in either format, as segments whose values are texts. */
export function toSegments(message: unknown): ReceivedSegment[] {
  if (typeof message === "string") return decodeCq(message);
  const list: unknown[] = Array.isArray(message) ? message : [message];
  return list.filter(isFields).map(({ type, data }) => ({
    type: written(type),
    data: Object.fromEntries(
      Object.entries(isFields(data) ? data : {})
        .filter(([, value]) => value !== null && value !== undefined)
        .map(([key, value]) => [key, written(value)]),
    ),
  }));
}

function seeCall(call: Entry["call"]): Pick<Sighting, "call" | "frame"> {
  if (!call) return {};
  const { client, reply } = call;
  const answer = isFields(reply) ? reply : undefined;
  if ("frame" in call) return { frame: { text: call.frame, reply: answer } };
  const params = isFields(call.params) ? call.params : {};
  return { call: { action: call.action, params, client, reply: answer } };
}
