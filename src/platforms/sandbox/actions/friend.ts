/** Friends, as one keeps them (dialect). */
import { refuse } from "../../../protocol/reply.ts";
import type { Handlers } from "../handler.ts";
import type { World } from "../world.ts";

export function friendActions({ people, store }: World) {
  return {
    set_friend_remark: ({ user_id, remark }, { account }) =>
      store.write(() => {
        people.require(user_id);
        if (!people.areFriends(account, user_id))
          refuse("notPermitted", `${user_id} is no friend of ${account}`);
        people.setRemark(account, user_id, remark);
      }),

    get_friends_with_category(_, { account }) {
      const buddyList = people.friends(account);
      return [
        {
          categoryId: 0,
          categoryName: "我的好友",
          categoryMbCount: buddyList.length,
          buddyList,
        },
      ];
    },

    get_unidirectional_friend_list: () => [],
    get_doubt_friends_add_request: () => [],
  } satisfies Partial<Handlers>;
}
