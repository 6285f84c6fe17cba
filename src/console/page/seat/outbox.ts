/** What a seat says on its way out: it stands in the conversation at once, and waits in order while the server is away. */
import type { ReceivedSegment } from "../../../protocol/entity.ts";
import { CallRefused, Unanswered } from "../account-link.ts";
import { append, change, settle, toEnd } from "../chat/chat.ts";
import type { Chat } from "../chat/chat.ts";
import type { MessageItem, SaidMessage, Sending } from "../chat/item.ts";
import type { ChatKey } from "../route.ts";

/** A message to be sent. */
export interface Parcel {
  /** As it stands in the conversation until the server has made its own of it. */
  readonly shown: readonly ReceivedSegment[];
  /** What is sent: bytes of files are read when their turn comes. */
  readonly read?: () => Promise<readonly ReceivedSegment[]>;
  /** Called once it is sent. */
  readonly end?: () => void;
}

/** What the outbox needs of its seat. */
export interface OutboxGround {
  readonly isOpen: () => boolean;
  readonly ask: <Data>(action: string, params: object) => Promise<Data>;
  readonly target: (key: ChatKey) => object;
  readonly change: (key: ChatKey, make: (chat: Chat) => Chat) => void;
}

interface Unsent extends Parcel {
  readonly chat: ChatKey;
}

const maxWaiting = 200;
/** With those that were refused, which may be sent again. */
const maxUnsent = 400;

export class Outbox {
  readonly #ground: OutboxGround;
  readonly #unsent = new Map<string, Unsent>();
  readonly #waiting: string[] = [];
  #isFlushing = false;

  constructor(ground: OutboxGround) {
    this.#ground = ground;
  }

  /** Sends an item that is new in a conversation. */
  async send(chat: ChatKey, item: MessageItem, parcel: Parcel): Promise<void> {
    this.#keep(item.key, { chat, ...parcel });
    this.#ground.change(chat, (each) => append(each, item));
    await this.sendAgain(chat, item);
  }

  /** Sends what could not be sent, as the newest of its conversation. */
  async sendAgain(chat: ChatKey, { key, segments }: MessageItem): Promise<void> {
    if (!this.#unsent.has(key)) this.#keep(key, { chat, shown: segments });
    this.#ground.change(chat, (each) => toEnd(each, key));
    if (this.#ground.isOpen() && this.#waiting.length === 0) return this.#post(key);
    if (this.#waiting.length >= maxWaiting) {
      const reason = `${maxWaiting} messages wait already`;
      return this.#become(key, { is: "refused", retcode: 0, reason });
    }
    this.#waiting.push(key);
    this.#become(key, { is: "waiting" });
  }

  /** Gives up what was not sent. */
  drop({ key }: MessageItem): void {
    const at = this.#waiting.indexOf(key);
    if (at >= 0) this.#waiting.splice(at, 1);
    this.#unsent.get(key)?.end?.();
    this.#unsent.delete(key);
  }

  /** Sends what waits, one after the other. */
  async flush(): Promise<void> {
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    try {
      for (let key = this.#waiting[0]; key && this.#ground.isOpen(); key = this.#waiting[0]) {
        // One after the other is the point of it.
        await this.#post(key);
        if (this.#waiting[0] === key) this.#waiting.shift();
      }
    } finally {
      this.#isFlushing = false;
    }
  }

  #keep(key: string, unsent: Unsent): void {
    this.#unsent.set(key, unsent);
    if (this.#unsent.size <= maxUnsent) return;
    const oldest = this.#unsent.keys().find((each) => !this.#waiting.includes(each)) ?? key;
    this.#unsent.get(oldest)?.end?.();
    this.#unsent.delete(oldest);
  }

  async #post(key: string): Promise<void> {
    const unsent = this.#unsent.get(key);
    if (!unsent) return;
    const { chat, shown, read, end } = unsent;
    const { ask, target, change: changeChat } = this.#ground;
    this.#become(key, { is: "sending" });
    try {
      const message = await (read?.() ?? shown);
      const sent = { ...target(chat), message };
      const { message_id } = await ask<{ message_id: number }>("send_msg", sent);
      changeChat(chat, (each) => settle(each, { key, id: message_id }));
      this.#unsent.delete(key);
      // What the server has made of it: addresses of media, how dice fell.
      const said = await ask<SaidMessage>("get_msg", { message_id }).catch(() => undefined);
      const segments = said && typeof said.message !== "string" ? said.message : shown;
      changeChat(chat, (each) =>
        change(
          each,
          (item) => item.key === key,
          (item) => ({ ...item, segments, time: said?.time ?? item.time }),
        ),
      );
      // Without it, what this page holds is still what is shown.
      if (said) end?.();
    } catch (error) {
      this.#become(key, toRefused(error));
    }
  }

  #become(key: string, sending: Sending): void {
    const chat = this.#unsent.get(key)?.chat;
    if (!chat) return;
    this.#ground.change(chat, (each) =>
      change(
        each,
        (item) => item.key === key,
        (item) => ({ ...item, sending }),
      ),
    );
  }
}

function toRefused(error: unknown): Sending {
  const retcode = error instanceof CallRefused ? error.retcode : 0;
  const isLost = error instanceof Unanswered;
  const reason = error instanceof Error ? error.message : String(error);
  return { is: "refused", retcode, reason, ...(isLost && { isLost }) };
}
