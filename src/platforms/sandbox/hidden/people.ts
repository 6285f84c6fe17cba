/** Hidden actions on people and groups: make them, change them, let them ask. */
import { randomInt } from "node:crypto";

import { refuse } from "../../../protocol/reply.ts";
import type { World } from "../world.ts";
import type { HiddenHandlers } from "./action.ts";

export function peopleActions(world: World, { defaultAccount }: { defaultAccount: number }) {
  const { clock, groups, honors, people, requests, roster, store } = world;

  return {
    ".sandbox.list": () => ({ users: people.list(), groups: roster.list() }),

    ".sandbox.create_user": ({
      user_id = people.lastId() + 1,
      nickname,
      sex = "unknown",
      age = 0,
    }) =>
      store.write(() => {
        if (people.find(user_id))
          refuse("notPermitted", `There is somebody with the number ${user_id} already`);
        const reg_time = clock.now();
        people.add({ id: user_id, nickname: nickname ?? String(user_id), sex, age, reg_time });
        return { user_id };
      }),

    ".sandbox.update_user": ({ user_id, ...changes }) =>
      store.write(() => people.set(user_id, changes)),

    ".sandbox.delete_user": ({ user_id }) =>
      store.write(() => {
        people.require(user_id);
        if (user_id === defaultAccount)
          refuse("notPermitted", `${user_id} is the bot (sandbox.self_id)`);
        const owned = roster
          .groupsOf(user_id)
          .find(({ id }) => roster.member(id, user_id)?.role === "owner");
        if (owned) refuse("notPermitted", `${user_id} owns group ${owned.id}; delete that first`);
        people.remove(user_id);
      }),

    ".sandbox.create_group": (
      { group_id = roster.lastGroup() + 1, name, owner, admins, members, max_member_count },
      { account },
    ) =>
      store.write(() => {
        if (roster.group(group_id)) refuse("notPermitted", `There is a group ${group_id} already`);
        const time = clock.now();
        const known = { id: group_id, name: name ?? String(group_id) };
        roster.addGroup({ ...known, max_member_count, create_time: time });
        const roles = { owner: [owner ?? account], admin: admins, member: members } as const;
        for (const role of ["owner", "admin", "member"] as const) {
          for (const user of roles[role])
            roster.join(group_id, people.require(user).id, { role, time });
        }
        return { group_id };
      }),

    ".sandbox.update_group": ({ group_id, name, max_member_count }) =>
      store.write(() => {
        groups.require(group_id);
        if (name !== undefined) roster.setGroup(group_id, "name", name);
        if (max_member_count !== undefined)
          roster.setGroup(group_id, "max_member_count", max_member_count);
      }),

    ".sandbox.delete_group": ({ group_id }) =>
      store.write(() => world.dismiss(groups.require(group_id).id)),

    ".sandbox.update_member": ({ group_id, user_id, card, level, title, join_time }) =>
      store.write(() => {
        groups.require(group_id);
        const member = groups.requireMember(group_id, user_id);
        if (card !== undefined) roster.setMember(member, "card", card);
        if (level !== undefined) roster.setMember(member, "level", level);
        if (title !== undefined) {
          roster.setMember(member, "title", title);
          roster.setMember(member, "title_expire_time", -1);
        }
        if (join_time !== undefined) roster.setMember(member, "join_time", join_time);
      }),

    ".sandbox.befriend": ({ user_id }, { account }) =>
      store.write(() => {
        requireNoFriend(user_id, account);
        world.befriend(account, user_id);
      }),

    ".sandbox.ask_friend": ({ user_id, comment }, { account }) =>
      store.write(() => {
        requireNoFriend(user_id, account);
        const flag = requests.add({
          kind: "friend",
          user_id: account,
          target_id: user_id,
          group_id: null,
          comment,
          time: clock.now(),
        });
        world.tell(user_id, {
          post_type: "request",
          request_type: "friend",
          user_id: account,
          comment,
          flag,
        });
        return { flag };
      }),

    ".sandbox.ask_join": ({ group_id, comment }, { account }) =>
      store.write(() => {
        people.require(account);
        requireOutside(group_id, account);
        if (groups.isShutOut(group_id, account)) {
          refuse("notPermitted", `Group ${group_id} takes no more requests of ${account}`);
        }
        const flag = requests.add({
          kind: "add",
          user_id: account,
          target_id: null,
          group_id,
          comment,
          time: clock.now(),
        });
        world.tellGroup(group_id, (viewer) =>
          roster.member(group_id, viewer)?.role === "member"
            ? undefined
            : {
                post_type: "request",
                request_type: "group",
                sub_type: "add",
                group_id,
                user_id: account,
                comment,
                flag,
              },
        );
        return { flag };
      }),

    ".sandbox.invite": ({ group_id, user_id, comment }, { account }) =>
      store.write(() => {
        groups.requireOwn(group_id, account);
        people.require(user_id);
        requireOutside(group_id, user_id);
        const flag = requests.add({
          kind: "invite",
          user_id: account,
          target_id: user_id,
          group_id,
          comment,
          time: clock.now(),
        });
        world.tell(user_id, {
          post_type: "request",
          request_type: "group",
          sub_type: "invite",
          group_id,
          user_id: account,
          comment,
          flag,
        });
        return { flag };
      }),

    ".sandbox.set_honor": ({ group_id, user_id, type, description }) =>
      store.write(() => {
        groups.require(group_id);
        groups.requireMember(group_id, user_id);
        honors.set(group_id, { type, user: user_id, description });
        if (type === "legend" || type === "strong_newbie") return;
        world.note(group_id, {
          notice_type: "notify",
          sub_type: "honor",
          honor_type: type,
          user_id,
        });
      }),

    ".sandbox.red_packet": ({ group_id, target_id }, { account }) =>
      store.write(() => {
        groups.requireOwn(group_id, account);
        const members = roster.members(group_id);
        const lucky =
          target_id === undefined
            ? members[randomInt(members.length)]
            : groups.requireMember(group_id, target_id);
        const king = lucky?.id ?? account;
        world.note(group_id, {
          notice_type: "notify",
          sub_type: "lucky_king",
          user_id: account,
          target_id: king,
        });
        return { target_id: king };
      }),
  } satisfies Partial<HiddenHandlers>;

  /** The account itself may have been deleted since it connected. */
  function requireNoFriend(user_id: number, account: number): void {
    people.require(account);
    people.require(user_id);
    if (user_id === account) refuse("notPermitted", `${account} cannot be their own friend`);
    if (people.areFriends(account, user_id))
      refuse("notPermitted", `${user_id} is a friend of ${account} already`);
  }

  function requireOutside(group_id: number, user: number): void {
    groups.require(group_id);
    if (roster.hasMember(group_id, user))
      refuse("notPermitted", `${user} is in group ${group_id} already`);
  }
}
