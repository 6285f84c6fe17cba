import type { Handlers } from "../handler.ts";
import { remainingMentions } from "../speech/mention.ts";
import { departure } from "../speech/notices.ts";
/** What the owner and admins of a group look after (dialect). */
import { requireAbove } from "../tables/groups.ts";
import { numberOf } from "../tables/requests.ts";
import type { Request } from "../tables/requests.ts";
import type { World } from "../world.ts";

export function supervisionActions(world: World) {
  const { clock, groups, people, requests, roster, store } = world;

  return {
    get_group_shut_list({ group_id }, { account }) {
      groups.requireOwn(group_id, account);
      const now = clock.now();
      return roster
        .members(group_id)
        .filter(({ banned_until }) => banned_until > now)
        .map(({ id, nickname, card, role, banned_until }) => ({
          user_id: id,
          nickname,
          card,
          role,
          shut_up_timestamp: banned_until,
          uin: String(id),
          nick: nickname,
          cardName: card,
          shutUpTime: banned_until,
        }));
    },

    get_group_system_msg({ count }, { account }) {
      const administered = roster
        .groupsOf(account)
        .map(({ id }) => id)
        .filter((id) => roster.member(id, account)?.role !== "member");
      const invited = requests.inviting(account, count).map(toAsked);
      const joining = requests.joining(administered, count).map(toAsked);
      return { invited_requests: invited, InvitedRequest: invited, join_requests: joining };
    },

    get_group_at_all_remain({ group_id }, { account }) {
      const { inGroup, own } = remainingMentions(world, groups.requireOwn(group_id, account));
      return {
        can_at_all: own > 0,
        remain_at_all_count_for_group: inGroup,
        remain_at_all_count_for_uin: own,
      };
    },

    set_group_kick_members: ({ group_id, user_id: all, reject_add_request }, { account }) =>
      store.write(() => {
        const own = groups.requireOwn(group_id, account);
        for (const user_id of new Set(all)) {
          requireAbove(own, groups.requireMember(group_id, user_id), "kick");
          const who = { user_id, operator_id: account };
          world.note(group_id, (viewer) => departure(viewer === user_id ? "kick_me" : "kick", who));
          roster.leave(group_id, user_id);
          if (reject_add_request) groups.shutOut(group_id, user_id);
        }
      }),
  } satisfies Partial<Handlers>;

  function toAsked({ flag, kind, user_id, group_id, comment, state, decided_by, time }: Request) {
    const nickname = people.find(user_id)?.nickname ?? "";
    const isInvitation = kind === "invite";
    return {
      request_id: numberOf(flag),
      flag,
      invitor_uin: isInvitation ? user_id : 0,
      invitor_nick: isInvitation ? nickname : "",
      requester_uin: isInvitation ? 0 : user_id,
      requester_nick: isInvitation ? "" : nickname,
      message: comment,
      group_id: group_id ?? 0,
      group_name: roster.group(group_id ?? 0)?.name ?? "",
      checked: state !== "pending",
      actor: decided_by ?? 0,
      time,
    };
  }
}
