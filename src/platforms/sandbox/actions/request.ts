/** Deciding the requests of others (api/public). */
import { refuse } from "../../../protocol/reply.ts";
import { requireAdmin } from "../groups.ts";
import type { Handlers } from "../handler.ts";
import type { Request } from "../requests.ts";
import type { World } from "../world.ts";

export function requestActions(
  world: World,
): Handlers<"set_friend_add_request" | "set_group_add_request"> {
  const { people, groups, requests, store } = world;

  return {
    set_friend_add_request: ({ flag, approve, remark }, { account }) =>
      store.write(() => {
        const { user_id, target_id } = requirePending(flag, ["friend"]);
        if (target_id !== account)
          refuse("notPermitted", `The request ${flag} is not for ${account}`);
        if (approve && people.areFriends(account, user_id))
          refuse("notPermitted", `${user_id} is a friend of ${account} already`);
        requests.decide(flag, { approve, reason: "" });
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
        if (approve && groups.hasMember(group.id, newcomer))
          refuse("notPermitted", `${newcomer} is in group ${group.id} already`);
        if (approve && groups.countMembers(group.id) >= group.max_member_count) {
          refuse(
            "notPermitted",
            `Group ${group.id} is full: it has ${group.max_member_count} members`,
          );
        }
        requests.decide(flag, { approve, reason });
        if (!approve) return;
        const operator_id = kind === "invite" ? user_id : account;
        world.join(group.id, newcomer, {
          operator_id,
          sub_type: kind === "invite" ? "invite" : "approve",
        });
      }),
  };

  function requirePending(flag: string, kinds: readonly Request["kind"][]): Request {
    const request = requests.findPending(flag);
    if (request && kinds.includes(request.kind)) return request;
    return refuse(
      "unknownTarget",
      `There is no ${kinds.join(" or ")} request ${flag} that waits for a decision`,
    );
  }
}
