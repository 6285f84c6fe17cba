/** What the seat itself may do in the group. */
import type { Told } from "../../../words/language.ts";
import { useIsWatched } from "../composer/speaking.ts";
import { useMembers } from "../seat/members.ts";
import { group as words } from "../words/group.ts";
import { reason } from "../words/reason.ts";
import type { GroupProps } from "./group-panel.tsx";
import { adminWhy } from "./right.ts";

/** Why the seat may not do what the owner and admins may; undefined where it may. */
export function useOwnWhy({ seat, chatKey }: GroupProps): Told | undefined {
  const isOnlyWatched = useIsWatched(seat.account);
  const own = useMembers(seat, chatKey).find(({ user_id }) => user_id === seat.account);
  if (isOnlyWatched) return reason.watching;
  return own ? adminWhy(own) : words.notHere;
}
