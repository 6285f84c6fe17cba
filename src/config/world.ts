/** Checks of the sandbox's first world that no single key can show: ids used twice, people who don't exist. */
import * as v from "valibot";

import { mistakes } from "../words/config.ts";
import { say } from "../words/language.ts";
import type { Mistake } from "./config.ts";

/** Finds what does not fit together in `[sandbox]`, also where other keys of it are wrong. */
export function worldMistakes(sandbox: unknown): Mistake[] {
  const { self_id, user, group } = v.parse(Readable, sandbox);
  const people = new Set([self_id, ...user.map(({ id }) => id)]);
  const exists = (id: number, path: Mistake["path"]): Mistake[] =>
    id <= unreadable || people.has(id)
      ? []
      : [
          {
            path,
            message: say(mistakes.nobody(id)),
          },
        ];
  const all = (ids: readonly number[], path: Mistake["path"]) =>
    ids.flatMap((id, index) => exists(id, [...path, index]));

  return [
    ...repeated(user, ["sandbox", "user"]),
    ...repeated(group, ["sandbox", "group"]),
    ...user.flatMap(({ friends }, row) => all(friends, ["sandbox", "user", row, "friends"])),
    ...group.flatMap(({ owner, admins, members }, row) => [
      ...exists(owner, ["sandbox", "group", row, "owner"]),
      ...all(admins, ["sandbox", "group", row, "admins"]),
      ...all(members, ["sandbox", "group", row, "members"]),
    ]),
  ];
}

function repeated(rows: readonly { id: number }[], path: Mistake["path"]): Mistake[] {
  return rows.flatMap(({ id }, row) => {
    const first = rows.findIndex((other) => other.id === id);
    return id <= unreadable || first === row
      ? []
      : [
          {
            path: [...path, row, "id"],
            message: say(mistakes.twice(id, first + 1)),
          },
        ];
  });
}

// What cannot be read here has a mistake of its own, found by the schema.
const unreadable = 0;
const Id = v.fallback(v.number(), unreadable);
const Ids = v.fallback(v.array(Id), []);
const User = v.fallback(v.object({ id: Id, friends: Ids }), { id: unreadable, friends: [] });
const Group = v.fallback(v.object({ id: Id, owner: Id, admins: Ids, members: Ids }), {
  id: unreadable,
  owner: unreadable,
  admins: [],
  members: [],
});
const Readable = v.fallback(
  v.object({
    self_id: v.fallback(v.number(), 10001),
    user: v.fallback(v.array(User), []),
    group: v.fallback(v.array(Group), []),
  }),
  { self_id: 10001, user: [], group: [] },
);
