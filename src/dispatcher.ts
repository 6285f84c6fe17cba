/** From a call to its reply: known? valid? then the platform's turn. Never throws. */
import * as v from "valibot";

import { logger } from "./log.ts";
import type { Caller, Operation } from "./platform.ts";
import { actions } from "./protocol/action.ts";
import { explain } from "./protocol/explain.ts";
import { toCalls } from "./protocol/quick-operation.ts";
import type { QuickOperation } from "./protocol/quick-operation.ts";
import { Refusal, accepted, fail, refuse, succeed } from "./protocol/reply.ts";
import type { Reply } from "./protocol/reply.ts";
import { RateLimitedQueue } from "./rate-limit.ts";

/** What a client wants done; params are as they came. */
export interface Call {
  action: string;
  params: unknown;
}

const log = logger("call");

export class Dispatcher implements Disposable {
  readonly #find: (action: string) => Operation | undefined;
  readonly #queue: RateLimitedQueue;
  readonly #behindLimit: number;
  readonly #verify: boolean;
  readonly #own = new Map<string, Operation>([
    [
      ".handle_quick_operation",
      {
        ...actions[".handle_quick_operation"],
        run: (params, caller) => this.#runQuickOperation(params, caller),
      },
    ],
  ]);
  #running = 0;
  #behind = 0;
  #whenIdle: (() => void) | undefined;

  /**
   * `find` gives the operation behind an action's name. With `verify` each result is held against its
   * schema; one that does not fit is our bug.
   */
  constructor(
    find: (action: string) => Operation | undefined,
    options: {
      rateLimitInterval: number;
      rateLimitedCalls: number;
      callsBehind: number;
      verify?: boolean;
    },
  ) {
    this.#find = find;
    this.#queue = new RateLimitedQueue(options.rateLimitInterval, options.rateLimitedCalls);
    this.#behindLimit = options.callsBehind;
    this.#verify = options.verify ?? false;
  }

  /** Fulfilled when no call is under way any more. */
  idle(): Promise<void> {
    if (this.#running === 0) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#whenIdle = resolve;
    return promise;
  }

  /** Performs a call. The reply is a promise only where something has to be waited for. */
  dispatch({ action, params }: Call, caller: Caller): Reply | Promise<Reply> {
    try {
      const operation = this.#operation(action);
      if (operation) return this.#run({ operation, action, params }, caller);
      const behind = this.#suffixed(action);
      if (!behind) return fail("unknownAction", `There is no action ${quote(action)}`);
      const run = () => this.#runBehind({ ...behind, params }, caller);
      if (behind.limited) this.#queue.add(run);
      else if (this.#behind < this.#behindLimit) void run();
      else refuse("tooMany", `${this.#behindLimit} calls run behind already; try again later`);
      return accepted;
    } catch (error) {
      return toReply(action, error);
    }
  }

  /** Forgets what is queued. */
  [Symbol.dispose](): void {
    this.#queue[Symbol.dispose]();
  }

  #operation(action: string): Operation | undefined {
    return this.#own.get(action) ?? this.#find(action);
  }

  /** `ACTION_async` runs behind at once, `ACTION_rate_limited` in a queue (api, the asynchronous calls). */
  #suffixed(
    action: string,
  ): { operation: Operation; action: string; limited: boolean } | undefined {
    const suffix = ["_async", "_rate_limited"].find((end) => action.endsWith(end));
    if (suffix === undefined) return undefined;
    const name = action.slice(0, -suffix.length);
    const operation = this.#operation(name);
    return operation && { operation, action: name, limited: suffix === "_rate_limited" };
  }

  #run(
    { operation, action, params }: { operation: Operation; action: string; params: unknown },
    caller: Caller,
  ): Reply | Promise<Reply> {
    try {
      const parsed = v.safeParse(operation.params, params);
      if (!parsed.success) {
        return fail("badParams", parsed.issues.map((issue) => explain(issue, "params")).join("; "));
      }
      const result = operation.run(parsed.output, caller);
      if (!(result instanceof Promise)) return this.#succeed(operation, result);
      this.#running++;
      return result
        .then(
          (data: unknown) => this.#succeed(operation, data),
          (error: unknown) => toReply(action, error),
        )
        .finally(() => {
          if (--this.#running === 0) this.#whenIdle?.();
        });
    } catch (error) {
      return toReply(action, error);
    }
  }

  async #runBehind(
    call: { operation: Operation; action: string; params: unknown },
    caller: Caller,
  ): Promise<void> {
    this.#behind++;
    const { status, retcode, message } = await this.#run(call, caller);
    this.#behind--;
    if (status !== "failed") return;
    const { action } = call;
    log.warning("{action}, answered async, failed with {retcode}: {message}", {
      action,
      retcode,
      message,
    });
  }

  #succeed(operation: Operation, data: unknown): Reply {
    const reply = succeed(data);
    if (this.#verify) v.parse(operation.result, reply.data);
    return reply;
  }

  async #runQuickOperation(params: unknown, caller: Caller): Promise<void> {
    const failures: string[] = [];
    for (const call of toCalls(params as QuickOperation)) {
      const reply = await this.dispatch(call, caller);
      if (reply.status === "failed") failures.push(`${call.action}: ${reply.message ?? ""}`);
    }
    if (failures.length > 0) refuse("notPermitted", failures.join("; "));
  }
}

function toReply(action: string, error: unknown): Reply {
  if (error instanceof Refusal) return fail(error.code, error.message);
  log.error("{action} failed: {error}", { action, error });
  return fail("internal", "Internal error");
}

function quote(action: string): string {
  return JSON.stringify(action.length > 60 ? `${action.slice(0, 59)}…` : action);
}
