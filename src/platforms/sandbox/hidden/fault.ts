/** Hidden actions on what goes wrong, and on seeing what went on. */
import { eventNames } from "../../../protocol/event.ts";
import { didYouMean } from "../../../protocol/nearest.ts";
import { Refusal, refuse } from "../../../protocol/reply.ts";
import type { Recorder } from "../../../record.ts";
import type { Fault, Faults } from "../faults.ts";
import type { HiddenHandlers } from "./action.ts";
import { closest, requirePossible } from "./pattern.ts";

/** Of how many entries it is told which came closest. */
const maxCompared = 200;

export interface FaultActionsOptions {
  record: Recorder;
  /** Whose calls and events a fault strikes that names nobody: the bot under test's. */
  defaultAccount: number;
  /** The names of all actions that a fault can strike. */
  actions: readonly string[];
}

export function faultActions(
  faults: Faults,
  { record, defaultAccount, actions }: FaultActionsOptions,
) {
  return {
    ".sandbox.fault": ({ account = defaultAccount, ...fault }) => {
      requireEffect(fault);
      requireMatch(fault.action, actions, "action");
      requireMatch(fault.event, eventNames, "event");
      return { id: faults.add(account === "all" ? fault : { account, ...fault }) };
    },

    ".sandbox.list_faults": () => ({ faults: faults.list() }),

    ".sandbox.clear_faults": ({ id }) => faults.clear(id),

    ".sandbox.wait": async ({ cursor, timeout_ms, ...pattern }, { ended }) => {
      if (Object.keys(pattern).length === 0) return { cursor: record.cursor, entry: null };
      requirePossible(pattern);
      const after = cursor ?? record.cursor;
      const options = { after, timeout: timeout_ms, ended: ended?.() };
      const entry = await record.wait(pattern, options).catch((error: unknown) => {
        if (!(error instanceof Refusal) || error.code !== "notPermitted") throw error;
        const hint = closest(pattern, record.latest(after, maxCompared));
        throw new Refusal(error.code, `${error.message}${hint}`);
      });
      return { cursor: entry.cursor, entry: { ...entry } };
    },

    ".sandbox.trace": ({ message_id, window_ms }) => ({
      entries: record.trace(message_id, window_ms).map((entry) => ({ ...entry })),
    }),
  } satisfies Partial<HiddenHandlers>;
}

/** A fault that could never strike is a mistake. */
function requireEffect(fault: Omit<Fault, "seed">): void {
  const { action, event, retcode, delay_ms, drop, duplicate, hold } = fault;
  if ((action === undefined) === (event === undefined)) {
    refuse(
      "badParams",
      "params: either action or event must be given, as a glob like send_* or notice.*",
    );
  }
  if (action !== undefined && (retcode ?? delay_ms ?? drop) === undefined)
    refuse("badParams", "params: a fault of calls needs retcode, delay_ms or drop");
  if (event !== undefined && !duplicate && !hold)
    refuse("badParams", "params: a fault of events needs duplicate or hold");
}

/** So is one whose glob matches nothing that there is. */
function requireMatch(
  pattern: string | undefined,
  names: readonly string[],
  what: "action" | "event",
): void {
  if (pattern === undefined) return;
  const glob = new Bun.Glob(pattern);
  if (names.some((name) => glob.match(name))) return;
  const hint = didYouMean(pattern, names);
  refuse("badParams", `params.${what}: ${JSON.stringify(pattern)} matches no ${what}${hint}`);
}
