/** How a scene fails: at which line, why, and what came instead, in the form of a chat. */
/** A line of what is shown of a scene: what went on, what was expected, what came instead, what went on around it. */
export interface Shown {
  readonly is: "done" | "met" | "expected" | "got" | "around";
  readonly text: string;
}

const signs = { done: "  ", met: "  ", expected: "- ", got: "+ ", around: "# " } as const;

/** A line as it is printed: all of its lines have the sign. */
export function encodeShown({ is, text }: Shown): string {
  return text
    .split("\n")
    .map((line) => `${signs[is]}${line}`.trimEnd())
    .join("\n");
}

export class SceneFailure extends Error {
  override readonly name = "SceneFailure";
  readonly line: number;
  /** The conversation before it, and what was expected and came instead. */
  readonly diff: readonly Shown[];

  constructor(message: string, { line, diff = [] }: { line: number; diff?: readonly Shown[] }) {
    super(message);
    this.line = line;
    this.diff = diff;
  }
}
