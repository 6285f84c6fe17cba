/** Speaking: who may say something to whom, and what follows when they do. */
import type { ReceivedSegment } from "../../../protocol/entity.ts";
import { refuse } from "../../../protocol/reply.ts";
import type { Card, Segment } from "../../../protocol/segment.ts";
import type { File } from "../tables/files.ts";
import type { Message } from "../tables/messages.ts";
import type { GroupMember } from "../tables/roster.ts";
import type { World } from "../world.ts";
import { compose } from "./compose.ts";
import type { Composed } from "./compose.ts";
import { Draft } from "./draft.ts";
import { requireMention } from "./mention.ts";
import { tellPoke } from "./notices.ts";
import { tellMessage } from "./telling.ts";
import { keepFile, tellUpload } from "./upload.ts";

/** Whom a message is for; people who are no friends meet in a group, `through` names which. */
export type Target = { user_id: number; through?: number } | { group_id: number };

/** Where it is said, once it may be: as a member of a group, or to a person, met in a group or a friend. */
type Place = { own: GroupMember } | { target_id: number; group_id: number | null };

type Address = Pick<Message, "target_id" | "group_id" | "anonymous_id">;

interface Speech {
  target: Target;
  message: readonly Segment[];
  account: number;
  /** How a forwarded conversation looks before it is opened. */
  card?: Card;
}

/**
 * Says something as `account`, and tells those who receive it; gives the message as it was kept. Pokes in it are
 * given, and no part of it; of a message that is nothing else none is kept, and its id is 0.
 */
export function say(
  world: World,
  { target, message, account, card = {} }: Speech,
): Promise<Message> {
  // Nothing is fetched or stored for a message that may not be sent.
  const place = requirePlace(world, target, account);
  if ("own" in place) requireMention(world, message, place.own);
  if (message.some(isPoke)) return poke(world, { target, message, account, card });
  const draft = new Draft(world, account);
  const composed = compose(world, message, { draft, card });
  if (!(composed instanceof Promise)) return keep(world, composed, { place, draft });
  return composed
    .then((ready) => keep(world, ready, { place: requirePlace(world, target, account), draft }))
    .finally(() => draft[Symbol.dispose]());
}

/** Says what was said before, just as it was. */
export function sayAgain(
  world: World,
  { target, said, account }: { target: Target; said: Message; account: number },
): Promise<Message> {
  const place = requirePlace(world, target, account);
  if ("own" in place) requireMention(world, said.segments, place.own);
  const draft = new Draft(world, account);
  return keep(world, { segments: said.segments, mask: "none" }, { place, draft });
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
    const { given, files } = giveFiles(world, segments, { ...address, user_id: account });
    const kept = world.messages.add({ time, user_id: account, ...address, segments: given });
    tellMessage(world, kept);
    for (const file of files) tellUpload(world, file);
    return kept;
  });
}

type Poke = Segment<"poke"> & { data: { qq: number } };

function isPoke(segment: Segment): segment is Poke {
  return segment.type === "poke" && "qq" in segment.data;
}

async function poke(world: World, { message, ...speech }: Speech): Promise<Message> {
  const { target, account } = speech;
  const targets = new Set(message.filter(isPoke).map(({ data }) => data.qq));
  const rest = message.filter((segment) => !isPoke(segment));
  for (const target_id of targets) requirePoked(world, target_id, speech);
  const said = rest.length > 0 ? await say(world, { message: rest, ...speech }) : undefined;
  return world.store.write(() => {
    const group_id = "group_id" in target ? target.group_id : null;
    for (const target_id of targets) tellPoke(world, { group_id, user_id: account, target_id });
    const nothing = { id: 0, anonymous_id: null, segments: [], recalled: false };
    const target_id = "user_id" in target ? target.user_id : null;
    return said ?? { time: world.clock.now(), user_id: account, target_id, group_id, ...nothing };
  });
}

/** In a group its members can be poked, in private the two who speak. */
function requirePoked(world: World, poked: number, { target, account }: Omit<Speech, "message">) {
  if ("group_id" in target) world.groups.requireMember(target.group_id, poked);
  else if (poked !== target.user_id && poked !== account)
    refuse("unknownTarget", `${poked} is not in this conversation`);
}

/** Files in a message are files of the group or of the two, as if they were uploaded. */
function giveFiles(
  world: World,
  segments: ReceivedSegment[],
  { target_id, group_id, user_id }: Pick<Message, "target_id" | "group_id" | "user_id">,
): { given: ReceivedSegment[]; files: File[] } {
  const files: File[] = [];
  const given = segments.map(({ type, data }) => {
    const { file: name, file_id } = data;
    if (type !== "file" || typeof name !== "string" || typeof file_id !== "string")
      return { type, data };
    const medium = world.media.find(world.files.find(file_id)?.medium ?? file_id);
    if (!medium) return { type, data };
    const file = keepFile(world, {
      group_id: target_id === null ? group_id : null,
      folder_id: null,
      target_id,
      user_id,
      name,
      medium: medium.name,
      size: medium.size,
    });
    files.push(file);
    return { type, data: { ...data, file_id: file.id } };
  });
  return { given, files };
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
