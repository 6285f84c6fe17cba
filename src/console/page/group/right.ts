/** Who may do what to whom in a group, as the platform has it: told before one tries. */
import type { Member } from "../../../protocol/entity.ts";
import type { Told } from "../../../words/language.ts";
import { isWatched } from "../composer/speaking.ts";
import { chat } from "../words/chat.ts";
import { group as words, isTheOwner, notAbove } from "../words/group.ts";
import { reason } from "../words/reason.ts";

export type Deed = "mention" | "whisper" | "poke" | "mute" | "remove" | "admin" | "card" | "title";

const ranks: Readonly<Record<Member["role"], number>> = { owner: 2, admin: 1, member: 0 };

export const roleWords: Readonly<Record<Member["role"], Told>> = {
  owner: chat.owner,
  admin: chat.admin,
  member: words.member,
};

interface Pair {
  readonly actor: Member;
  readonly other: Member;
}

/** Why somebody may not do something to another; undefined where they may. */
export function obstacleTo(deed: Deed, { actor, other }: Pair): Told | undefined {
  const isSelf = actor.user_id === other.user_id;
  switch (deed) {
    case "mention":
    case "whisper":
      return isSelf ? words.notYourself : undefined;
    case "poke":
      return undefined;
    case "mute":
    case "remove":
      return isSelf ? words.notYourself : belowWhy({ actor, other });
    case "card":
      return isSelf ? undefined : belowWhy({ actor, other });
    case "admin":
      if (other.role === "owner") return isTheOwner(nameIn(other));
      return ownerWhy(actor);
    case "title":
      return ownerWhy(actor);
    default:
      return deed satisfies never;
  }
}

/** Why somebody may not do what the owner and admins may. */
export function adminWhy(actor: Member): Told | undefined {
  return ranks[actor.role] >= ranks.admin ? undefined : words.needsAdmin;
}

/** Who may do something to somebody, the bot under test before others; undefined where nobody may. */
export function whoMay(
  isPossible: (actor: Member) => boolean,
  { members, bot }: { members: readonly Member[]; bot: number | undefined },
): Member | undefined {
  return members
    .filter(isPossible)
    .sort(
      (one, other) =>
        Number(other.user_id === bot) - Number(one.user_id === bot) ||
        ranks[other.role] - ranks[one.role],
    )[0];
}

/** Nothing is done in the name of who is only watched. */
export function watchedWhy(account: number): Told | undefined {
  return isWatched(account) ? reason.watching : undefined;
}

/** How somebody is called in the group. */
export function nameIn({ card, nickname, user_id }: Member): string {
  return card || nickname || String(user_id);
}

function belowWhy({ actor, other }: Pair): Told | undefined {
  if (ranks[actor.role] > ranks[other.role]) return undefined;
  if (actor.role === "member") return words.needsAdmin;
  return other.role === "owner"
    ? isTheOwner(nameIn(other))
    : notAbove(nameIn(other), roleWords[other.role]);
}

function ownerWhy(actor: Member): Told | undefined {
  return actor.role === "owner" ? undefined : words.needsOwner;
}
