/** An event on its way out, with the texts that go to bots: each is made once, when somebody first needs it. */
import type { Filter } from "./clients/filter.ts";
import { encodeEvent, nameOf } from "./protocol/event.ts";
import type { BotEvent, MessageFormat } from "./protocol/event.ts";

export class Outgoing {
  readonly event: BotEvent;
  /** Its number in the journal, where it is kept. */
  seq: number | undefined;
  readonly #texts: Record<MessageFormat, string | undefined> = {
    array: undefined,
    string: undefined,
  };

  #name: string | undefined;
  #verdicts: Map<string, boolean> | undefined;

  constructor(event: BotEvent) {
    this.event = event;
  }

  get account(): number {
    return this.event.self_id;
  }

  /** Its kind in full, like `message.group.normal`. */
  get name(): string {
    return (this.#name ??= nameOf(this.event));
  }

  /** Whether it passes a filter; that is found out once. */
  passes(filter: Filter | undefined): boolean {
    if (!filter) return true;
    this.#verdicts ??= new Map();
    let verdict = this.#verdicts.get(filter.key);
    if (verdict === undefined) {
      verdict = filter.judge(this.event, this.name).passes;
      this.#verdicts.set(filter.key, verdict);
    }
    return verdict;
  }

  /** The text for those who read messages in a format; other events have one for all. */
  text(format: MessageFormat): string {
    const kind = "raw_message" in this.event ? format : "array";
    return (this.#texts[kind] ??= encodeEvent(this.event, kind));
  }
}
