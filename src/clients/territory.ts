/** Which part of the world is a client's: some groups, some people. */
import { aboutOf } from "../protocol/about.ts";
import type { About, Named } from "../protocol/about.ts";
import { isFields } from "../protocol/scalar.ts";
import type { Ids } from "./ids.ts";
import { passes } from "./verdict.ts";
import type { RuleKey, Verdict } from "./verdict.ts";

/** Says to which groups and people something belongs; "nowhere" is what does not exist, undefined what it does not know. */
export type FindPlaces = (named: Named) => readonly About[] | "nowhere" | undefined;

export interface Bounds {
  readonly groups?: Ids | undefined;
  readonly users?: Ids | undefined;
}

export class Territory {
  readonly #bounds: Bounds;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  /** The rule that bounds it. */
  get key(): RuleKey {
    return this.#bounds.groups ? "groups" : "users";
  }

  /** Everything something tells of must be theirs; the account itself always is. */
  judge({ groups, users }: About, account: number): Verdict {
    for (const group of groups) {
      const verdict = this.#bounds.groups?.judge(group);
      if (verdict?.passes === false) return verdict;
    }
    for (const user of users) {
      const verdict = user === account ? undefined : this.#bounds.users?.judge(user);
      if (verdict?.passes === false) return verdict;
    }
    return passes;
  }

  /** What belongs to several is theirs where one of these is; what belongs to nobody known is not. */
  judgeNamed(named: Named, { account, find }: { account: number; find: FindPlaces }): Verdict {
    const { kind, id } = named;
    if (kind === "group") return this.judge({ groups: [id], users: [] }, account);
    if (kind === "user") return this.judge({ groups: [], users: [id] }, account);
    const places = find(named);
    if (places === "nowhere") return passes;
    let verdict: Verdict | undefined;
    for (const place of places ?? []) {
      verdict = this.judge(place, account);
      if (verdict.passes) return verdict;
    }
    const about = `${kind} ${String(id).slice(0, 80)}`;
    return verdict ?? { passes: false, key: this.key, why: "unknown", about };
  }

  /** Of what an action gave, without what in its lists is not theirs; of other parts, what is not is null. */
  prune(value: unknown, account: number): unknown {
    if (Array.isArray(value)) {
      return value
        .filter((item: unknown) => this.#isTheirs(item, account))
        .map((item: unknown) => this.prune(item, account));
    }
    // A segment is as it was said.
    if (!isFields(value) || (typeof value["type"] === "string" && "data" in value)) return value;
    const entries = Object.entries(value).map(([key, inner]) => [
      key,
      this.#isTheirs(inner, account) ? this.prune(inner, account) : null,
    ]);
    return Object.fromEntries(entries);
  }

  #isTheirs(value: unknown, account: number): boolean {
    return !isFields(value) || this.judge(aboutOf(value), account).passes;
  }
}
