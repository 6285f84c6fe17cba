/** Speaking: who may say something to whom, and what follows when they do. */
import { refuse } from "../../protocol/reply.ts";
import type { Segment } from "../../protocol/segment.ts";
import { compose } from "./compose.ts";
import type { Composed } from "./compose.ts";
import type { GroupMember } from "./groups.ts";
import type { Message } from "./messages.ts";
import { tellMessage } from "./telling.ts";
import type { World } from "./world.ts";

/** Whom a message is for. */
export type Target = { user_id: number } | { group_id: number };

type Address = Pick<Message, "target_id" | "group_id" | "anonymous_id">;

/** Says something as `account`, and tells those who receive it; gives the message as it was kept. */
export async function say(
  world: World,
  { target, message, account }: { target: Target; message: readonly Segment[]; account: number },
): Promise<Message> {
  const composed = await compose(world, message, account);
  return world.store.write(() => {
    const address =
      "group_id" in target
        ? toGroup(world, target.group_id, { account, composed })
        : toPerson(world, target.user_id, { account, composed });
    const time = world.clock.now();
    const kept = world.messages.add({
      time,
      user_id: account,
      ...address,
      segments: composed.segments,
    });
    tellMessage(world, kept);
    return kept;
  });
}

/** A target from params that may hold either id; the group counts where both are there. */
export function toTarget(
  { user_id, group_id }: { user_id?: number; group_id?: number },
  type?: "private" | "group",
): Target {
  const kind = type ?? (group_id === undefined ? "private" : "group");
  if (kind === "group")
    return { group_id: group_id ?? refuse("badParams", "params.group_id: is missing") };
  return { user_id: user_id ?? refuse("badParams", "params.user_id: is missing") };
}

interface Speaker {
  account: number;
  composed: Composed;
}

function toGroup(world: World, group_id: number, { account, composed }: Speaker): Address {
  const { clock, groups, honors } = world;
  const own = groups.requireOwn(group_id, account);
  const now = clock.now();
  requireSpeech(world, own, now);
  const anonymous_id = putOnMask(world, own, { mask: composed.mask, now });
  groups.setMember(own, "last_sent_time", now);
  if (honors.countSpeech(group_id, account, clock.day())) announceTalkative(world, group_id);
  return { group_id, target_id: null, anonymous_id };
}

function requireSpeech(
  { groups }: World,
  { group_id, id, role, banned_until }: GroupMember,
  now: number,
): void {
  if (banned_until > now) {
    refuse(
      "notPermitted",
      `${id} is banned in group ${group_id} for ${banned_until - now} more seconds`,
    );
  }
  if (role === "member" && groups.require(group_id).whole_ban) {
    refuse("notPermitted", `Everybody but the owner and admins is banned in group ${group_id}`);
  }
}

function putOnMask(
  { anonymity, groups }: World,
  { group_id, id }: GroupMember,
  { mask, now }: { mask: Composed["mask"]; now: number },
): number | null {
  if (mask === "none") return null;
  if (!groups.require(group_id).anonymity) {
    if (mask === "ignore") return null;
    refuse(
      "notPermitted",
      `Group ${group_id} allows no anonymous messages; set_group_anonymous does`,
    );
  }
  const worn = anonymity.wear(group_id, id);
  if (worn.banned_until > now) {
    refuse(
      "notPermitted",
      `${worn.name} is banned in group ${group_id} for ${worn.banned_until - now} more seconds`,
    );
  }
  return worn.id;
}

/** On a new day's first message the group hears who spoke most on the last one. */
function announceTalkative(world: World, group_id: number): void {
  const [winner] = world.honors.talkative(group_id, world.clock.day());
  if (!winner) return;
  world.tellGroup(group_id, () => ({
    post_type: "notice",
    notice_type: "notify",
    sub_type: "honor",
    group_id,
    honor_type: "talkative",
    user_id: winner.user_id,
  }));
}

/** Friends may be written to, and strangers out of a common group. */
function toPerson(
  { people, groups }: World,
  target_id: number,
  { account, composed }: Speaker,
): Address {
  people.require(target_id);
  if (target_id === account) refuse("notPermitted", `${account} cannot write to themselves`);
  if (composed.mask === "wanted")
    refuse("notPermitted", "Only messages to groups can be anonymous");
  if (people.areFriends(account, target_id))
    return { target_id, group_id: null, anonymous_id: null };
  const group_id =
    groups.shared(account, target_id) ??
    refuse("notPermitted", `${target_id} is no friend of ${account} and shares no group with them`);
  return { target_id, group_id, anonymous_id: null };
}
