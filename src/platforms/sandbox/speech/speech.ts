/** Speaking: who may say something to whom, and what follows when they do. */
import { refuse } from "../../../protocol/reply.ts";
import type { Segment } from "../../../protocol/segment.ts";
import type { Message } from "../tables/messages.ts";
import type { GroupMember } from "../tables/roster.ts";
import type { World } from "../world.ts";
import { compose } from "./compose.ts";
import type { Composed } from "./compose.ts";
import { Draft } from "./draft.ts";
import { tellMessage } from "./telling.ts";

/** Whom a message is for; people who are no friends meet in a group, `through` names which. */
export type Target = { user_id: number; through?: number } | { group_id: number };

/** Where it is said, once it may be: as a member of a group, or to a person, met in a group or a friend. */
type Place = { own: GroupMember } | { target_id: number; group_id: number | null };

type Address = Pick<Message, "target_id" | "group_id" | "anonymous_id">;

/** Says something as `account`, and tells those who receive it; gives the message as it was kept. */
export function say(
  world: World,
  { target, message, account }: { target: Target; message: readonly Segment[]; account: number },
): Promise<Message> {
  // Nothing is fetched or stored for a message that may not be sent.
  const place = requirePlace(world, target, account);
  const draft = new Draft(world, account);
  const composed = compose(world, message, { draft });
  if (!(composed instanceof Promise)) return keep(world, composed, { place, draft });
  return composed
    .then((ready) => keep(world, ready, { place: requirePlace(world, target, account), draft }))
    .finally(() => draft[Symbol.dispose]());
}

function keep(
  world: World,
  { segments, mask }: Composed,
  { place, draft }: { place: Place; draft: Draft },
): Promise<Message> {
  return world.store.write(() => {
    const { account } = draft;
    const time = world.clock.now();
    draft.keepForwards();
    const address =
      "own" in place ? toGroup(world, place.own, { mask, now: time }) : toPerson(place, mask);
    const kept = world.messages.add({ time, user_id: account, ...address, segments });
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
  return {
    user_id: user_id ?? refuse("badParams", "params.user_id: is missing"),
    ...(group_id === undefined ? {} : { through: group_id }),
  };
}

/** Refuses what may not be said. */
function requirePlace(world: World, target: Target, account: number): Place {
  if (!("group_id" in target)) {
    return { target_id: target.user_id, group_id: requirePerson(world, target, account) };
  }
  const own = world.groups.requireOwn(target.group_id, account);
  requireSpeech(world, own, world.clock.now());
  return { own };
}

/** Friends may be written to, and strangers out of a common group: gives that group, null among friends. */
function requirePerson(
  { people, roster }: World,
  { user_id, through }: { user_id: number; through?: number },
  account: number,
): number | null {
  people.require(user_id);
  if (user_id === account) refuse("notPermitted", `${account} cannot write to themselves`);
  if (people.areFriends(account, user_id)) return null;
  const common = [account, user_id].every((one) => through && roster.hasMember(through, one));
  return (
    (common ? through : roster.shared(account, user_id)) ??
    refuse("notPermitted", `${user_id} is no friend of ${account} and shares no group with them`)
  );
}

function toGroup(
  world: World,
  own: GroupMember,
  { mask, now }: { mask: Composed["mask"]; now: number },
): Address {
  const { clock, honors, roster } = world;
  const { group_id, id } = own;
  const anonymous_id = putOnMask(world, own, { mask, now });
  // Whoever wears a mask is not betrayed by when or how much they spoke.
  if (anonymous_id === null) {
    if (own.last_sent_time !== now) roster.setMember(own, "last_sent_time", now);
    if (honors.countSpeech(group_id, id, clock.day())) announceTalkative(world, group_id);
  }
  return { group_id, target_id: null, anonymous_id };
}

function toPerson(
  { target_id, group_id }: { target_id: number; group_id: number | null },
  mask: Composed["mask"],
): Address {
  if (mask === "wanted") refuse("notPermitted", "Only messages to groups can be anonymous");
  return { target_id, group_id, anonymous_id: null };
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
  world.note(group_id, {
    notice_type: "notify",
    sub_type: "honor",
    honor_type: "talkative",
    user_id: winner.user_id,
  });
}
