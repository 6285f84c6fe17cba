import { expect, test } from "bun:test";

import {
  append,
  mergeHistory,
  newChat,
  remove,
  settle,
  toEnd,
} from "../../src/console/page/chat/chat.ts";
import type { Chat } from "../../src/console/page/chat/chat.ts";
import type { MessageItem } from "../../src/console/page/chat/item.ts";

const sender = { user_id: 20002, nickname: "Alice", sex: "unknown" as const, age: 0 };

function item(key: string, changes: Partial<MessageItem> = {}): MessageItem {
  return {
    kind: "message",
    key,
    id: undefined,
    time: 0,
    sender,
    segments: [],
    isOwn: true,
    isAnonymous: false,
    sending: { is: "sending" },
    ...changes,
  };
}

function chatOf(...items: MessageItem[]): Chat {
  return items.reduce(append, newChat("g10010", "group"));
}

const keysIn = ({ items }: Chat) => items.map(({ key }) => key);

test("a message that was told before its number was known stands there once", () => {
  const chat = chatOf(item("new1"), item("m7", { id: 7 }));
  const settled = settle(chat, { key: "new1", id: 7 });
  expect(settled.items).toMatchObject([{ key: "new1", id: 7, sending: { is: "sent" } }]);
});

test("history and events know one's own message by its number", () => {
  const chat = chatOf(item("new1", { id: 7, time: 5 }));
  const merged = mergeHistory(chat, { page: [item("m7", { id: 7, time: 5 })], isWhole: true });
  expect([keysIn(merged), keysIn(append(chat, item("m7", { id: 7 })))]).toEqual([
    ["new1"],
    ["new1"],
  ]);
});

test("what was not sent stays behind what it was written after, whatever the clocks say", () => {
  const chat = chatOf(item("m1", { id: 1, time: 10 }), item("new1", { time: 9999 }));
  const page = [item("m0", { id: 0, time: 9 }), item("m2", { id: 2, time: 11 })];
  expect(keysIn(mergeHistory(chat, { page, isWhole: true }))).toEqual(["m0", "m1", "new1", "m2"]);
});

test("what is sent again becomes the newest, and what is given up goes", () => {
  const chat = chatOf(item("new1"), item("m2", { id: 2 }));
  expect([keysIn(toEnd(chat, "new1")), keysIn(remove(chat, "new1"))]).toEqual([
    ["m2", "new1"],
    ["m2"],
  ]);
});
