/** What a client's rules say of an event or a call, and which of them. */

import type { Told } from "../words/language.ts";
import { leavesOut, lets } from "../words/verdict.ts";

/** The keys of `[[client]]` that are rules. */
export type RuleKey =
  | "accounts"
  | "actions"
  | "events"
  | "groups"
  | "users"
  | "text"
  | "at_me"
  | "self_messages";

/** `entry` is what stands in the configuration and decided, `about` what it decided on. */
export type Verdict =
  | { readonly passes: true; readonly key?: RuleKey; readonly entry?: string }
  | {
      readonly passes: false;
      readonly key: RuleKey;
      readonly why: keyof typeof leavesOut;
      readonly entry?: string;
      readonly about: string;
    };

/** What passes as no rule says otherwise. */
export const passes: Verdict = { passes: true };

/** What a verdict says, and the rule it follows from. */
export function explainVerdict(verdict: Verdict): Told {
  if (!verdict.passes) {
    const { key, why, about, entry = "" } = verdict;
    return leavesOut[why]({ key, about, entry });
  }
  const { key, entry } = verdict;
  return key === undefined || entry === undefined ? lets.always : lets.named(key, entry);
}
