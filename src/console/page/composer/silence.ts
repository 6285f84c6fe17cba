/** Why one may not speak in a group, and for how long. */
import type { Member } from "../../../protocol/entity.ts";
import { idOf, isGroup } from "../chat/chat.ts";
import type { ChatKey } from "../route.ts";
import { useMembers } from "../seat/members.ts";
import type { Seat } from "../seat/seat.ts";
import { useSeatState } from "../seat/seats.ts";
import { useWorldTime } from "../world-clock.ts";

export type Silence =
  | { readonly is: "whole" }
  /** `until` and `left` are in seconds, by the world's clock. */
  | {
      readonly is: "muted";
      readonly until: number;
      readonly left: number;
      readonly isFrozen: boolean;
    };

/** Undefined where one may speak. */
export function useSilence(seat: Seat, chatKey: ChatKey): Silence | undefined {
  const own = useMembers(seat, chatKey).find(({ user_id }) => user_id === seat.account);
  const isWhole = useSeatState(
    seat,
    ({ groups }) =>
      isGroup(chatKey) &&
      groups.some((group) => group.group_id === idOf(chatKey) && group.group_all_shut !== 0),
  );
  const until = own?.shut_up_timestamp ?? 0;
  const time = useWorldTime(until);
  if (time && until > time.now)
    return { is: "muted", until, left: until - time.now, isFrozen: time.isFrozen };
  return isWhole && own?.role === ("member" satisfies Member["role"]) ? { is: "whole" } : undefined;
}

/** Like 9:05, or 1:00:00. */
export function spanWords(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const [two, rest] = [String(minutes).padStart(2, "0"), String(seconds % 60).padStart(2, "0")];
  return hours > 0 ? `${hours}:${two}:${rest}` : `${minutes}:${rest}`;
}
