/** What goes on at the server, read from its record: one thing after another, each once. */
import type { Entry } from "../entry.ts";
import { isFields } from "../protocol/scalar.ts";
import type { Fields } from "../protocol/scalar.ts";
import { director } from "./company.ts";
import type { Speaker } from "./company.ts";
import { written } from "./written.ts";

interface Waited {
  readonly cursor: number;
  readonly entry: Entry | null;
}

/** How the record marks a text that it has cut short. */
const cut = /… \(\d+ characters\)$|^…$/;

export class Watch {
  readonly #company: Speaker;
  readonly #wanted: object;
  #cursor = 0;

  /** `withSteering` where what steers the world is looked at, too. */
  constructor(company: Speaker, { withSteering = false } = {}) {
    this.#company = company;
    this.#wanted = { event: {}, call: {}, ...(withSteering && { steer: {} }) };
  }

  /** Goes on from a cursor, or from now; gives it. */
  async begin(cursor?: number): Promise<number> {
    this.#cursor = cursor ?? (await this.#company.ask<Waited>(director, ".sandbox.wait")).cursor;
    return this.#cursor;
  }

  /** The next that happens; undefined where nothing does for so many milliseconds. */
  async next(ms: number): Promise<Entry | undefined> {
    const { status, data } = await this.#company.call(director, ".sandbox.wait", {
      ...this.#wanted,
      cursor: this.#cursor,
      timeout_ms: Math.max(0, Math.ceil(ms)),
    });
    if (status === "failed") return undefined;
    const { cursor, entry } = data as Waited;
    this.#cursor = cursor;
    return entry === null ? undefined : this.#complete(entry);
  }

  /** A long message is cut short in the record, and asked for. */
  async #complete(entry: Entry): Promise<Entry> {
    const { event, account } = entry;
    if (!isFields(event) || !cut.test(written(event["raw_message"]))) return entry;
    const { message_id } = event;
    const { status, data } = await this.#company.call(account, "get_msg", { message_id });
    if (status === "failed" || !isFields(data)) return entry;
    const { message, raw_message } = data;
    return { ...entry, event: { ...event, message, raw_message } satisfies Fields };
  }
}
