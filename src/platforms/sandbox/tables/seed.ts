/** Fills a new database with the people and groups of the configuration. */
import type { Database } from "bun:sqlite";

import type { Config } from "../../../config/config.ts";
import type { Role } from "../../../protocol/entity.ts";
import { People } from "./people.ts";
import { Roster } from "./roster.ts";
import { Store } from "./store.ts";

export type SandboxConfig = Config["sandbox"];

/** Writes the first world; `time` is in seconds. */
export function seed(db: Database, { self_id, user, group }: SandboxConfig, time: number): void {
  // Whoever reads the same database remembers nothing of an empty world, and this store nothing after it.
  const store = new Store(db);
  const [people, roster] = [new People(store), new Roster(store)];
  const users = user.some(({ id }) => id === self_id)
    ? user
    : [{ id: self_id, nickname: "Bot", sex: "unknown" as const, age: 0, friends: [] }, ...user];
  for (const { id, nickname = String(id), sex, age } of users)
    people.add({ id, nickname, sex, age, reg_time: time });
  for (const { id, friends } of users) {
    for (const friend of friends) people.befriend(id, friend);
  }
  for (const { id, name = String(id), owner, admins, members, max_member_count } of group) {
    roster.addGroup({ id, name, max_member_count, create_time: time });
    const join = (role: Role) => (user: number) => roster.join(id, user, { role, time });
    [owner].forEach(join("owner"));
    admins.forEach(join("admin"));
    members.forEach(join("member"));
  }
}
