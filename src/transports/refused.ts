/** Who was refused lately, and why: the last of them, for whoever wonders why a bot does not connect. */

import { firstOfMost } from "./crowd.ts";

/** What was wrong, for whoever knows better words and the way on; else there is the sentence. */
export type Why =
  | "path"
  | "noToken"
  | "wrongToken"
  | "account"
  /** A name for this machine that is not known here. */
  | "host"
  /** A web page of another site. */
  | "site"
  | "crowd"
  /** A plain request where a WebSocket is served. */
  | "plain"
  | "other";

export interface Refused {
  /** In milliseconds since 1970, by this machine. */
  readonly time_ms: number;
  readonly address: string;
  readonly path: string;
  readonly status: number;
  readonly why: Why;
  readonly sentence: string;
  /** Whether it was a page that asked, for the seat of a person. */
  readonly is_seat: boolean;
}

const maxKept = 50;

export class RefusedList {
  readonly #last = new Set<Refused>();
  readonly #observers = new Set<() => void>();

  add(refused: Refused): void {
    this.#last.add(refused);
    const first = this.#last.size > maxKept && firstOfMost(this.#last, kindOf);
    if (first) this.#last.delete(first);
    for (const observer of this.#observers) observer();
  }

  /** The last ones, oldest first. */
  list(): readonly Refused[] {
    return [...this.#last];
  }

  /** Has somebody told of each, until it is disposed of. */
  observe(observer: () => void): Disposable {
    this.#observers.add(observer);
    return { [Symbol.dispose]: () => this.#observers.delete(observer) };
  }
}

/** What a page of another site tries is no bot's trouble, and hides none. */
function kindOf({ address, why, is_seat }: Refused): string {
  return `${address} ${why} ${is_seat}`;
}
