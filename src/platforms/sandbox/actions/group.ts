/** What groups are, how they are set up, and how one leaves them (api/public). */
import type { HonorType } from "../../../protocol/entity.ts";
import { refuse } from "../../../protocol/reply.ts";
import type { Handlers } from "../handler.ts";
import { departure, tellBan } from "../speech/notices.ts";
import { requireAdmin } from "../tables/groups.ts";
import type { Talkative } from "../tables/honors.ts";
import type { Group } from "../tables/roster.ts";
import type { World } from "../world.ts";

export function groupActions(world: World) {
  const { clock, groups, honors, media, portraits, roster, store } = world;

  return {
    get_group_info({ group_id }, { account }) {
      const group = groups.require(group_id);
      // Bots look here whether they are still in it.
      return roster.hasMember(group_id, account)
        ? toInfo(group, account)
        : refuse("unknownTarget", `${account} is not in group ${group_id}`);
    },

    get_group_list: (_, { account }) =>
      roster.groupsOf(account).map((group) => toInfo(group, account)),

    get_group_honor_info({ group_id, type }, { account }) {
      groups.requireOwn(group_id, account);
      const wanted = type === "all" ? honorTypes : [type];
      const talkative = wanted.includes("talkative")
        ? honors.talkative(group_id, clock.day())
        : undefined;
      const [current] = talkative ?? [];
      const list = (one: Exclude<HonorType, "talkative">) =>
        (wanted.includes(one) ? honors.list(group_id, one) : []).map(withAvatar);
      return {
        group_id,
        ...(talkative ? { current_talkative: current ? withAvatar(current) : null } : {}),
        talkative_list: (talkative ?? []).map(toHonored).map(withAvatar),
        performer_list: list("performer"),
        legend_list: list("legend"),
        strong_newbie_list: list("strong_newbie"),
        emotion_list: list("emotion"),
      };
    },

    set_group_name: ({ group_id, group_name }, { account }) =>
      store.write(() => {
        requireAdmin(groups.requireOwn(group_id, account), "rename it");
        if (groups.require(group_id).name === group_name) return;
        roster.setGroup(group_id, "name", group_name);
        world.note(group_id, {
          notice_type: "notify",
          sub_type: "group_name",
          user_id: account,
          name_new: group_name,
        });
      }),

    async set_group_portrait({ group_id, file }, { account }) {
      const requireRight = () =>
        requireAdmin(groups.requireOwn(group_id, account), "change its avatar");
      requireRight();
      using reception = media.reception(account);
      const { name } = await reception.receive(file, { what: "avatar" });
      await store.write(() => {
        requireRight();
        roster.setGroup(group_id, "avatar", name);
      });
    },

    set_group_remark: ({ group_id, remark }, { account }) =>
      store.write(() =>
        roster.setMember(groups.requireOwn(group_id, account), "group_remark", remark),
      ),

    set_group_whole_ban: ({ group_id, enable }, { account }) =>
      store.write(() => {
        requireAdmin(groups.requireOwn(group_id, account), "ban everybody");
        if (groups.require(group_id).whole_ban === Number(enable)) return;
        roster.setGroup(group_id, "whole_ban", Number(enable));
        const duration = enable ? -1 : 0;
        tellBan(world, { group_id, user_id: 0, operator_id: account, duration });
      }),

    set_group_anonymous: ({ group_id, enable }, { account }) =>
      store.write(() => {
        requireAdmin(groups.requireOwn(group_id, account), "allow or forbid anonymous messages");
        roster.setGroup(group_id, "anonymity", Number(enable));
      }),

    set_group_leave: ({ group_id, is_dismiss }, { account }) =>
      store.write(() => {
        const { role } = groups.requireOwn(group_id, account);
        const operator_id = account;
        if (role !== "owner") {
          roster.leave(group_id, account);
          world.note(group_id, departure("leave", { user_id: account, operator_id }));
        } else if (is_dismiss) {
          world.note(group_id, (user_id) => departure("kick_me", { user_id, operator_id }));
          world.dismiss(group_id);
        } else {
          refuse(
            "notPermitted",
            `The owner can leave group ${group_id} only by dismissing it: set is_dismiss`,
          );
        }
      }),
  } satisfies Partial<Handlers>;

  function toInfo(group: Group, viewer: number) {
    const { id, name, max_member_count, whole_ban, create_time } = group;
    return {
      group_id: id,
      group_name: name,
      member_count: roster.countMembers(id),
      max_member_count,
      group_remark: roster.member(id, viewer)?.group_remark ?? "",
      group_all_shut: whole_ban ? -1 : 0,
      group_create_time: create_time,
      group_level: 0,
      avatar: portraits.url({ kind: "group", id }),
    };
  }

  function withAvatar<Honored extends { user_id: number }>(honored: Honored) {
    return { ...honored, avatar: portraits.url({ kind: "user", id: honored.user_id }) };
  }
}

const honorTypes: readonly HonorType[] = [
  "talkative",
  "performer",
  "legend",
  "strong_newbie",
  "emotion",
];

function toHonored({ user_id, nickname, day_count }: Talkative) {
  return { user_id, nickname, description: `${day_count} day(s)` };
}
