/** What a client may call, and on what part of the world. */
import type { Patterns } from "./patterns.ts";
import { hiddenPrefix } from "./patterns.ts";
import type { Territory } from "./territory.ts";
import { passes } from "./verdict.ts";
import type { RuleKey, Verdict } from "./verdict.ts";

export class Rights {
  readonly territory: Territory | undefined;
  readonly #actions: Patterns;
  readonly #bound: RuleKey | undefined;

  /** `hasAccounts` says that it is some accounts only. */
  constructor(
    actions: Patterns,
    { territory, hasAccounts }: { territory: Territory | undefined; hasAccounts: boolean },
  ) {
    this.#actions = actions;
    this.territory = territory;
    this.#bound = territory?.key ?? (hasAccounts ? "accounts" : undefined);
  }

  /** Judges an action by its name, and by the name of the one that it is another name of. */
  judgeAction(action: string, meant = action): Verdict {
    // They see and change the whole world, as anybody in it.
    if (this.#bound !== undefined && action.startsWith(hiddenPrefix))
      return { passes: false, key: this.#bound, why: "whole", about: action };
    const verdict = this.#actions.judge(action, meant);
    return verdict.passes ? passes : verdict;
  }
}
