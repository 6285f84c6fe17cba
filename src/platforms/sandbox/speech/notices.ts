/** Notices that several actions cause (event/notice). */
import type { GroupNotice, World } from "../world.ts";

interface Deed {
  user_id: number;
  operator_id: number;
}

/** Somebody is no longer in a group. */
export function departure(sub_type: "leave" | "kick" | "kick_me", who: Deed): GroupNotice {
  return { notice_type: "group_decrease", sub_type, ...who };
}

/** Tells a group of a ban; `duration` is in seconds, 0 where it was lifted, and user 0 is everybody. */
export function tellBan(
  world: World,
  { group_id, ...ban }: Deed & { group_id: number; duration: number },
): void {
  const sub_type = ban.duration === 0 ? "lift_ban" : "ban";
  world.note(group_id, { notice_type: "group_ban", sub_type, ...ban });
}
