/** Failures that repeat are said once, with a count; what is different is said, up to a bound. */

/** How long a line stands for those like it. */
const window = 60_000;
/** Different lines from one template, and templates, in one window. */
const maxTexts = 10;
const maxTemplates = 200;

interface Kind {
  /** Each line that was said, and how often it was left out since. */
  texts: Map<string, number>;
  /** Those left out because their kind had said enough, and the last of them. */
  others: number;
  last: string;
}

/**
 * Decides what of the failures is logged. A line's kind is its part of the program, level and template; of one
 * kind at most ten different lines are said in a minute: two bots with two troubles are both heard, and forty
 * thousand paths that a stranger makes up are not.
 */
export class Throttle {
  readonly #tell: (count: number, text: string, isSame: boolean) => void;
  readonly #kinds = new Map<string, Kind>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `tell` says how often a line came again, or how many like it were left out. */
  constructor(tell: (count: number, text: string, isSame: boolean) => void) {
    this.#tell = tell;
  }

  /** Whether this line is to be said now. */
  admits(template: string, text: string): boolean {
    this.#timer ??= setTimeout(() => this.flush(), window).unref();
    const isKnown = this.#kinds.has(template) || this.#kinds.size < maxTemplates;
    const key = isKnown ? template : "";
    const kind = this.#kinds.get(key) ?? emptyKind();
    this.#kinds.set(key, kind);
    const times = kind.texts.get(text);
    if (times === undefined && kind.texts.size < maxTexts) {
      kind.texts.set(text, 0);
      return true;
    }
    if (times !== undefined) kind.texts.set(text, times + 1);
    else {
      kind.others++;
      kind.last = text;
    }
    return false;
  }

  /** Tells what was left out, and begins anew. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const kinds = [...this.#kinds.values()];
    this.#kinds.clear();
    for (const { texts, others, last } of kinds) {
      for (const [text, count] of texts) if (count > 0) this.#tell(count, text, true);
      if (others > 0) this.#tell(others, last, false);
    }
  }
}

function emptyKind(): Kind {
  return { texts: new Map(), others: 0, last: "" };
}
