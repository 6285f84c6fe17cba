/** An event on its way out, with the texts that go to bots: each is made once, when somebody first needs it. */
import { encodeEvent } from "./protocol/event.ts";
import type { BotEvent, MessageFormat } from "./protocol/event.ts";

export class Outgoing {
  readonly event: BotEvent;
  readonly #texts: Record<MessageFormat, string | undefined> = {
    array: undefined,
    string: undefined,
  };

  constructor(event: BotEvent) {
    this.event = event;
  }

  get account(): number {
    return this.event.self_id;
  }

  /** The text for those who read messages in a format; other events have one for all. */
  text(format: MessageFormat): string {
    const kind = "raw_message" in this.event ? format : "array";
    return (this.#texts[kind] ??= encodeEvent(this.event, kind));
  }
}
