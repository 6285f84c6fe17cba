/** Members of a group, and what its owner and admins may do to them (api/public). */
import { refuse } from "../../../protocol/reply.ts";
import type { Handlers } from "../handler.ts";
import { departure, tellBan } from "../speech/notices.ts";
import { titleOf } from "../speech/telling.ts";
import { requireAbove, requireAdmin } from "../tables/groups.ts";
import type { GroupMember } from "../tables/roster.ts";
import type { World } from "../world.ts";

export function memberActions(world: World) {
  const { anonymity, clock, groups, roster, store } = world;

  return {
    get_group_member_info({ group_id, user_id }, { account }) {
      const own = groups.requireOwn(group_id, account);
      return toMember(groups.requireMember(group_id, user_id), own, clock.now());
    },

    get_group_member_list({ group_id }, { account }) {
      const own = groups.requireOwn(group_id, account);
      const now = clock.now();
      return roster.members(group_id).map((member) => toMember(member, own, now));
    },

    set_group_card: ({ group_id, user_id, card }, { account }) =>
      store.write(() => {
        const own = groups.requireOwn(group_id, account);
        const member = groups.requireMember(group_id, user_id);
        if (user_id !== account) requireAbove(own, member, "change the card of another");
        if (member.card === card) return;
        roster.setMember(member, "card", card);
        world.note(group_id, {
          notice_type: "group_card",
          user_id,
          card_new: card,
          card_old: member.card,
        });
      }),

    set_group_special_title: ({ group_id, user_id, special_title, duration }, { account }) =>
      store.write(() => {
        const member = groups.requireMember(group_id, user_id);
        requireOwner(group_id, account, "give titles");
        roster.setMember(member, "title", special_title);
        roster.setMember(member, "title_expire_time", duration < 0 ? -1 : clock.now() + duration);
        world.note(group_id, {
          notice_type: "notify",
          sub_type: "title",
          user_id,
          title: special_title,
        });
      }),

    set_group_admin: ({ group_id, user_id, enable }, { account }) =>
      store.write(() => {
        requireOwner(group_id, account, "name admins");
        const member = groups.requireMember(group_id, user_id);
        if (member.role === "owner")
          refuse("notPermitted", `${user_id} is the owner of group ${group_id}`);
        const role = enable ? "admin" : "member";
        if (member.role === role) return;
        roster.setMember(member, "role", role);
        world.note(group_id, {
          notice_type: "group_admin",
          sub_type: enable ? "set" : "unset",
          user_id,
        });
      }),

    set_group_ban: ({ group_id, user_id, duration }, { account }) =>
      store.write(() => {
        const own = groups.requireOwn(group_id, account);
        const member = groups.requireMember(group_id, user_id);
        requireAbove(own, member, "ban");
        const now = clock.now();
        if (duration === 0 && member.banned_until <= now) return;
        roster.setMember(member, "banned_until", duration && now + duration);
        tellBan(world, { group_id, user_id, operator_id: account, duration });
      }),

    set_group_anonymous_ban: (
      { group_id, anonymous, anonymous_flag, flag, duration },
      { account },
    ) =>
      store.write(() => {
        requireAdmin(groups.requireOwn(group_id, account), "ban");
        const worn = anonymous?.flag ?? anonymous_flag ?? flag;
        if (worn === undefined) refuse("badParams", "params.anonymous_flag: is missing");
        const mask = anonymity.byFlag(group_id, worn);
        if (!mask)
          refuse("unknownTarget", `Nobody in group ${group_id} has the anonymous flag ${worn}`);
        anonymity.ban(mask.id, clock.now() + duration);
      }),

    set_group_kick: ({ group_id, user_id, reject_add_request }, { account }) =>
      store.write(() => {
        const own = groups.requireOwn(group_id, account);
        requireAbove(own, groups.requireMember(group_id, user_id), "kick");
        const who = { user_id, operator_id: account };
        world.note(group_id, (viewer) => departure(viewer === user_id ? "kick_me" : "kick", who));
        roster.leave(group_id, user_id);
        if (reject_add_request) groups.shutOut(group_id, user_id);
      }),
  } satisfies Partial<Handlers>;

  function requireOwner(group_id: number, account: number, what: string): void {
    if (groups.requireOwn(group_id, account).role === "owner") return;
    refuse("notPermitted", `Only the owner of group ${group_id} may ${what}; ${account} is not`);
  }
}

function toMember(member: GroupMember, viewer: GroupMember, now: number) {
  return {
    group_id: member.group_id,
    user_id: member.id,
    nickname: member.nickname,
    card: member.card,
    sex: member.sex,
    age: member.age,
    area: "",
    join_time: member.join_time,
    last_sent_time: member.last_sent_time,
    level: String(member.level),
    role: member.role,
    unfriendly: false,
    title: titleOf(member, now),
    title_expire_time: member.title_expire_time,
    card_changeable: viewer.id === member.id || viewer.role !== "member",
    shut_up_timestamp: member.banned_until,
    qq_level: member.qq_level,
    is_robot: false,
  };
}
