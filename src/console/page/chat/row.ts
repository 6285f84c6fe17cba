/** What stands between the items of a conversation, and which of them belong together. */
import type { Item, MessageItem } from "./item.ts";
import { isSameDay } from "./time.ts";

/** Seconds of silence after which the time is told. */
const pause = 300;

/** Before an item: a new day, the time after a pause, or nothing. */
export function breakBefore(item: Item, before: Item | undefined): "day" | "pause" | undefined {
  if (!before || !isSameDay(before.time, item.time)) return "day";
  return item.time - before.time > pause ? "pause" : undefined;
}

/** Whether a message goes on from what stands before it, by the same sender. */
export function isNextOf(item: MessageItem, before: Item | undefined): boolean {
  return (
    before?.kind === "message" &&
    before.recalledBy === undefined &&
    before.sender.user_id === item.sender.user_id &&
    before.sender.nickname === item.sender.nickname &&
    before.isAnonymous === item.isAnonymous &&
    breakBefore(item, before) === undefined
  );
}
