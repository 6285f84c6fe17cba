/** A text read from left to right, which can name any place in it. */
import { scriptWords } from "../words/chat.ts";
import { say } from "../words/language.ts";
import type { Told } from "../words/language.ts";

/** A line that is no grammar: where, and what was expected there. */
export class ScriptError extends SyntaxError {
  override readonly name = "ScriptError";
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly expected: Told;

  constructor(
    { file, line, column }: { file: string; line: number; column: number },
    expected: Told,
  ) {
    super(`${file}:${line}:${column}: ${say(scriptWords.expected(expected))}`);
    this.file = file;
    this.line = line;
    this.column = column;
    this.expected = expected;
  }
}

/** One statement of a script: its line, and those that go on with it. */
export class Reader {
  readonly #file: string;
  readonly line: number;
  readonly text: string;

  constructor(text: string, { file, line }: { file: string; line: number }) {
    this.text = text;
    this.line = line;
    this.#file = file;
  }

  /** Its first line. */
  get first(): string {
    const end = this.text.indexOf("\n");
    return end < 0 ? this.text : this.text.slice(0, end);
  }

  /** Throws: something else was expected at a place of it. */
  fail(at: number, expected: Told): never {
    const before = this.text.slice(0, at);
    const line = this.line + before.split("\n").length - 1;
    const column = at - before.lastIndexOf("\n");
    throw new ScriptError({ file: this.#file, line, column }, expected);
  }

  /** The rest from a place on, without the space before it; nothing behind it where it must be one line. */
  rest(at: number): { text: string; at: number } {
    const start = at + spaceBefore(this.text.slice(at));
    return { text: this.text.slice(start).trimEnd(), at: start };
  }
}

/** How many characters of space a text begins with. */
export function spaceBefore(text: string): number {
  return text.length - text.trimStart().length;
}

/** Splits a script into its statements, each with the lines that go on with it. Blank lines and remarks are kept out. */
export function* readStatements(text: string, file: string): Generator<Reader> {
  const lines = text.replace(/^\ufeff/, "").split("\n");
  let [start, end] = [-1, -1];
  const take = () =>
    new Reader(
      lines
        .slice(start, end + 1)
        .map(withoutReturn)
        .join("\n"),
      { file, line: start + 1 },
    );
  for (const [at, line] of lines.entries()) {
    if (line.trim() === "") continue;
    if (/^\s/.test(line)) {
      if (start < 0) new Reader(line, { file, line: at + 1 }).fail(0, scriptWords.noLineAbove);
      end = at;
      continue;
    }
    if (start >= 0) yield take();
    [start, end] = [at, at];
  }
  if (start >= 0) yield take();
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
