/** Pokes (dialect). */
import { refuse } from "../../../protocol/reply.ts";
import type { Handlers } from "../handler.ts";
import { tellPoke } from "../speech/notices.ts";
import type { World } from "../world.ts";

export function pokeActions(world: World) {
  const { people, groups, store } = world;

  return {
    group_poke: ({ group_id, user_id }, { account }) => pokeInGroup(group_id, user_id, account),
    friend_poke: ({ user_id }, { account }) => pokeFriend(user_id, account),
    send_poke: ({ user_id, group_id }, { account }) =>
      group_id === undefined
        ? pokeFriend(user_id, account)
        : pokeInGroup(group_id, user_id, account),
  } satisfies Partial<Handlers>;

  function pokeInGroup(group_id: number, target_id: number, user_id: number): Promise<void> {
    return store.write(() => {
      groups.requireOwn(group_id, user_id);
      groups.requireMember(group_id, target_id);
      tellPoke(world, { group_id, user_id, target_id });
    });
  }

  function pokeFriend(target_id: number, user_id: number): Promise<void> {
    return store.write(() => {
      people.require(target_id);
      if (!people.areFriends(user_id, target_id))
        refuse("notPermitted", `${target_id} is no friend of ${user_id}`);
      tellPoke(world, { group_id: null, user_id, target_id });
    });
  }
}
