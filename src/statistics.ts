/** Counts of what goes on, for get_status and for whoever watches the server. */

/** Numbers by label texts; the labels' names are the same for all of one tally. */
export class Tally {
  readonly labels: readonly string[];
  readonly #counts = new Map<string, number>();
  #total = 0;

  constructor(...labels: string[]) {
    this.labels = labels;
  }

  add(amount: number, ...values: readonly (string | number)[]): void {
    const key = values.join(separator);
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + amount);
    this.#total += amount;
  }

  /** Each combination of label values that was counted. */
  *entries(): Generator<{ values: string[]; count: number }> {
    for (const [key, count] of this.#counts) yield { values: key.split(separator), count };
  }

  get total(): number {
    return this.#total;
  }
}

const separator = "\u0000";

export class Statistics {
  readonly started = Date.now();
  /** Open connections. */
  readonly connections = new Tally("client", "path");
  readonly closes = new Tally("path", "reason");
  /** Connections closed because their peer did not read. */
  readonly stalls = new Tally("path");
  readonly calls = new Tally("action", "retcode");
  readonly events = new Tally("type");
  readonly deliveries = new Tally("account");
  readonly posts = new Tally("url", "outcome");
  readonly refusals = new Tally("path", "status");
  /** Frames sent to /event, which executes nothing. */
  readonly ignoredFrames = new Tally("path");
  /** Hears of each call, with how long it took in seconds. */
  onCall: ((action: string, seconds: number) => void) | undefined;

  call(action: string, { retcode, milliseconds }: { retcode: number; milliseconds: number }): void {
    this.calls.add(1, action, retcode);
    this.onCall?.(action, milliseconds / 1000);
  }

  /** What get_status tells of it. */
  summary(): Record<string, number> {
    return {
      uptime: Math.floor((Date.now() - this.started) / 1000),
      connections: this.connections.total,
      calls: this.calls.total,
      events: this.events.total,
      deliveries: this.deliveries.total,
      stalled: this.stalls.total,
    };
  }
}
