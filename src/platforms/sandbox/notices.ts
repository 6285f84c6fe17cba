/** Notices that several actions cause (event/notice). */
import type { News, World } from "./world.ts";

interface Departure {
  group_id: number;
  user_id: number;
  operator_id: number;
}

/** Somebody is no longer in a group. */
export function departure(sub_type: "leave" | "kick" | "kick_me", who: Departure): News {
  return { post_type: "notice", notice_type: "group_decrease", sub_type, ...who };
}

/** Tells of a poke: the group where it happened, or else the two concerned. */
export function tellPoke(
  world: World,
  { group_id, ...who }: { group_id: number | null; user_id: number; target_id: number },
): void {
  const poke = { post_type: "notice", notice_type: "notify", sub_type: "poke" } as const;
  const raw_info = [
    { type: "qq", uid: String(who.user_id) },
    { type: "img", src: "" },
    { type: "nor", txt: "戳了戳" },
    { type: "qq", uid: String(who.target_id) },
    { type: "nor", txt: "" },
  ];
  if (group_id !== null) {
    world.tellGroup(group_id, () => ({ ...poke, group_id, ...who, raw_info }));
    return;
  }
  for (const viewer of new Set([who.user_id, who.target_id]))
    world.tell(viewer, { ...poke, ...who, sender_id: who.user_id, raw_info });
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
