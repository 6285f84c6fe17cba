/** Numbers in the place of the names that people and groups are given by, wherever in params they stand. */
import { isFields } from "../protocol/scalar.ts";
import type { Fields } from "../protocol/scalar.ts";
import { isNumber } from "./directory.ts";
import type { Directory } from "./directory.ts";

const personKeys = new Set([
  "account",
  "admins",
  "friend_id",
  "invitor_id",
  "members",
  "operator_id",
  "owner",
  "owner_id",
  "self_id",
  "sender_id",
  "target_id",
  "uin",
  "user_id",
]);
const messageKeys = new Set(["content", "message", "raw_message"]);
const mention = /(\[CQ:(?:at|poke),(?:[^\]]*,)?qq=)([^,\]]+)/g;

/**
 * Params with numbers in the place of names, in objects and lists within them too: `look` is asked where there is a
 * name. Rejects where nobody or several may be meant.
 */
export async function withNumbers(params: Fields, look: () => Promise<Directory>): Promise<Fields> {
  const named = namesIn(params);
  if (named.length === 0) return params;
  const directory = await look();
  const numbers: Numbers = new Map();
  // One after the other: the first that nobody has is told.
  for (const { kind, name } of named)
    numbers.set(
      `${kind} ${name}`,
      kind === "group" ? directory.group(name) : await directory.person(name),
    );
  return replace(params, (kind, name) => numbers.get(`${kind} ${name}`) ?? name) as Fields;
}

type Kind = "person" | "group";
type Numbers = Map<string, number>;
type Visit = (kind: Kind, name: string) => number | string;

function namesIn(params: Fields): { kind: Kind; name: string }[] {
  const found: { kind: Kind; name: string }[] = [];
  replace(params, (kind, name) => {
    found.push({ kind, name });
    return name;
  });
  return found;
}

/** A value with what `visit` gives for each name in it; `key` is where it stands. */
function replace(value: unknown, visit: Visit, key = ""): unknown {
  if (Array.isArray(value)) return value.map((each) => replace(each, visit, key));
  if (isFields(value)) {
    const entries = Object.entries(value);
    return Object.fromEntries(entries.map(([name, each]) => [name, replace(each, visit, name)]));
  }
  if (typeof value !== "string") return value;
  if (messageKeys.has(key)) return value.replace(mention, toMention(visit));
  if (!isName(value)) return value;
  if (key === "group_id") return visit("group", value);
  if (personKeys.has(key)) return visit("person", value);
  // The standard has text there.
  return key === "qq" ? String(visit("person", value)) : value;
}

function toMention(visit: Visit) {
  return (whole: string, before: string, who: string) =>
    isName(who) ? `${before}${visit("person", who)}` : whole;
}

function isName(text: string): boolean {
  return text !== "" && text !== "all" && !isNumber(text);
}
