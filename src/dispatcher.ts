/** From a call to its reply: known? valid? then the platform's turn. Never throws. */
import * as v from "valibot";

import { logger } from "./log.ts";
import type { Caller, Operation, Platform } from "./platform.ts";
import { actions } from "./protocol/action.ts";
import { explain } from "./protocol/explain.ts";
import { toCalls } from "./protocol/quick-operation.ts";
import type { QuickOperation } from "./protocol/quick-operation.ts";
import { NoReply, Refusal, accepted, fail, refuse, succeed } from "./protocol/reply.ts";
import type { Reply } from "./protocol/reply.ts";
import { RateLimitedQueue } from "./rate-limit.ts";
import type { Statistics } from "./statistics.ts";

/** What a client wants done; params are as they came. */
export interface Call {
  action: string;
  params: unknown;
}

/** What a call leads to: a reply, or none where a fault was injected. */
export type Answer = Reply | NoReply;

export interface DispatcherOptions {
  /** Gives the operation behind an action's name. */
  find: (action: string) => Operation | undefined;
  /** Hears of each call that was answered. */
  observe: Platform["observe"];
  statistics: Statistics;
  /** Milliseconds between rate-limited calls, and how many of them may wait. */
  rateLimitInterval: number;
  rateLimitedCalls: number;
  /** How many calls may run behind. */
  callsBehind: number;
  /** Holds each result against its schema: one that does not fit is our bug. */
  verify: boolean;
}

/** A call whose action is known. */
interface Known extends Call {
  operation: Operation;
  /** When it began, by `performance.now()`. */
  started: number;
}

const maxMistakes = 5;

const log = logger("call");

export class Dispatcher implements Disposable {
  readonly #options: DispatcherOptions;
  readonly #queue: RateLimitedQueue;
  readonly #own = new Map<string, Operation>([
    [
      ".handle_quick_operation",
      {
        ...actions[".handle_quick_operation"],
        run: (params, caller) => this.#runQuickOperation(params as QuickOperation, caller),
      },
    ],
  ]);
  #running = 0;
  #behind = 0;
  #whenIdle: (() => void) | undefined;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#queue = new RateLimitedQueue(options.rateLimitInterval, options.rateLimitedCalls);
  }

  /** Calls that are under way, and rate-limited ones that wait for their turn. */
  get depths(): { running: number; queued: number } {
    return { running: this.#running, queued: this.#queue.size };
  }

  /** Fulfilled when no call is under way any more. */
  idle(): Promise<void> {
    if (this.#running === 0) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#whenIdle = resolve;
    return promise;
  }

  /** Performs a call. The answer is a promise only where something has to be waited for. */
  dispatch(call: Call, caller: Caller): Answer | Promise<Answer> {
    try {
      return this.#dispatch(call, caller);
    } catch (error) {
      return toReply(call.action, error);
    }
  }

  #dispatch(call: Call, caller: Caller): Answer | Promise<Answer> {
    const { action, params } = call;
    const operation = this.#operation(action);
    if (operation) {
      const known = { action, params, operation, started: performance.now() };
      return operation.isAsync ? this.#runAsync(known, caller) : this.#run(known, caller);
    }
    const reply = this.#dispatchSuffixed(call, caller);
    if (reply.status === "failed") {
      // Counted under one name: a client may think of any number of them.
      this.#options.statistics.call("unknown", { retcode: reply.retcode, milliseconds: 0 });
      this.#observe(call, caller, reply);
    }
    return reply;
  }

  /** Forgets what is queued. */
  [Symbol.dispose](): void {
    this.#queue[Symbol.dispose]();
  }

  #operation(action: string): Operation | undefined {
    return this.#own.get(action) ?? this.#options.find(action);
  }

  /** `ACTION_async` runs behind at once, `ACTION_rate_limited` in a queue (api, the asynchronous calls). */
  #dispatchSuffixed({ action, params }: Call, caller: Caller): Reply {
    const suffix = ["_async", "_rate_limited"].find((end) => action.endsWith(end)) ?? "";
    const name = action.slice(0, action.length - suffix.length);
    const operation = suffix === "" ? undefined : this.#operation(name);
    if (!operation) return fail("unknownAction", `There is no action ${quote(action)}`);
    const call = { action: name, params, operation, started: performance.now() };
    return suffix === "_async"
      ? this.#runBehind(call, caller)
      : this.#queue.add(() => this.#runUnheard(call, caller));
  }

  /** An action that is always answered async is still refused where its params are wrong. */
  #runAsync(call: Known, caller: Caller): Reply {
    try {
      readParams(call);
    } catch (error) {
      return this.#fail(call, caller, error);
    }
    return this.#runBehind(call, caller);
  }

  #run(call: Known, caller: Caller): Answer | Promise<Answer> {
    try {
      const result = call.operation.run(readParams(call), caller);
      if (!(result instanceof Promise)) return this.#succeed(call, caller, result);
      return this.#runLong(call, caller, result);
    } catch (error) {
      return this.#fail(call, caller, error);
    }
  }

  async #runLong(call: Known, caller: Caller, result: Promise<unknown>): Promise<Answer> {
    this.#running++;
    try {
      return this.#succeed(call, caller, await result);
    } catch (error) {
      return this.#fail(call, caller, error);
    } finally {
      if (--this.#running === 0) this.#whenIdle?.();
    }
  }

  #succeed(call: Known, caller: Caller, result: unknown): Answer {
    const answer = result instanceof NoReply ? result : succeed(result);
    if (this.#options.verify && !(answer instanceof NoReply)) {
      v.parse(call.operation.result, answer.data);
    }
    this.#note(call, caller, answer instanceof NoReply ? undefined : answer);
    return answer;
  }

  #fail(call: Known, caller: Caller, error: unknown): Reply {
    const reply = toReply(call.action, error);
    this.#note(call, caller, reply);
    return reply;
  }

  #note(call: Known, caller: Caller, reply: Reply | undefined): void {
    const milliseconds = performance.now() - call.started;
    this.#options.statistics.call(call.action, { retcode: reply?.retcode ?? 0, milliseconds });
    this.#observe(call, caller, reply);
  }

  /** What was done is done, and is answered, even where it cannot be noted. */
  #observe(call: Call, caller: Caller, reply: Reply | undefined): void {
    try {
      this.#options.observe(call, caller, reply);
    } catch (error) {
      log.error("{action} could not be noted: {error}", { action: call.action, error });
    }
  }

  #runBehind(call: Known, caller: Caller): Reply {
    const { callsBehind } = this.#options;
    if (this.#behind >= callsBehind) {
      return fail("tooMany", `${callsBehind} calls run behind already; try again later`);
    }
    void this.#runUnheard(call, caller);
    return accepted;
  }

  /** Runs a call whose outcome the caller is not told; the log is. */
  async #runUnheard(call: Known, caller: Caller): Promise<void> {
    this.#behind++;
    const answer = await this.#run(call, caller);
    this.#behind--;
    if (answer instanceof NoReply || answer.status !== "failed") return;
    const { action } = call;
    const { retcode, message } = answer;
    log.warning("{action}, answered async, failed with {retcode}: {message}", {
      action,
      retcode,
      message,
    });
  }

  /** Does what is right of a quick operation, and names what is not. */
  async #runQuickOperation(operation: QuickOperation, caller: Caller): Promise<void> {
    const failures: string[] = [];
    for (const call of toCalls(operation)) {
      const answer = await this.dispatch(call, caller);
      if (answer instanceof NoReply || answer.status !== "failed") continue;
      failures.push(`${call.action}: ${answer.message ?? ""}`);
    }
    if (failures.length > 0) refuse("notPermitted", failures.join("; "));
  }
}

function readParams({ operation, params }: Known): unknown {
  const parsed = v.safeParse(operation.params, params);
  if (parsed.success) return parsed.output;
  const told = parsed.issues.slice(0, maxMistakes).map((issue) => explain(issue, "params"));
  const rest = parsed.issues.length - told.length;
  return refuse("badParams", told.join("; ") + (rest > 0 ? `; and ${rest} more` : ""));
}

function toReply(action: string, error: unknown): Reply {
  if (error instanceof Refusal) return fail(error.code, error.message);
  log.error("{action} failed: {error}", { action, error });
  return fail("internal", "Internal error");
}

function quote(action: string): string {
  return JSON.stringify(action.length > 60 ? `${action.slice(0, 59)}…` : action);
}
