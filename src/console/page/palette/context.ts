/** What the current chat tells of a call's params. */
import { idOf, isGroup } from "../chat/chat.ts";
import { useRoute } from "../route.ts";
import { seatOf } from "../seat/seats.ts";
import { useServer } from "../server.ts";
import type { Values } from "./values.ts";

export interface Context {
  /** Who has the focus; the account under test where nobody is played. */
  readonly account: number;
  readonly values: Values;
}

export function currentContext(): Context {
  const { seats, focus, more } = useRoute.getState();
  const place = seats[focus];
  const own = useServer.getState().hello?.account ?? 0;
  if (!place) return { account: own, values: {} };
  const { account, chat } = place;
  const items = (chat && seatOf(account)?.store.getState().chats.get(chat)?.items) || [];
  const last = items.findLast((item) => item.kind === "message" && item.id !== undefined);
  const message = more["trace"] ?? (last?.kind === "message" ? String(last.id) : undefined);
  return {
    account,
    values: {
      ...(chat && { [isGroup(chat) ? "group_id" : "user_id"]: String(idOf(chat)) }),
      ...(message !== undefined && { message_id: message }),
    },
  };
}
