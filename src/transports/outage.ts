/** What is said of an address that is slow or gone: a line an outage, not one an event. */
import { logger } from "../log/log.ts";

const log = logger("post");

export class Outage {
  readonly #where: string;
  #isDown = false;
  #isSlow = false;
  #dropped = 0;

  /** `where` is the address without what is secret of it. */
  constructor(where: string) {
    this.#where = where;
  }

  /** Whether the last event was lost: then one try is enough, until one succeeds. */
  get isDown(): boolean {
    return this.#isDown;
  }

  /** Nothing else would say why everybody who listens by WebSocket hears nothing. */
  tellDelay(patience: number): void {
    if (this.#isSlow) return;
    this.#isSlow = true;
    log.warning(
      "{where} has not answered for {patience} ms: events wait for it, unless http_post.timeout is set",
      { where: this.#where, patience },
    );
  }

  /** An event was dropped, as so many wait. */
  tellDrop(waiting: number): void {
    if (this.#dropped++ > 0) return;
    log.warning("{where} is {waiting} events behind: the oldest are dropped from now on", {
      where: this.#where,
      waiting,
    });
  }

  /** An event is not taken, and will be tried again until it is. */
  tellWait(failure: string): void {
    if (this.#isDown) return;
    this.#isDown = true;
    log.warning("Events wait for {where}: {failure}", { where: this.#where, failure });
  }

  /** What came of an event: undefined where it was taken, else why not. */
  note(failure: string | undefined): void {
    if (failure !== undefined && !this.#isDown) {
      log.warning("Events are lost at {where}: {failure}", { where: this.#where, failure });
    } else if (failure === undefined && (this.#isDown || this.#dropped > 0)) {
      log.info("{where} answers again; {dropped} events were dropped", {
        where: this.#where,
        dropped: this.#dropped,
      });
      this.#dropped = 0;
    }
    this.#isDown = failure !== undefined;
    this.#isSlow &&= this.#isDown;
  }
}
