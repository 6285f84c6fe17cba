/** Counts of what goes on, for get_status and for whoever watches the server. */
import { retCodes } from "./protocol/reply.ts";

/** Numbers by label values; the labels' names are the same for all of one tally. */
export class Tally {
  readonly labels: readonly string[];
  readonly #root: Count = { count: 0, within: new Map() };
  #total = 0;

  constructor(...labels: string[]) {
    this.labels = labels;
  }

  add(amount: number, ...values: readonly (string | number)[]): void {
    let node = this.#root;
    for (const value of values) {
      let next = node.within.get(value);
      if (!next) node.within.set(value, (next = { count: 0, within: new Map() }));
      node = next;
    }
    node.count += amount;
    this.#total += amount;
  }

  /** Each combination of label values that was counted. */
  entries(): Generator<{ values: string[]; count: number }> {
    return leaves(this.#root, []);
  }

  get total(): number {
    return this.#total;
  }
}

/** What was counted under some label values, and under these with one more. */
interface Count {
  count: number;
  readonly within: Map<string | number, Count>;
}

function* leaves(
  { count, within }: Count,
  values: string[],
): Generator<{ values: string[]; count: number }> {
  if (within.size === 0 && values.length > 0) yield { values, count };
  for (const [value, node] of within) yield* leaves(node, [...values, String(value)]);
}

/** A call that was answered, and how long that took. */
export interface CountedCall {
  client: string;
  action: string;
  retcode: number;
  milliseconds: number;
}

export class Statistics {
  readonly started = Date.now();
  /** Open connections. */
  readonly connections = new Tally("client", "path");
  readonly closes = new Tally("client", "path", "reason");
  /** Connections closed because their peer did not read. */
  readonly stalls = new Tally("path");
  readonly calls = new Tally("client", "action", "retcode");
  readonly events = new Tally("type");
  readonly deliveries = new Tally("account");
  readonly posts = new Tally("client", "url", "outcome");
  readonly refusals = new Tally("path", "status");
  /** Frames sent to /event, which executes nothing. */
  readonly ignoredFrames = new Tally("path");
  readonly #callListeners = new Set<(call: CountedCall) => void>();

  call(call: CountedCall): void {
    this.calls.add(1, call.client, call.action, isOurs(call.retcode) ? call.retcode : "injected");
    for (const listener of this.#callListeners) listener(call);
  }

  /** Hears of each call that is counted, until it is disposed of. */
  onCall(listener: (call: CountedCall) => void): Disposable {
    this.#callListeners.add(listener);
    return { [Symbol.dispose]: () => void this.#callListeners.delete(listener) };
  }

  /** Counts a connection that has ended; a peer may think of any code. */
  close({ client, path }: { client: string; path: string }, reason: string | number): void {
    const isKnown = typeof reason === "string" || (reason >= 1000 && reason <= 1015);
    this.closes.add(1, client, path, isKnown ? reason : reason >= 4000 ? "4xxx" : "other");
    if (reason === "stalled") this.stalls.add(1, path);
  }

  /** A platform's status, and what went on beside it, as go-cqhttp has it. */
  addTo<Own extends object>(status: Own): Own & { stat: Record<string, number> } {
    return { ...status, stat: this.summary() };
  }

  /** What get_status and heartbeats tell of it. */
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

const ours = new Set<number>(Object.values(retCodes).map(([code]) => code));

/** Whether a return code is one of the table: faults inject any. */
function isOurs(retcode: number): boolean {
  return ours.has(retcode);
}
