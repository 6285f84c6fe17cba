/** Checking in to a group, once a day (dialect). */
import type { Handlers } from "../handler.ts";
import type { World } from "../world.ts";

export function signActions({ clock, groups, signs, store }: World) {
  return {
    set_group_sign: ({ group_id }, { account }) =>
      store.write(() => {
        groups.requireOwn(group_id, account);
        signs.add({ group: group_id, user: account, day: clock.day(), time: clock.now() });
      }),

    get_group_signed_list({ group_id }, { account }) {
      groups.requireOwn(group_id, account);
      return signs.list(group_id, clock.day()).map(({ user_id, nickname, card, time }, at) => ({
        user_id,
        nick: card || nickname,
        time,
        rank: at + 1,
      }));
    },
  } satisfies Partial<Handlers>;
}
