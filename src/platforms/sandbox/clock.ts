/** The sandbox's time. */

export class Clock {
  /** Whole seconds since 1970. */
  now(): number {
    return Math.floor(Date.now() / 1000);
  }
}
