/** What groups are, and what their members, admins and owners may do in them (api/public). */
import { refuse } from "../../../protocol/reply.ts";
import { requireAbove, requireAdmin } from "../groups.ts";
import type { Group, GroupMember } from "../groups.ts";
import type { Handlers } from "../handler.ts";
import type { World } from "../world.ts";

export function groupActions(
  world: World,
): Handlers<
  | "get_group_info"
  | "get_group_list"
  | "get_group_member_info"
  | "get_group_member_list"
  | "set_group_name"
  | "set_group_card"
  | "set_group_admin"
  | "set_group_ban"
  | "set_group_whole_ban"
  | "set_group_kick"
  | "set_group_leave"
> {
  const { clock, groups, store } = world;

  const toInfo = ({ id, name, max_member_count }: Group) => ({
    group_id: id,
    group_name: name,
    member_count: groups.countMembers(id),
    max_member_count,
  });

  return {
    get_group_info: ({ group_id }) => toInfo(groups.require(group_id)),

    get_group_list: (_, { account }) => groups.of(account).map(toInfo),

    get_group_member_info({ group_id, user_id }, { account }) {
      const own = groups.requireOwn(group_id, account);
      return toMember(groups.requireMember(group_id, user_id), own);
    },

    get_group_member_list({ group_id }, { account }) {
      const own = groups.requireOwn(group_id, account);
      return groups.members(group_id).map((member) => toMember(member, own));
    },

    set_group_name: ({ group_id, group_name }, { account }) =>
      store.write(() => {
        requireAdmin(groups.requireOwn(group_id, account), "rename it");
        groups.set(group_id, "name", group_name);
      }),

    set_group_card: ({ group_id, user_id, card }, { account }) =>
      store.write(() => {
        const own = groups.requireOwn(group_id, account);
        const member = groups.requireMember(group_id, user_id);
        if (user_id !== account) requireAbove(own, member, "change the card of another");
        groups.setMember(member, "card", card);
      }),

    set_group_admin: ({ group_id, user_id, enable }, { account }) =>
      store.write(() => {
        const own = groups.requireOwn(group_id, account);
        const member = groups.requireMember(group_id, user_id);
        if (own.role !== "owner")
          refuse("notPermitted", `Only the owner of group ${group_id} may name admins`);
        if (member.role === "owner")
          refuse("notPermitted", `${user_id} is the owner of group ${group_id}`);
        const role = enable ? "admin" : "member";
        if (member.role === role) return;
        groups.setMember(member, "role", role);
        world.tellGroup(group_id, () => ({
          post_type: "notice",
          notice_type: "group_admin",
          sub_type: enable ? "set" : "unset",
          group_id,
          user_id,
        }));
      }),

    set_group_ban: ({ group_id, user_id, duration }, { account }) =>
      store.write(() => {
        const own = groups.requireOwn(group_id, account);
        const member = groups.requireMember(group_id, user_id);
        requireAbove(own, member, "ban");
        const now = clock.now();
        if (duration === 0 && member.banned_until <= now) return;
        groups.setMember(member, "banned_until", duration && now + duration);
        tellBan({ group_id, user_id, operator_id: account, duration, lifted: duration === 0 });
      }),

    set_group_whole_ban: ({ group_id, enable }, { account }) =>
      store.write(() => {
        requireAdmin(groups.requireOwn(group_id, account), "ban everybody");
        if (groups.require(group_id).whole_ban === Number(enable)) return;
        groups.set(group_id, "whole_ban", Number(enable));
        tellBan({
          group_id,
          user_id: 0,
          operator_id: account,
          duration: enable ? -1 : 0,
          lifted: !enable,
        });
      }),

    set_group_kick: ({ group_id, user_id }, { account }) =>
      store.write(() => {
        const own = groups.requireOwn(group_id, account);
        requireAbove(own, groups.requireMember(group_id, user_id), "kick");
        tellLeft({ group_id, user_id, operator_id: account }, "kick");
        groups.leave(group_id, user_id);
      }),

    set_group_leave: ({ group_id, is_dismiss }, { account }) =>
      store.write(() => {
        const { role } = groups.requireOwn(group_id, account);
        if (role === "owner" && !is_dismiss) {
          refuse(
            "notPermitted",
            `The owner can leave group ${group_id} only by dismissing it: set is_dismiss`,
          );
        }
        if (role === "owner") {
          world.tellGroup(group_id, (viewer) =>
            left({ group_id, user_id: viewer, operator_id: account }, "kick_me"),
          );
          groups.remove(group_id);
        } else {
          groups.leave(group_id, account);
          tellLeft({ group_id, user_id: account, operator_id: account }, "leave");
        }
      }),
  };

  function tellBan({
    lifted,
    ...ban
  }: {
    group_id: number;
    user_id: number;
    operator_id: number;
    duration: number;
    lifted: boolean;
  }): void {
    world.tellGroup(ban.group_id, () => ({
      post_type: "notice",
      notice_type: "group_ban",
      sub_type: lifted ? "lift_ban" : "ban",
      ...ban,
    }));
  }

  function tellLeft(who: Departure, how: "leave" | "kick"): void {
    world.tellGroup(who.group_id, (viewer) =>
      left(who, how === "kick" && viewer === who.user_id ? "kick_me" : how),
    );
  }
}

interface Departure {
  group_id: number;
  user_id: number;
  operator_id: number;
}

function left(who: Departure, sub_type: "leave" | "kick" | "kick_me") {
  return { post_type: "notice", notice_type: "group_decrease", sub_type, ...who } as const;
}

function toMember(member: GroupMember, viewer: GroupMember) {
  const { id, banned_until, level, ...rest } = member;
  return {
    ...rest,
    user_id: id,
    area: "",
    level: String(level),
    unfriendly: false,
    card_changeable: viewer.id === id || viewer.role === "owner" || viewer.role === "admin",
    shut_up_timestamp: banned_until,
  };
}
