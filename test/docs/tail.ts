/** `tail` in a terminal of its own, as the pages tell people to keep it. */
import type { Desk } from "./desk.ts";

export class Tail implements AsyncDisposable {
  readonly #process: ReturnType<Desk["shell"]>;
  readonly #chunks: AsyncIterator<string>;
  #text = "";

  constructor(line: string, desk: Desk) {
    this.#process = desk.shell(`exec ${line}`);
    const text = this.#process.stdout.pipeThrough(new TextDecoderStream());
    this.#chunks = text[Symbol.asyncIterator]();
  }

  /** Fulfilled when what it has shown is enough. */
  async shows(isEnough: (text: string) => boolean): Promise<void> {
    while (!isEnough(this.#text)) {
      const { value, done } = await this.#chunks.next();
      if (done) throw new Error(`tail ended, having shown ${this.#text}`);
      this.#text += value;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill();
    await this.#process.exited;
  }
}
