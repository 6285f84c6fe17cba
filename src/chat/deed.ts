/** What somebody does, as a call: for people it is made, of a bot it is expected. */
import type { Fields } from "../protocol/scalar.ts";
import type { Cast } from "./cast.ts";
import type { Meaning } from "./meaning.ts";
import type { Deed, Param, Say } from "./script.ts";

export interface Act {
  readonly action: string;
  readonly params: Fields;
}

/** Where the scene is: the group that the last `in` named. */
export type Where = number | undefined;

/** Where something is said; undefined where nobody knows. */
export function placeOf(
  { to }: Pick<Say, "to">,
  { cast, where }: { cast: Cast; where: Where },
): { group: number } | { person: number } | undefined {
  if (to === undefined) return where === undefined ? undefined : { group: where };
  return "person" in to ? { person: cast.person(to.person) } : { group: cast.group(to.group) };
}

/** The call that does what a person does. */
export async function toAct(deed: Deed, meaning: Meaning, where: Where): Promise<Act | undefined> {
  const { cast } = meaning;
  switch (deed.is) {
    case "say": {
      const place = placeOf(deed, { cast, where });
      if (!place) return undefined;
      const { content, replyTo } = deed;
      const text = "text" in content ? content.text : content.pattern;
      const said = await meaning.message(text, true);
      const message = replyTo === undefined ? said : [replySegment(meaning, replyTo), ...said];
      return "group" in place
        ? { action: "send_group_msg", params: { group_id: place.group, message } }
        : { action: "send_private_msg", params: { user_id: place.person, message } };
    }
    case "calls":
      return { action: deed.action, params: await meaning.values(deed.params, true) };
    case "recalls":
      return { action: "delete_msg", params: { message_id: meaning.fill(`{${deed.of}}`) } };
    case "pokes": {
      const user_id = cast.person(deed.whom);
      const group = where === undefined ? {} : { group_id: where };
      return { action: "send_poke", params: { user_id, ...group } };
    }
    case "asks-to-join":
      return {
        action: ".sandbox.ask_join",
        params: { group_id: cast.group(deed.group), comment: meaning.fill(deed.comment) },
      };
    case "asks-to-befriend":
      return {
        action: ".sandbox.ask_friend",
        params: { user_id: cast.person(deed.whom), comment: meaning.fill(deed.comment) },
      };
    case "invites":
      return {
        action: ".sandbox.invite",
        params: {
          group_id: cast.group(deed.group),
          user_id: cast.person(deed.whom),
          comment: meaning.fill(deed.comment),
        },
      };
    case "accepts":
    case "refuses": {
      const reason = deed.reason === "" ? {} : { reason: meaning.fill(deed.reason) };
      const kind = meaning.kinds.get(deed.of) ?? "group";
      const params = { flag: meaning.fill(`{${deed.of}}`), approve: deed.is === "accepts" };
      return kind === "friend"
        ? { action: "set_friend_add_request", params }
        : { action: "set_group_add_request", params: { ...params, ...reason } };
    }
    default:
      return deed satisfies never;
  }
}

/** The segment that answers a message. */
export function replySegment(meaning: Meaning, label: string) {
  return { type: "reply", data: { id: meaning.variables.get(label) ?? label } };
}

/** What is expected of a bot that does it: what it says, a call of it, or an event that anybody gets. */
export type Wanted =
  | { readonly is: "said"; readonly say: Say }
  | { readonly is: "called"; readonly action: string; readonly params: readonly Param[] }
  | { readonly is: "told"; readonly event: string; readonly params: readonly Param[] };

export function toWanted(deed: Deed, meaning: Meaning): Wanted {
  const { cast } = meaning;
  const told = (event: string, fields: Fields): Wanted => ({
    is: "told",
    event,
    params: toParams({ user_id: cast.person(deed.who), ...fields }),
  });
  const asked = (comment: string) => (comment === "" ? {} : { comment });
  switch (deed.is) {
    case "say":
      return { is: "said", say: deed };
    case "calls":
      return { is: "called", action: deed.action, params: deed.params };
    case "recalls":
      return {
        is: "called",
        action: "delete_msg",
        params: toParams({ message_id: `{${deed.of}}` }),
      };
    case "accepts":
    case "refuses": {
      const reason = deed.reason === "" ? {} : { reason: deed.reason };
      const params = { flag: `{${deed.of}}`, approve: deed.is === "accepts", ...reason };
      return { is: "called", action: "set_*_add_request", params: toParams(params) };
    }
    case "pokes":
      return told("notice.notify.poke", { target_id: cast.person(deed.whom) });
    case "asks-to-join":
      return told("request.group.add", {
        group_id: cast.group(deed.group),
        ...asked(deed.comment),
      });
    case "asks-to-befriend":
      return told("request.friend", {
        self_id: cast.person(deed.whom),
        ...asked(deed.comment),
      });
    case "invites":
      return told("request.group.invite", {
        group_id: cast.group(deed.group),
        self_id: cast.person(deed.whom),
        ...asked(deed.comment),
      });
    default:
      return deed satisfies never;
  }
}

function toParams(fields: Fields): Param[] {
  return Object.entries(fields).map(([key, value]) => ({ key, value }));
}
