/** Whom and what something tells of: an event, what an action gives, and the params of a call. */
import { isFields } from "./scalar.ts";
import type { Fields } from "./scalar.ts";

/** The groups and people something is of. */
export interface About {
  readonly groups: readonly number[];
  readonly users: readonly number[];
}

/** What a call names: a group, a person, or something that belongs to some. */
export type Named =
  | { readonly kind: "group" | "user"; readonly id: number }
  | {
      readonly kind: "message" | "forward" | "request" | "file" | "medium";
      readonly id: number | string;
    };

const userKeys = [
  "user_id",
  "operator_id",
  "sender_id",
  "invitor_uin",
  "requester_uin",
  "uploader",
  "creator",
  "uin",
  "tinyId",
] as const;

/** What stands within and says of whom the whole is. */
const innerKeys = ["sender", "lastestMsg"] as const;

/** Of an event, or an object that an action gives; 0 is nobody. */
export function aboutOf(value: object): About {
  const fields = value as Fields;
  const groups = toIds(fields["group_id"]);
  const users = userKeys.flatMap((key) => toIds(fields[key]));
  // A message of one's own to a group has the group as its target.
  if (groups.length === 0 || fields["post_type"] !== "message_sent")
    users.push(...toIds(fields["target_id"]));
  for (const key of innerKeys) {
    const inner = fields[key];
    if (!isFields(inner)) continue;
    const about = aboutOf(inner);
    groups.push(...about.groups);
    users.push(...about.users);
  }
  return { groups, users };
}

/** What the params of a call name, after their schema has read them. */
export function namedIn(params: unknown): Named[] {
  if (!isFields(params)) return [];
  return Object.entries(params).flatMap(([key, value]) => {
    const kind = kinds.get(key);
    if (kind === "segments") return namedInMessage(value);
    if (kind === undefined) return [];
    return [value].flat().flatMap((each) => toNamed(kind, each));
  });
}

const kinds = new Map<string, Named["kind"] | "segments">([
  ["group_id", "group"],
  ["user_id", "user"],
  ["target_id", "user"],
  ["message_id", "message"],
  ["id", "forward"],
  ["flag", "request"],
  ["file_id", "file"],
  ["file", "medium"],
  ["image", "medium"],
  ["url", "medium"],
  ["message", "segments"],
  ["messages", "segments"],
  ["content", "segments"],
]);

function namedInMessage(message: unknown): Named[] {
  if (!Array.isArray(message)) return [];
  return message.flatMap((segment: unknown) => {
    if (!isFields(segment) || !isFields(segment["data"])) return [];
    const { type, data } = segment;
    // Segments carry what their type does not know, and what is not known here may show a file all the same.
    return [...namedByType(type, data), ...namedAsFile(data)];
  });
}

function namedByType(type: unknown, data: Fields): Named[] {
  switch (type) {
    case "at":
    case "poke":
      return toNamed("user", data["qq"]);
    case "contact":
      return toNamed(data["type"] === "group" ? "group" : "user", data["id"]);
    case "reply":
      return toNamed("message", data["id"]);
    case "forward":
      return toNamed("forward", data["id"]);
    case "node":
      return [...toNamed("message", data["id"]), ...namedInMessage(data["content"])];
    default:
      return [];
  }
}

function namedAsFile(data: Fields): Named[] {
  return [
    ...toNamed("medium", data["file"]),
    ...toNamed("medium", data["url"]),
    ...toNamed("file", data["file_id"]),
  ];
}

function toNamed(kind: Named["kind"], value: unknown): Named[] {
  if (kind === "group" || kind === "user") return toIds(value).map((id) => ({ kind, id }));
  const isName = (typeof value === "string" && value !== "") || typeof value === "number";
  return isName ? [{ kind, id: value }] : [];
}

function toIds(value: unknown): number[] {
  const id = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof id === "number" && id > 0 ? [id] : [];
}
