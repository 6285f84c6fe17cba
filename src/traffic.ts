/** What went over one way to a bot: how many calls, how fast they were answered, and what failed last. */
import { beginningOf } from "./beginning.ts";
import type { Reply } from "./protocol/reply.ts";

/** A call that failed, or why an event was lost; `retcode` is 0 where there was none. */
export type LastError = {
  /** In milliseconds since 1970, by this machine. */
  time_ms: number;
  action: string;
  retcode: number;
  message: string;
};

export type TrafficInfo = {
  calls: number;
  /** How many of them failed. */
  failures: number;
  /** When the last one was answered, in milliseconds since 1970; 0 where there was none. */
  last_call_ms: number;
  /** How long the last of them took, in the middle, in milliseconds; null where there was none. */
  median_ms: number | null;
  last_error: LastError | null;
};

/** How many calls the median is of. */
const maxTimes = 64;
const maxMessage = 300;
const maxAction = 60;

export class Traffic {
  #calls = 0;
  #failures = 0;
  #lastAt = 0;
  #lastError: LastError | undefined;
  /** Made with the first call: many connections make none. */
  #times: Float32Array | undefined;

  /** Takes note of a call that was answered; `started` is by `performance.now()`. */
  note(
    { action, started }: { readonly action: string; readonly started: number },
    { reply, milliseconds }: { readonly reply: Reply | undefined; readonly milliseconds: number },
  ): void {
    const times = (this.#times ??= new Float32Array(maxTimes));
    times[this.#calls++ % maxTimes] = milliseconds;
    this.#lastAt = started + milliseconds;
    if (reply?.status !== "failed") return;
    this.#failures++;
    const { retcode, message = "" } = reply;
    this.fail({ action, retcode, message });
  }

  /** Takes note of what went wrong beside calls. */
  fail({ action, retcode, message }: Omit<LastError, "time_ms">): void {
    this.#lastError = {
      time_ms: Date.now(),
      action: beginningOf(action, maxAction),
      retcode,
      message: beginningOf(message, maxMessage),
    };
  }

  describe(): TrafficInfo {
    return {
      calls: this.#calls,
      failures: this.#failures,
      last_call_ms: this.#calls === 0 ? 0 : Math.round(performance.timeOrigin + this.#lastAt),
      median_ms: this.#median(),
      last_error: this.#lastError ?? null,
    };
  }

  #median(): number | null {
    if (!this.#times) return null;
    const times = this.#times.slice(0, this.#calls).sort();
    return Math.round((times[times.length >> 1] ?? 0) * 1000) / 1000;
  }
}
