/** Mentions of everybody: only the owner and admins have them, and only so many a day. */
import { refuse } from "../../../protocol/reply.ts";
import { requireAdmin } from "../tables/groups.ts";
import type { GroupMember } from "../tables/roster.ts";
import type { World } from "../world.ts";

const aDay = { group: 20, member: 10 };

/** How often everybody may still be mentioned today, by anybody in a group and by one of its members. */
export function remainingMentions(
  { clock, messages }: World,
  { group_id, id, role }: GroupMember,
): { inGroup: number; own: number } {
  if (role === "member") return { inGroup: 0, own: 0 };
  const made = messages.mentionsOfAll(group_id, clock.dayStart());
  const all = made.reduce((sum, { times }) => sum + times, 0);
  const own = made.find(({ user_id }) => user_id === id)?.times ?? 0;
  const inGroup = Math.max(0, aDay.group - all);
  return { inGroup, own: Math.max(0, Math.min(inGroup, aDay.member - own)) };
}

/** Refuses a message that mentions everybody where its author may not. */
export function requireMention(
  world: World,
  message: readonly { type: string; data: object }[],
  own: GroupMember,
): void {
  if (!message.some(({ type, data }) => type === "at" && "qq" in data && data.qq === "all")) return;
  requireAdmin(own, "mention all");
  if (remainingMentions(world, own).own > 0) return;
  refuse(
    "notPermitted",
    `${own.id} cannot mention all in group ${own.group_id} again today: a member has ${aDay.member} a day, a group ${aDay.group}`,
  );
}
