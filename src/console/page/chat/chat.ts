/** A conversation of one account: its items in order, and what of it is new. */
import type { ReceivedSegment } from "../../../protocol/entity.ts";
import type { ChatKey } from "../route.ts";
import type { Item, MessageItem } from "./item.ts";

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
  /** In a conversation with somebody who is no friend: the group it goes by. */
  readonly viaGroup?: number | undefined;
}

const maxItems = 4000;
const keptItems = 3000;

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
  const known = chat.items.some(({ key }) => key === item.key);
  const items = known
    ? chat.items.map((each) => (each.key === item.key ? { ...each, ...item } : each))
    : trim([...chat.items, item]);
  const hasOlder = chat.hasOlder || items.length < chat.items.length;
  return { ...chat, items, hasOlder, last: lastOf(items) ?? chat.last };
}

/** Puts a page of history before, or among, what is there. */
export function mergeHistory(
  chat: Chat,
  { page, isWhole }: { page: readonly MessageItem[]; isWhole: boolean },
): Chat {
  const known = new Set(chat.items.map(({ key }) => key));
  const fresh = page.filter(({ key }) => !known.has(key));
  const items = [...fresh, ...chat.items].sort(byTime);
  return { ...chat, items, isLoaded: true, hasOlder: !isWhole, last: lastOf(items) ?? chat.last };
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

/** History gives no finer order than seconds; what came in one second stays as it came. */
function byTime(one: Item, other: Item): number {
  return one.time - other.time;
}

/** Old items go, once there are many: history brings them back. */
function trim(items: readonly Item[]): readonly Item[] {
  return items.length > maxItems ? items.slice(-keptItems) : items;
}
