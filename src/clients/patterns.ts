/** Which actions or events are a client's, by patterns; what one with "!" matches is not, whatever else matches it. */
import { passes } from "./verdict.ts";
import type { RuleKey, Verdict } from "./verdict.ts";

type Test = (name: string) => boolean;

interface Pattern {
  readonly text: string;
  readonly matches: Test;
}

// Names of events are few and short, but whoever asks why may think of any number of any length.
const maxKnown = 1000;
const maxName = 200;

export class Patterns {
  readonly #key: RuleKey;
  readonly #listed: readonly Pattern[];
  readonly #excluded: readonly Pattern[];
  readonly #known = new Map<string, Verdict>();

  /** `toTest` reads a pattern without its "!". Where all patterns have one, everything else is the client's. */
  constructor(key: RuleKey, texts: readonly string[], toTest: (pattern: string) => Test) {
    this.#key = key;
    const all = texts.map((text) => ({ text, matches: toTest(text.replace(/^!/, "")) }));
    this.#listed = all.filter(({ text }) => !text.startsWith("!"));
    this.#excluded = all.filter(({ text }) => text.startsWith("!"));
  }

  /** Judges something by all its names: one that is listed will do, and one that is excluded will not. */
  judge(...names: readonly [string, ...string[]]): Verdict {
    const [name] = names;
    const known = this.#known.get(name);
    if (known) return known;
    const verdict = this.#judge(names);
    if (name.length > maxName) return verdict;
    if (this.#known.size === maxKnown) this.#known.clear();
    this.#known.set(name, verdict);
    return verdict;
  }

  #judge(names: readonly [string, ...string[]]): Verdict {
    const key = this.#key;
    const [about] = names;
    const find = (patterns: readonly Pattern[]) =>
      patterns.find(({ matches }) => names.some(matches))?.text;
    const excluded = find(this.#excluded);
    if (excluded !== undefined)
      return { passes: false, key, why: "excluded", entry: excluded, about };
    const entry = find(this.#listed);
    if (entry !== undefined) return { passes: true, key, entry };
    const takesOthers = this.#listed.length === 0 && this.#excluded.length > 0;
    return takesOthers ? passes : { passes: false, key, why: "unlisted", about };
  }
}

/** Names of actions: `*` stands for anything, but only a pattern that begins with it means the hidden ones. */
export function toActionTest(pattern: string): Test {
  const glob = new Bun.Glob(pattern);
  const hidden = pattern.startsWith(hiddenPrefix);
  return (name) => (hidden || !name.startsWith(hiddenPrefix)) && glob.match(name);
}

/** How the names of actions begin that steer the world. */
export const hiddenPrefix = ".sandbox.";

/** Names of events, by their beginning: `message.group` is `message.group.normal` too; `*` stands within one part. */
export function toEventTest(pattern: string): Test {
  const parts = pattern.split(".").map((part) => part.split("*").join(".*"));
  const expression = new RegExp(
    `^${parts.map((part) => part.replaceAll(".*", "[^.]*")).join("\\.")}(?:\\.|$)`,
  );
  return (name) => expression.test(name);
}
