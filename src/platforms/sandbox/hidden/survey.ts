/** Hidden actions that tell what the world holds. */
import { titleOf } from "../speech/telling.ts";
import { Survey } from "../tables/survey.ts";
import type { World } from "../world.ts";
import type { HiddenHandlers } from "./action.ts";

export function surveyActions(world: World) {
  const { clock, people, requests, roster, store } = world;
  const survey = new Survey(store.db);

  return {
    ".sandbox.overview": ({ find = "", group_id, count }) => {
      const now = clock.now();
      const found = survey.people(find, count);
      const ids = found.map(({ user_id }) => user_id);
      const groups = survey.groups({ count, now, only: group_id });
      const friends = survey.friends(ids);
      const members = Map.groupBy(
        survey.members(
          groups.map(({ group_id }) => group_id),
          ids,
        ),
        ({ group_id }) => group_id,
      );
      return {
        people_count: people.count(),
        group_count: roster.countGroups(),
        users: found.map((person) => {
          const { count: friend_count = 0, first = [] } = friends.get(person.user_id) ?? {};
          return { ...person, friend_count, friends: first };
        }),
        groups: groups.map(({ whole_ban, anonymity, ...group }) => ({
          ...group,
          all_shut: whole_ban !== 0,
          anonymous: anonymity !== 0,
          members: (members.get(group.group_id) ?? []).map((member) => {
            const { user_id, role, card, shut_up_timestamp } = member;
            return { user_id, role, card, title: titleOf(member, now), shut_up_timestamp };
          }),
        })),
      };
    },

    ".sandbox.list_requests": ({ count }) => ({
      pending_count: requests.countPending(),
      requests: requests
        .list(count)
        .map((request) => ({ ...request, deciders: decidersOf(request) })),
    }),
  } satisfies Partial<HiddenHandlers>;

  /** Whoever is asked; where a group is, its owner and admins. */
  function decidersOf({
    target_id,
    group_id,
  }: {
    target_id: number | null;
    group_id: number | null;
  }): number[] {
    if (target_id !== null) return [target_id];
    return roster
      .members(group_id ?? 0)
      .filter(({ role }) => role !== "member")
      .map(({ id }) => id);
  }
}
