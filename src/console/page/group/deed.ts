/** Doing something to a member, as whoever is to do it. */
import type { Member } from "../../../protocol/entity.ts";
import { idOf } from "../chat/chat.ts";
import { openForm } from "../palette/form-store.ts";
import { openSeat } from "../route.ts";
import type { ChatKey } from "../route.ts";
import { askAs } from "../seat/call-as.ts";
import type { Seat } from "../seat/seat.ts";
import { cardOf, group as words, honorFor, muteOf, titleFor } from "../words/group.ts";
import { nameIn } from "./right.ts";

export interface Doing {
  readonly seat: Seat;
  readonly chatKey: ChatKey;
  readonly actor: Member;
  readonly other: Member;
}

/** Rejects with `CallRefused` or `Unanswered`. */
export function perform(
  { chatKey, actor, other }: Doing,
  { action, params }: { action: string; params: object },
): Promise<unknown> {
  const whom = { group_id: idOf(chatKey), user_id: other.user_id };
  return askAs(actor.user_id, action, { ...whom, ...params });
}

/** Opens the conversation with somebody; with who is no friend it goes by the group. */
export function whisper({ seat, chatKey, other }: Doing): void {
  const key: ChatKey = `p${other.user_id}`;
  const isFriend = seat.store.getState().friends.some(({ user_id }) => user_id === other.user_id);
  seat.change(key, (chat) => ({
    ...chat,
    name: chat.name === String(other.user_id) ? other.nickname : chat.name,
    ...(!isFriend && { viaGroup: idOf(chatKey) }),
  }));
  openSeat(seat.account, key);
}

export function editCard(doing: Doing): void {
  openForm({
    ...formFor(doing),
    action: "set_group_card",
    title: cardOf(nameIn(doing.other)),
    fields: ["card"],
    values: { card: doing.other.card },
  });
}

export function giveTitle(doing: Doing): void {
  openForm({
    ...formFor(doing),
    action: "set_group_special_title",
    title: titleFor(nameIn(doing.other)),
    fields: ["special_title", "duration"],
    values: { special_title: doing.other.title },
  });
}

export function muteFor(doing: Doing): void {
  openForm({
    ...formFor(doing),
    action: "set_group_ban",
    title: muteOf(nameIn(doing.other)),
    fields: ["duration"],
    values: { duration: "1800" },
    submit: words.mute,
  });
}

export function giveHonor(doing: Doing): void {
  openForm({
    ...formFor(doing),
    action: ".sandbox.set_honor",
    title: honorFor(nameIn(doing.other)),
    fields: ["type", "description"],
    values: { type: "performer" },
  });
}

export function editMember(doing: Doing): void {
  const { card, title, level } = doing.other;
  openForm({
    ...formFor(doing),
    action: ".sandbox.update_member",
    title: words.editMember,
    fields: ["card", "title", "level", "join_time"],
    values: { card, title, level },
  });
}

function formFor({ chatKey, actor, other }: Doing) {
  return {
    account: actor.user_id,
    fixed: { group_id: String(idOf(chatKey)), user_id: String(other.user_id) },
    submit: words.save,
  } as const;
}
