/** Tells how scenes go: as they go in a terminal, a line for each elsewhere. */
import { encodeShown } from "../chat/failure.ts";
import type { Shown } from "../chat/failure.ts";
import type { Playable } from "../chat/play.ts";
import { tellAnnotation, tellFailure, tellResult } from "../chat/report.ts";
import type { Reporter, Result } from "../chat/report.ts";
import { harmless } from "../harmless.ts";
import { print } from "./standard-output.ts";

const codes = { done: 0, met: 32, expected: 31, got: 33, around: 2, title: 1, failed: 31 } as const;

export class Teller {
  readonly #reporter: Reporter;
  /** Whether the conversation is shown as it runs. */
  readonly #isLive: boolean;
  readonly #hasColour = Boolean(process.stdout.isTTY) && !process.env["NO_COLOR"];

  constructor({ reporter, isLive }: { reporter: Reporter; isLive: boolean }) {
    this.#reporter = reporter;
    this.#isLive = isLive && reporter === "text" && Boolean(process.stdout.isTTY);
  }

  begin({ file, title }: Playable): void {
    if (this.#isLive) this.print(`\n${this.#paint("title", `${file} › ${title}`)}`);
  }

  show(shown: Shown): void {
    if (this.#isLive) this.#line(shown.is, encodeShown(shown));
  }

  end(result: Result): void {
    if (this.#reporter !== "text") return;
    const { failure } = result;
    if (!this.#isLive) this.#lines(tellResult(result));
    else if (failure) {
      const [why = "", ...rest] = tellFailure(result);
      this.#line("failed", why);
      for (const line of rest.slice(rest.findIndex((each) => /^[-+]/.test(each)))) this.#diff(line);
    }
    const note = process.env["GITHUB_ACTIONS"] ? tellAnnotation(result) : undefined;
    if (note !== undefined) print(note);
  }

  print(text: string): void {
    print(text);
  }

  /** Without a terminal only failures have colours to begin with, and they have none there. */
  #lines(text: string): void {
    for (const line of text.split("\n")) this.#diff(line);
  }

  #diff(line: string): void {
    const sign = line.trimStart()[0];
    const is = sign === "-" ? "expected" : sign === "+" ? "got" : sign === "#" ? "around" : "done";
    this.#line(is, line);
  }

  #line(is: keyof typeof codes, text: string): void {
    for (const line of text.split("\n")) print(this.#paint(is, harmless(line)));
  }

  #paint(is: keyof typeof codes, text: string): string {
    const code = codes[is];
    return this.#hasColour && code !== 0 ? `\u001b[${code}m${text}\u001b[0m` : text;
  }
}
