/** Pokes somebody: in the group, or the other one in a conversation of two. */
import { idOf, isGroup } from "../chat/chat.ts";
import type { ChatKey } from "../route.ts";
import type { Seat } from "../seat/seat.ts";
import { attempt } from "./deed.ts";

/** The notice of it stands in the conversation. Resolves with whether it was taken. */
export function poke(
  seat: Seat,
  { chatKey, user_id }: { chatKey: ChatKey; user_id: number },
): Promise<boolean> {
  const [action, params] = isGroup(chatKey)
    ? ["group_poke", { group_id: idOf(chatKey), user_id }]
    : ["friend_poke", { user_id }];
  return attempt({ seat, chatKey }, seat.ask(action, params));
}
