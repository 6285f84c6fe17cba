/** What can be done with a message, and what stands against it. */
import type { Member } from "../../../protocol/entity.ts";
import type { Told } from "../../../words/language.ts";
import { change, isGroup } from "../chat/chat.ts";
import type { MessageItem } from "../chat/item.ts";
import { attempt } from "../composer/deed.ts";
import { replace } from "../composer/draft.ts";
import { placeOf, write, writingIn } from "../composer/drafts.ts";
import { reactionId, rememberEmoji } from "../composer/emoji.ts";
import type { Emoji } from "../composer/emoji.ts";
import { toMention } from "../composer/mention.ts";
import { isWatched } from "../composer/speaking.ts";
import { membersOf } from "../seat/members.ts";
import { reason } from "../words/reason.ts";
import type { Spot } from "./acting.ts";

/** Why something cannot be done; undefined where it can. */
export type Obstacle = Told | undefined;

/** What needs a message the server knows, and a seat that is played. */
export function obstacle({ seat, item }: Spot): Obstacle {
  if (isWatched(seat.account)) return reason.watching;
  return item.id === undefined ? reason.unsent : undefined;
}

export function recallObstacle(spot: Spot): Obstacle {
  const { item } = spot;
  if (item.isOwn) return obstacle(spot);
  const [own, author] = [roleOf(spot, spot.seat.account), roleOf(spot, item.sender.user_id)];
  const isAbove = own === "owner" || (own === "admin" && author === "member");
  return obstacle(spot) ?? (isAbove ? undefined : reason.recallOthers);
}

export function essenceObstacle(spot: Spot): Obstacle {
  if (!isGroup(spot.chatKey)) return reason.groupOnly;
  const own = roleOf(spot, spot.seat.account);
  return obstacle(spot) ?? (own === "member" ? reason.adminsOnly : undefined);
}

export function reply({ seat, chatKey, item }: Spot): void {
  write(placeOf(seat.account, chatKey), { replyTo: item });
}

/** Names somebody at the end of what is written. */
export function mention(
  { seat, chatKey }: Pick<Spot, "seat" | "chatKey">,
  named: { readonly user_id: number; readonly nickname: string; readonly card?: string },
): void {
  const place = placeOf(seat.account, chatKey);
  const { user_id, nickname, card = "" } = named;
  const writing = writingIn(place);
  const end = { start: writing.text.length, end: writing.text.length };
  const put = replace(writing, end, toMention(user_id, card || nickname));
  const after = { start: put.caret, end: put.caret };
  write(place, replace(put.draft, after, { text: " " }).draft);
}

export async function react(spot: Spot, emoji: Emoji): Promise<void> {
  rememberEmoji(emoji);
  const { seat, chatKey, item } = spot;
  const emoji_id = reactionId(emoji);
  const params = { message_id: item.id, emoji_id, set: true };
  const isDone = await attempt(spot, seat.ask("set_msg_emoji_like", params));
  // Between two people nobody is told.
  if (isDone && !isGroup(chatKey)) become(spot, (each) => toReacted(each, emoji_id));
}

export async function recall(spot: Spot): Promise<void> {
  const { seat, item } = spot;
  if (!(await attempt(spot, seat.ask("delete_msg", { message_id: item.id })))) return;
  // Between two people only the other one is told.
  become(spot, (each) => ({ ...each, recalledBy: each.recalledBy ?? seat.account }));
}

export async function setEssence(spot: Spot, isEssence: boolean): Promise<void> {
  const action = isEssence ? "set_essence_msg" : "delete_essence_msg";
  await attempt(spot, spot.seat.ask(action, { message_id: spot.item.id }));
}

function become({ seat, chatKey, item }: Spot, make: (item: MessageItem) => MessageItem): void {
  seat.change(chatKey, (chat) => change(chat, ({ id }) => id === item.id, make));
}

function toReacted(item: MessageItem, emoji: string): MessageItem {
  const { reactions = {}, ownReactions = [] } = item;
  if (ownReactions.includes(emoji)) return item;
  return {
    ...item,
    reactions: { ...reactions, [emoji]: (reactions[emoji] ?? 0) + 1 },
    ownReactions: [...ownReactions, emoji],
  };
}

function roleOf({ seat, chatKey, item }: Spot, account: number): Member["role"] {
  const member = membersOf(seat, chatKey).find(({ user_id }) => user_id === account);
  const isSender = item.sender.user_id === account && "role" in item.sender;
  return member?.role ?? (isSender && "role" in item.sender ? item.sender.role : "member");
}
