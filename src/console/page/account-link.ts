/** A connection on which one account calls and, on `/`, is told its events: OneBot 11, as every bot has it. */
import type { BotEvent } from "../../protocol/event.ts";
import type { Reply } from "../../protocol/reply.ts";
import { Link } from "./link.ts";
import type { LinkState } from "./link.ts";

export interface AccountLinkOptions {
  readonly path: "/" | "/api";
  /** The account under test where none is named. */
  readonly account?: number;
  readonly onOpen?: () => void;
  readonly onEvent?: (event: BotEvent) => void;
  readonly onState?: (state: LinkState) => void;
}

/** A call that was refused, with what the server said. */
export class CallRefused extends Error {
  override readonly name = "CallRefused";
  readonly retcode: number;

  constructor({ retcode, message, wording }: Reply) {
    super(message ?? wording ?? "");
    this.retcode = retcode;
  }
}

/** The call was not sent, or its connection ended before it was answered. */
export class Unanswered extends Error {
  override readonly name = "Unanswered";
}

/** Marks connections of this tab as a person's, not a bot's. */
export const tab = crypto.getRandomValues(new Uint32Array(1)).join("");

export class AccountLink {
  readonly #link: Link;
  readonly #pending = new Map<string, PromiseWithResolvers<Reply>>();
  readonly #opened: (() => void)[] = [];
  #lastEcho = 0;

  constructor({ path, account, onOpen, onEvent, onState }: AccountLinkOptions) {
    this.#link = new Link({
      path,
      query: {
        seat: tab,
        message_format: "array",
        ...(account !== undefined && { self_id: String(account) }),
      },
      onOpen: () => {
        for (const send of this.#opened.splice(0)) send();
        onOpen?.();
      },
      onText: (text) => {
        const frame = JSON.parse(text) as BotEvent | (Reply & { echo?: string });
        if ("post_type" in frame) onEvent?.(frame);
        else this.#settle(frame);
      },
      onState: (state) => {
        if (state.is !== "open" && state.is !== "connecting") this.#giveUp();
        onState?.(state);
      },
    });
  }

  /** The reply to a call; one made while the connection opens waits for it. Rejects with {@link Unanswered}. */
  call(action: string, params: object = {}): Promise<Reply> {
    const echo = String(++this.#lastEcho);
    const pending = Promise.withResolvers<Reply>();
    this.#pending.set(echo, pending);
    const send = () => this.#link.send(JSON.stringify({ action, params, echo }));
    if (!send()) this.#opened.push(send);
    return pending.promise;
  }

  /** The data of a call that must succeed. Rejects with {@link CallRefused} too. */
  async ask<Data>(action: string, params: object = {}): Promise<Data> {
    const reply = await this.call(action, params);
    if (reply.status === "failed") throw new CallRefused(reply);
    return reply.data as Data;
  }

  retry(): void {
    this.#link.retry();
  }

  end(): void {
    this.#link.end();
  }

  #settle({ echo = "", ...reply }: Reply & { echo?: string }): void {
    this.#pending.get(echo)?.resolve(reply);
    this.#pending.delete(echo);
  }

  #giveUp(): void {
    this.#opened.length = 0;
    for (const { reject } of this.#pending.values())
      reject(new Unanswered("The connection to the server ended before the answer came"));
    this.#pending.clear();
  }
}
