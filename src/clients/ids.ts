/** Which groups or people are a client's: those that are listed, and none with "!" before them. */
import { passes } from "./verdict.ts";
import type { RuleKey, Verdict } from "./verdict.ts";

export class Ids {
  readonly #key: RuleKey;
  readonly #listed = new Set<number>();
  readonly #excluded = new Set<number>();
  readonly #takesOthers: boolean;

  /** Where all that is listed has a "!", all others are the client's. */
  constructor(key: RuleKey, list: readonly (number | string)[]) {
    this.#key = key;
    for (const text of list.map(String)) {
      if (text.startsWith("!")) this.#excluded.add(Number(text.slice(1)));
      else this.#listed.add(Number(text));
    }
    this.#takesOthers = this.#listed.size === 0 && this.#excluded.size > 0;
  }

  judge(id: number): Verdict {
    const key = this.#key;
    const about = String(id);
    if (this.#excluded.has(id))
      return { passes: false, key, why: "excluded", entry: `!${id}`, about };
    if (this.#takesOthers) return passes;
    if (this.#listed.has(id)) return { passes: true, key, entry: about };
    return { passes: false, key, why: "unlisted", about };
  }
}
