/** The statement that repeats a call, or expects it of a bot. */
import type { Fields } from "../protocol/scalar.ts";
import type { Cast } from "./cast.ts";
import { referring } from "./reference.ts";
import type { Kind, References } from "./reference.ts";
import { toNamed } from "./retell.ts";
import type { Param, Statement } from "./script.ts";
import { maxSpan } from "./span.ts";
import { written } from "./written.ts";

interface Made {
  readonly account: number;
  readonly action: string;
  readonly params: Fields;
  /** What was answered. */
  readonly data: Fields;
}

interface Options {
  readonly cast: Cast;
  readonly references: References;
  readonly isBot: boolean;
}

/** Undefined where it refers to something that is not in the recording. */
export function deedOf(made: Made, options: Options): Statement | undefined {
  const { cast, references, isBot } = options;
  const { account, action, params, data } = made;
  const who = cast.nameOf(account);
  const refer = (kind: Kind, id: unknown) => references.labelOf(kind, written(id));
  const label = refer("message", data["message_id"]) ?? refer("request", data["flag"]);
  const labelled = label === undefined ? {} : { label };
  const comment = written(params["comment"]);
  const person = () => cast.nameOf(Number(params["user_id"]));
  const group = () => cast.titleOf(Number(params["group_id"]));
  switch (action) {
    case "delete_msg": {
      const of = refer("message", params["message_id"]);
      return of === undefined ? undefined : { is: "recalls", who, of };
    }
    case "set_friend_add_request":
    case "set_group_add_request": {
      const of = refer("request", params["flag"]);
      if (of === undefined) return undefined;
      const isFriendship = references.isFriendship(written(params["flag"]));
      // A bot that takes one for the other is refused.
      if (isFriendship !== (action === "set_friend_add_request")) break;
      const isRefused = /^(?:false|0|no)$/i.test(written(params["approve"]));
      const reason = isRefused ? written(params["reason"]) : "";
      return { is: isRefused ? "refuses" : "accepts", who, of, reason };
    }
    case ".sandbox.clock": {
      const { advance, ...others } = params;
      const seconds =
        typeof advance === "number" && Math.abs(advance) * 1000 <= maxSpan ? advance : undefined;
      if (seconds !== undefined && Object.keys(others).length === 0)
        return { is: "clock", clock: { seconds } };
      break;
    }
    case ".sandbox.clear_faults":
      if (params["id"] === undefined) return { is: "fault", params: [] };
      break;
    case ".sandbox.create_user":
    case ".sandbox.create_group": {
      const isPerson = action === ".sandbox.create_user";
      const { user_id, group_id, nickname, name, group_name, ...rest } = params;
      const id = Number(data[isPerson ? "user_id" : "group_id"] ?? (isPerson ? user_id : group_id));
      const named = written(nickname ?? name ?? group_name) || String(id);
      if (Number.isNaN(id)) break;
      const owner = isPerson || rest["owner"] !== undefined ? {} : { owner: account };
      const more = toParams({ ...owner, ...rest }, options);
      return more && { is: isPerson ? "new-person" : "new-group", name: named, id, params: more };
    }
    case ".sandbox.ask_join":
      if (!isBot) return { is: "asks-to-join", who, ...labelled, group: group(), comment };
      break;
    case ".sandbox.ask_friend":
      if (!isBot) return { is: "asks-to-befriend", who, ...labelled, whom: person(), comment };
      break;
    case ".sandbox.invite":
      if (!isBot)
        return { is: "invites", who, ...labelled, whom: person(), group: group(), comment };
      break;
  }
  const all = toParams(params, options);
  const fault = action === ".sandbox.fault" ? refer("fault", data["id"]) : undefined;
  if (action === ".sandbox.fault" && fault === undefined)
    return all && { is: "fault", params: all };
  const own = fault === undefined ? labelled : { label: fault };
  return all && { is: "calls", who, ...own, action, params: all };
}

/** Params with names for numbers, and labels for what they refer to. */
function toParams(params: Fields, { cast, references }: Options): Param[] | undefined {
  const entries = Object.entries(params).map(([key, value]): Param | undefined => {
    const kind =
      referring[key] ?? (key === "id" && typeof value === "number" ? "fault" : undefined);
    const label = kind && references.labelOf(kind, written(value));
    if (label !== undefined) return { key, value: `{${label}}` };
    // Of what was there before the recording nothing is known.
    if (kind === "request" || kind === "message") return undefined;
    return { key, value: nameAll(key, value, cast) };
  });
  return entries.some((entry) => entry === undefined)
    ? undefined
    : entries.filter((entry) => entry !== undefined);
}

const lists: ReadonlySet<string> = new Set(["members", "admins"]);

function nameAll(key: string, value: unknown, cast: Cast): unknown {
  if (lists.has(key) && Array.isArray(value))
    return value.map((each) => toNamed("user_id", each, cast));
  if (key === "owner" || key === "account") return toNamed("user_id", value, cast);
  // Who made the fault has chosen the bot by choosing nobody.
  return toNamed(key, value, cast);
}
