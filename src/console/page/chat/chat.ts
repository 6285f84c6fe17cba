/** A conversation of one account: its items in order, and what of it is new. */
import type { ReceivedSegment } from "../../../protocol/entity.ts";
import type { Item, MessageItem } from "./item.ts";
import type { ChatKey } from "./key.ts";

export interface Chat {
  readonly key: ChatKey;
  readonly name: string;
  readonly items: readonly Item[];
  /** What came in since it was last looked at, and whether it named the account. */
  readonly unread: number;
  readonly isNamed: boolean;
  /** The last message, for the list of conversations. */
  readonly last: MessageItem | undefined;
  /** Whether its newest messages were fetched, and whether there are older ones. */
  readonly isLoaded: boolean;
  readonly hasOlder: boolean;
  /** Whether somebody reads old messages of it. */
  readonly isHeld: boolean;
  /** In a conversation with somebody who is no friend: the group it goes by. */
  readonly viaGroup?: number | undefined;
}

const maxItems = 4000;
const keptItems = 3000;
/** While somebody reads what is old. */
const maxHeld = 15_000;

export function newChat(key: ChatKey, name: string): Chat {
  return {
    key,
    name,
    items: [],
    unread: 0,
    isNamed: false,
    last: undefined,
    isLoaded: false,
    hasOlder: true,
    isHeld: false,
  };
}

/** The number of the group or person. */
export function idOf(key: ChatKey): number {
  return Number(key.slice(1));
}

export function isGroup(key: ChatKey): boolean {
  return key.startsWith("g");
}

/** Adds what has just come; a message that is there already takes the place of what is known of it. */
export function append(chat: Chat, item: Item): Chat {
  const known = chat.items.some((each) => isSame(each, item));
  const items = known
    ? chat.items.map((each) => (isSame(each, item) ? { ...each, ...item, key: each.key } : each))
    : trim([...chat.items, item], chat.isHeld ? maxHeld : maxItems);
  const hasOlder = chat.hasOlder || items.length < chat.items.length;
  return { ...chat, items, hasOlder, last: lastOf(items) ?? chat.last };
}

/** Puts a page of history before, or among, what is there. */
export function mergeHistory(
  chat: Chat,
  { page, isWhole }: { page: readonly MessageItem[]; isWhole: boolean },
): Chat {
  const known = new Set(chat.items.map((item) => (item.kind === "message" ? item.id : undefined)));
  const fresh = page.filter(({ id }) => !known.has(id));
  const items = inTime([...withTimes(fresh), ...withTimes(chat.items)]);
  return { ...chat, items, isLoaded: true, hasOlder: !isWhole, last: lastOf(items) ?? chat.last };
}

/** A message has got its number: whatever else stands there as the same one goes. */
export function settle(chat: Chat, { key, id }: { key: string; id: number }): Chat {
  const others = chat.items.filter(
    (item) => item.kind !== "message" || item.id !== id || item.key === key,
  );
  return change(
    { ...chat, items: others },
    (item) => item.key === key,
    (item) => ({ ...item, id, sending: { is: "sent" } }),
  );
}

/** Puts an item after all others. */
export function toEnd(chat: Chat, key: string): Chat {
  if (chat.items.at(-1)?.key === key) return chat;
  const moved = chat.items.filter((item) => item.key === key);
  const items = [...chat.items.filter((item) => item.key !== key), ...moved];
  return { ...chat, items, last: lastOf(items) ?? chat.last };
}

export function remove(chat: Chat, key: string): Chat {
  const items = chat.items.filter((item) => item.key !== key);
  return { ...chat, items, last: lastOf(items) };
}

/** Whether two items are one: a message of one's own is known before it has its number. */
export function isSame(one: Item, other: Item): boolean {
  if (one.key === other.key) return true;
  if (one.kind !== "message" || other.kind !== "message") return false;
  return one.id !== undefined && one.id === other.id;
}

/** Changes the messages that `which` names. */
export function change(
  chat: Chat,
  which: (item: MessageItem) => boolean,
  make: (item: MessageItem) => MessageItem,
): Chat {
  const items = chat.items.map((item) =>
    item.kind === "message" && which(item) ? make(item) : item,
  );
  return { ...chat, items, last: lastOf(items) ?? chat.last };
}

/** As it was before anything was fetched; what is not sent yet stays. */
export function forget({ key, name, items }: Chat): Chat {
  const unsent = items.filter((item) => item.kind === "message" && item.sending.is !== "sent");
  return { ...newChat(key, name), items: unsent };
}

/** Whether a message names somebody. */
export function names(segments: readonly ReceivedSegment[], account: number): boolean {
  return segments.some(
    ({ type, data }) => type === "at" && (data["qq"] === String(account) || data["qq"] === "all"),
  );
}

function lastOf(items: readonly Item[]): MessageItem | undefined {
  return items.findLast((item) => item.kind === "message");
}

interface Timed {
  readonly item: Item;
  readonly time: number;
}

/** What was not sent has no time of the server's, and stays behind what it stands behind. */
function withTimes(items: readonly Item[]): Timed[] {
  let last = 0;
  return items.map((item) => {
    if (item.kind === "notice" || item.id !== undefined) last = item.time;
    return { item, time: last };
  });
}

/** History gives no finer order than seconds; what came in one second stays as it came. */
function inTime(timed: readonly Timed[]): Item[] {
  return [...timed].sort((one, other) => one.time - other.time).map(({ item }) => item);
}

/** Old items go, once there are many: history brings them back. */
function trim(items: readonly Item[], most: number): readonly Item[] {
  return items.length > most ? items.slice(keptItems - most) : items;
}
