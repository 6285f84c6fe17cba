/** Deciding the requests of others (api/public). */
import { refuse } from "../../../protocol/reply.ts";
import type { Handlers } from "../handler.ts";
import { requireAdmin } from "../tables/groups.ts";
import type { Request } from "../tables/requests.ts";
import type { World } from "../world.ts";

export function requestActions(world: World) {
  const { groups, people, requests, roster, store } = world;

  return {
    set_friend_add_request: ({ flag, approve, remark }, { account }) =>
      store.write(() => {
        const { user_id, target_id } = requirePending(flag, ["friend"]);
        if (target_id !== account)
          refuse("notPermitted", `The request ${flag} is not for ${account}`);
        if (approve && people.areFriends(account, user_id))
          refuse("notPermitted", `${user_id} is a friend of ${account} already`);
        requests.decide(flag, { approve, reason: "", by: account });
        if (!approve) return;
        world.befriend(account, user_id);
        if (remark) people.setRemark(account, user_id, remark);
      }),

    set_group_add_request: ({ flag, sub_type, approve, reason }, { account }) =>
      store.write(() => {
        const request = requirePending(flag, sub_type ? [sub_type] : ["add", "invite"]);
        const { kind, user_id, target_id } = request;
        const group = groups.require(request.group_id ?? 0);
        if (kind === "invite") {
          if (target_id !== account)
            refuse("notPermitted", `The invitation ${flag} is not for ${account}`);
        } else requireAdmin(groups.requireOwn(group.id, account), "decide who joins");
        const newcomer = target_id ?? user_id;
        if (approve && roster.hasMember(group.id, newcomer))
          refuse("notPermitted", `${newcomer} is in group ${group.id} already`);
        if (approve && roster.countMembers(group.id) >= group.max_member_count) {
          refuse(
            "notPermitted",
            `Group ${group.id} is full: it has ${group.max_member_count} members`,
          );
        }
        requests.decide(flag, { approve, reason, by: account });
        if (!approve) return;
        const operator_id = kind === "invite" ? user_id : account;
        world.join(group.id, newcomer, {
          operator_id,
          sub_type: kind === "invite" ? "invite" : "approve",
        });
      }),
  } satisfies Partial<Handlers>;

  function requirePending(flag: string, kinds: readonly Request["kind"][]): Request {
    const request = requests.findPending(flag);
    if (request && kinds.includes(request.kind)) return request;
    return refuse(
      "unknownTarget",
      `There is no ${kinds.join(" or ")} request ${flag} that waits for a decision`,
    );
  }
}
