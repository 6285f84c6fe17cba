/** The people and groups that are known to the page, by name. */
import { useServer } from "../server.ts";

export interface Known {
  readonly id: number;
  readonly name: string;
}

const none: readonly never[] = [];

export function usePeopleAndGroups(): { people: readonly Known[]; groups: readonly Known[] } {
  const people = useServer((state) => state.people) ?? none;
  const groups = useServer((state) => state.groups) ?? none;
  return {
    people: people.map(({ user_id: id, nickname: name }) => ({ id, name })),
    groups: groups.map(({ group_id: id, group_name: name }) => ({ id, name })),
  };
}
