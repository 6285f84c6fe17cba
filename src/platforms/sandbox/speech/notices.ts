/** Notices that several actions cause (event/notice). */
import type { News, World } from "../world.ts";

interface Departure {
  group_id: number;
  user_id: number;
  operator_id: number;
}

/** Somebody is no longer in a group. */
export function departure(sub_type: "leave" | "kick" | "kick_me", who: Departure): News {
  return { post_type: "notice", notice_type: "group_decrease", sub_type, ...who };
}

/** Tells a group of a ban; `duration` is in seconds, 0 where it was lifted, and user 0 is everybody. */
export function tellBan(world: World, ban: Departure & { duration: number }): void {
  world.tellGroup(ban.group_id, () => ({
    post_type: "notice",
    notice_type: "group_ban",
    sub_type: ban.duration === 0 ? "lift_ban" : "ban",
    ...ban,
  }));
}
