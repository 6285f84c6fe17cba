/** From a call to its reply: known? valid? then the platform's turn. Never throws. */
import * as v from "valibot";

import type { Pace } from "./clients/pace.ts";
import { actionOf, pruneResult, requireAction, requireParams } from "./clients/permit.ts";
import type { Asked } from "./clients/permit.ts";
import type { FindPlaces } from "./clients/territory.ts";
import type { Attempt } from "./entry.ts";
import { logger } from "./log/log.ts";
import { operation } from "./operation.ts";
import { ownerOf } from "./platform.ts";
import type { Caller, Operation } from "./platform.ts";
import { actions } from "./protocol/action.ts";
import { explain } from "./protocol/explain.ts";
import { didYouMean } from "./protocol/nearest.ts";
import { toCalls } from "./protocol/quick-operation.ts";
import type { QuickOperation } from "./protocol/quick-operation.ts";
import { NoReply, Refusal, accepted, fail, refuse, succeed } from "./protocol/reply.ts";
import type { Reply } from "./protocol/reply.ts";
import { groupOf, isSending } from "./protocol/sending.ts";
import { RateLimitedQueues } from "./rate-limit.ts";
import type { Recorder } from "./record.ts";
import { Shares } from "./share.ts";
import type { Statistics } from "./statistics.ts";

/** What a client wants done; params are as they came. */
export interface Call {
  action: string;
  params: unknown;
  /** The characters it came in, by which its owner's queues are bounded. */
  size?: number;
}

/** What a call leads to: a reply, or none where a fault was injected. */
export type Answer = Reply | NoReply;

export interface DispatcherOptions {
  /** Gives the operation behind an action's name. */
  find: (action: string) => Operation | undefined;
  /** The names there are, for whoever asks for another. */
  names?: () => Iterable<string>;
  record?: Recorder | undefined;
  statistics: Statistics;
  /** Says where something belongs that a call names. */
  placesOf?: FindPlaces | undefined;
  /** Holds up those who send too fast. */
  pace?: Pace | undefined;
  /** Milliseconds between a client's rate-limited calls for an account, and how many of them may wait. */
  rateLimitInterval: number;
  rateLimitedCalls: number;
  /** How many calls of a client may run behind for an account. */
  callsBehind: number;
  /** How many bytes such calls, and rate-limited ones that wait, may hold. */
  queueBytes: number;
  /** Holds each result against its schema: one that does not fit is our bug. */
  verify: boolean;
}

/** A call whose action is known. */
interface Known extends Required<Call> {
  operation: Operation;
  /** When it began, by `performance.now()`. */
  started: number;
}

const maxMistakes = 5;

const log = logger("call");

export class Dispatcher implements Disposable {
  readonly #options: DispatcherOptions;
  readonly #queues: RateLimitedQueues;
  readonly #own = new Map<string, Operation>([
    [
      ".handle_quick_operation",
      operation(actions[".handle_quick_operation"], (quick, caller) =>
        this.#runQuickOperation(quick, caller),
      ),
    ],
  ]);
  #running = 0;
  readonly #behind: Shares;
  #idle: PromiseWithResolvers<void> | undefined;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    const { rateLimitInterval, rateLimitedCalls, callsBehind, queueBytes: bytes } = options;
    this.#queues = new RateLimitedQueues(rateLimitInterval, { items: rateLimitedCalls, bytes });
    this.#behind = new Shares({ items: callsBehind, bytes });
  }

  /** Calls that are under way, and rate-limited ones that wait for their turn. */
  get depths(): { running: number; queued: number } {
    return { running: this.#running, queued: this.#queues.size };
  }

  /** Fulfilled when no call is under way any more. */
  idle(): Promise<void> {
    if (this.#running === 0) return Promise.resolve();
    return (this.#idle ??= Promise.withResolvers()).promise;
  }

  /**
   * Performs a call. The answer is a promise only where something has to be waited for: one that always is would
   * halve what get_status can do.
   */
  dispatch(call: Call, caller: Caller): Answer | Promise<Answer> {
    try {
      return this.#dispatch(call, caller);
    } catch (error) {
      return toReply(call.action, error);
    }
  }

  #dispatch(call: Call, caller: Caller): Answer | Promise<Answer> {
    const { action, params, size = 0 } = call;
    const operation = this.#operation(action);
    if (operation) {
      const known = { action, params, size, operation, started: performance.now() };
      const refused = this.#admit(known, caller);
      if (refused) return refused;
      return operation.isAsync ? this.#runAsync(known, caller) : this.#run(known, caller);
    }
    return this.#dispatchSuffixed(call, caller);
  }

  /** The reply to a call that its client may not make at all. */
  #admit(call: Known, caller: Caller): Reply | undefined {
    if (!caller.client.rights) return undefined;
    try {
      requireAction(toAsked(call, caller));
      return undefined;
    } catch (error) {
      return this.#fail(call, caller, error);
    }
  }

  /** Notes what is refused before it is anybody's call, and gives the reply. */
  refuse(attempt: Attempt, caller: Caller, { code, message }: Refusal): Reply {
    return this.#noteUnknown(attempt, caller, fail(code, message));
  }

  /** Forgets what is queued. */
  [Symbol.dispose](): void {
    this.#queues[Symbol.dispose]();
  }

  #operation(action: string): Operation | undefined {
    return this.#own.get(action) ?? this.#options.find(action);
  }

  /** `ACTION_async` runs behind at once, `ACTION_rate_limited` in a queue (api, the asynchronous calls). */
  #dispatchSuffixed(whole: Call, caller: Caller): Reply {
    const { action, params, size = 0 } = whole;
    const suffix = ["_async", "_rate_limited"].find((end) => action.endsWith(end)) ?? "";
    const name = action.slice(0, action.length - suffix.length);
    const operation = suffix === "" ? undefined : this.#operation(name);
    if (!operation) return this.#noteUnknown(whole, caller, this.#refuseUnknown(action));
    const call = { action: name, params, size, operation, started: performance.now() };
    const refused = this.#admit(call, caller);
    if (refused) return refused;
    const reply =
      suffix === "_async"
        ? this.#runBehind(call, caller)
        : this.#queues.add(caller, { size, run: () => this.#runUnheard(call, caller) });
    return reply.status === "failed" ? this.#noteUnknown(whole, caller, reply) : reply;
  }

  #refuseUnknown(action: string): Reply {
    const known = [...(this.#options.names?.() ?? []), ...this.#own.keys()];
    return fail("unknownAction", `There is no action ${quote(action)}${didYouMean(action, known)}`);
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
      const params = readParams(call);
      if (caller.client.rights)
        requireParams(toAsked(call, caller), params, this.#options.placesOf ?? nowhereKnown);
      const result = this.#perform(call, caller, params);
      if (!(result instanceof Promise)) return this.#succeed(call, caller, result);
      return this.#runLong(call, caller, result);
    } catch (error) {
      return this.#fail(call, caller, error);
    }
  }

  /** Runs an operation, at its turn where it sends something. */
  #perform({ action, operation }: Known, caller: Caller, params: unknown): unknown {
    const { pace } = this.#options;
    if (!pace || !isSending(actionOf(action))) return operation.run(params, caller);
    const { client, account } = caller;
    const sender = { client, account, group: groupOf(params) };
    return pace.run(sender, () => operation.run(params, caller));
  }

  async #runLong(call: Known, caller: Caller, result: Promise<unknown>): Promise<Answer> {
    this.#running++;
    try {
      return this.#succeed(call, caller, await result);
    } catch (error) {
      return this.#fail(call, caller, error);
    } finally {
      if (--this.#running === 0) this.#tellIdle();
    }
  }

  #succeed(call: Known, caller: Caller, result: unknown): Answer {
    const answer = result instanceof NoReply ? result : succeed(theirs(result, { call, caller }));
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

  #tellIdle(): void {
    this.#idle?.resolve();
    this.#idle = undefined;
  }

  #note(call: Known, caller: Caller, reply: Reply | undefined): void {
    const { action, operation, started } = call;
    const milliseconds = performance.now() - started;
    const client = caller.client.name;
    const retcode = reply?.retcode ?? 0;
    // One object for all who look: to spread it for each costs more than what they note.
    const outcome = { reply, milliseconds, isSteered: operation.isHidden === true };
    this.#options.statistics.call({ client, action, retcode, milliseconds });
    caller.traffic?.note(call, outcome);
    if (operation.isHidden && operation.looks) return;
    this.#record(call, caller, outcome);
  }

  /** Counted under one name: a client may think of any number of them. */
  #noteUnknown(attempt: Attempt, caller: Caller, reply: Reply): Reply {
    const counted = { client: caller.client.name, action: "unknown", retcode: reply.retcode };
    const outcome = { reply, milliseconds: 0 };
    this.#options.statistics.call({ ...counted, milliseconds: 0 });
    const action = "action" in attempt ? attempt.action : "";
    caller.traffic?.note({ action, started: performance.now() }, outcome);
    this.#record(attempt, caller, outcome);
    return reply;
  }

  /** What was done is done, and is answered, even where it cannot be recorded. */
  #record(
    attempt: Attempt,
    caller: Caller,
    outcome: { reply: Reply | undefined; milliseconds: number; isSteered?: boolean },
  ): void {
    try {
      this.#options.record?.recordCall(attempt, caller, outcome);
    } catch (error) {
      log.error("A call could not be recorded: {error}", { error });
    }
  }

  #runBehind(call: Known, caller: Caller): Reply {
    const owner = ownerOf(caller);
    const { size } = call;
    if (!this.#behind.take(owner, size)) {
      const sentence = `${this.#behind.of(owner).told} run behind already; try again later`;
      return fail("tooMany", `${sentence} (limits.pending_calls, limits.queue_bytes)`);
    }
    void this.#runUnheard(call, caller).then(() => this.#behind.give(owner, size));
    return accepted;
  }

  /** Runs a call whose outcome the caller is not told; the log is. */
  async #runUnheard(call: Known, caller: Caller): Promise<void> {
    const answer = await this.#run(call, caller);
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

const nowhereKnown = () => undefined;

function toAsked({ action }: Known, { client, account }: Caller): Asked {
  return { action, client, account };
}

function theirs(result: unknown, { call, caller }: { call: Known; caller: Caller }): unknown {
  return caller.client.rights ? pruneResult(toAsked(call, caller), result) : result;
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
