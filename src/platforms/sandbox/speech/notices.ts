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

/** Tells of a poke: the group where it happened, or else the two concerned. */
export function tellPoke(
  world: World,
  { group_id, ...who }: { group_id: number | null; user_id: number; target_id: number },
): void {
  const poke = { notice_type: "notify", sub_type: "poke", ...who, raw_info: rawInfo(who) } as const;
  if (group_id !== null) {
    world.note(group_id, poke);
    return;
  }
  for (const viewer of new Set([who.user_id, who.target_id]))
    world.noteTo(viewer, { ...poke, sender_id: who.user_id });
}

/** What QQ shows of a poke, piece by piece, as NapCat hands it through. */
function rawInfo({ user_id, target_id }: { user_id: number; target_id: number }) {
  return [
    { type: "qq", uid: String(user_id) },
    { type: "img", src: "" },
    { type: "nor", txt: "戳了戳" },
    { type: "qq", uid: String(target_id) },
    { type: "nor", txt: "" },
  ];
}
