/** Everything bots are told (event/message, notice, request, meta). */
import * as v from "valibot";

import {
  Anonymous,
  GroupSender,
  Int,
  PrivateSender,
  ReceivedMessage,
  Status,
  messageFormat,
  messageIds,
} from "./entity.ts";

const common = { time: Int, self_id: Int };

const messageFields = {
  ...common,
  ...messageIds,
  ...messageFormat,
  user_id: Int,
  message: ReceivedMessage,
  raw_message: v.string(),
  font: Int,
};
const privateFields = {
  message_type: v.literal("private"),
  sub_type: v.picklist(["friend", "group", "other"]),
  ...messageFields,
  sender: PrivateSender,
};
const groupFields = {
  message_type: v.literal("group"),
  sub_type: v.picklist(["normal", "anonymous", "notice"]),
  ...messageFields,
  group_id: Int,
  anonymous: v.nullable(Anonymous),
  sender: GroupSender,
};
const received = { post_type: v.literal("message") };
const own = { post_type: v.literal("message_sent"), target_id: Int };

const messages = [
  v.strictObject({ ...received, ...privateFields }),
  v.strictObject({ ...received, ...groupFields }),
  v.strictObject({ ...own, ...privateFields }),
  v.strictObject({ ...own, ...groupFields }),
] as const;

function notice<const Type extends string, const Entries extends v.ObjectEntries>(
  type: Type,
  entries: Entries,
) {
  return v.strictObject({
    ...common,
    post_type: v.literal("notice"),
    notice_type: v.literal(type),
    ...entries,
  });
}

function subType<const Types extends readonly string[]>(...types: Types) {
  return { sub_type: v.picklist(types) };
}

const inGroup = { group_id: Int, user_id: Int };
const operated = { ...inGroup, operator_id: Int };
const file = { name: v.string(), size: Int };

const notices = [
  notice("group_upload", {
    ...inGroup,
    file: v.strictObject({ id: v.string(), ...file, busid: Int }),
  }),
  notice("group_admin", { ...subType("set", "unset"), ...inGroup }),
  notice("group_decrease", { ...subType("leave", "kick", "kick_me"), ...operated }),
  notice("group_increase", { ...subType("approve", "invite"), ...operated }),
  notice("group_ban", { ...subType("ban", "lift_ban"), ...operated, duration: Int }),
  notice("friend_add", { user_id: Int }),
  notice("group_recall", { ...operated, message_id: Int }),
  notice("friend_recall", { user_id: Int, message_id: Int }),
  notice("group_card", { ...inGroup, card_new: v.string(), card_old: v.string() }),
  notice("essence", {
    ...subType("add", "delete"),
    ...operated,
    sender_id: Int,
    message_id: Int,
  }),
  notice("group_msg_emoji_like", {
    ...inGroup,
    message_id: Int,
    likes: v.array(v.strictObject({ emoji_id: v.string(), count: Int })),
    is_add: v.boolean(),
  }),
  notice("offline_file", {
    user_id: Int,
    file: v.strictObject({ ...file, url: v.string() }),
  }),
  notice("notify", {
    sub_type: v.literal("poke"),
    group_id: v.exactOptional(Int),
    user_id: Int,
    target_id: Int,
    sender_id: v.exactOptional(Int),
    raw_info: v.array(v.looseObject({ type: v.string() })),
  }),
  notice("notify", {
    sub_type: v.literal("input_status"),
    user_id: Int,
    group_id: Int,
    event_type: Int,
    status_text: v.string(),
  }),
  notice("notify", {
    sub_type: v.literal("profile_like"),
    operator_id: Int,
    operator_nick: v.string(),
    times: Int,
  }),
  notice("notify", { sub_type: v.literal("lucky_king"), ...inGroup, target_id: Int }),
  notice("notify", {
    sub_type: v.literal("honor"),
    ...inGroup,
    honor_type: v.picklist(["talkative", "performer", "emotion"]),
  }),
  notice("notify", { sub_type: v.literal("title"), ...inGroup, title: v.string() }),
  notice("notify", { sub_type: v.literal("group_name"), ...inGroup, name_new: v.string() }),
] as const;

const asked = {
  ...common,
  post_type: v.literal("request"),
  user_id: Int,
  comment: v.string(),
  flag: v.string(),
};
const requests = [
  v.strictObject({ ...asked, request_type: v.literal("friend") }),
  v.strictObject({
    ...asked,
    request_type: v.literal("group"),
    ...subType("add", "invite"),
    group_id: Int,
  }),
] as const;

const meta = { ...common, post_type: v.literal("meta_event") };
const metaEvents = [
  v.strictObject({
    ...meta,
    meta_event_type: v.literal("lifecycle"),
    ...subType("enable", "disable", "connect"),
  }),
  v.strictObject({
    ...meta,
    meta_event_type: v.literal("heartbeat"),
    status: Status,
    interval: Int,
  }),
] as const;

/** Any event, with its message in either format. */
export const BotEvent = v.union([...messages, ...notices, ...requests, ...metaEvents]);
export type BotEvent = v.InferOutput<typeof BotEvent>;

/** A lifecycle event: enable and disable go by HTTP POST, connect to the WebSocket that just opened. */
export function lifecycle(
  sub_type: "enable" | "disable" | "connect",
  { time, self_id }: { time: number; self_id: number },
): BotEvent {
  return { time, self_id, post_type: "meta_event", meta_event_type: "lifecycle", sub_type };
}

/** The fields that an event's kind is made of, in their order. */
export const nameParts = [
  "post_type",
  "message_type",
  "notice_type",
  "request_type",
  "meta_event_type",
  "sub_type",
] as const;

/** What the kind of an event is made of, whatever server tells of it. */
export type NameParts = Readonly<Partial<Record<(typeof nameParts)[number], string>>>;

/** Its kind in full: `message.group.normal`, `notice.notify.poke`, `request.friend`. */
export function nameOf(event: NameParts): string {
  return nameParts.flatMap((key) => event[key] ?? []).join(".");
}

/** The names of all events there are. */
export const eventNames: readonly string[] = BotEvent.options.flatMap(({ entries }) =>
  nameParts
    .flatMap((key) => (key in entries ? [wordsOf(entries[key as keyof typeof entries])] : []))
    .reduce<string[]>(
      (names, words) => names.flatMap((name) => words.map((word) => `${name}.${word}`)),
      [""],
    )
    .map((name) => name.slice(1)),
);

/** The words a part of a name may be. */
function wordsOf(schema: object): string[] {
  if ("literal" in schema) return [String(schema.literal)];
  return "options" in schema ? (schema.options as string[]) : [];
}

/** What kind of event it is: the value of its one detail type, like `group_ban`. */
export function typeOf(event: BotEvent): string {
  switch (event.post_type) {
    case "message":
    case "message_sent":
      return event.message_type;
    case "notice":
      return event.notice_type;
    case "request":
      return event.request_type;
    case "meta_event":
      return event.meta_event_type;
    default:
      return event satisfies never;
  }
}

export type MessageFormat = "array" | "string";

/** The text that goes to bots: the message as segments or, in string format, as its CQ string. */
export function encodeEvent(event: BotEvent, format: MessageFormat): string {
  return JSON.stringify(
    format === "string" && "raw_message" in event
      ? { ...event, message: event.raw_message, message_format: format }
      : event,
  );
}
