/** Hidden actions on what goes wrong, and on seeing what went on. */
import { refuse } from "../../../protocol/reply.ts";
import type { Recorder } from "../../../record.ts";
import type { Fault, Faults } from "../faults.ts";
import type { HiddenHandlers } from "./action.ts";

export function faultActions(faults: Faults, record: Recorder) {
  return {
    ".sandbox.fault": (fault) => {
      requireEffect(fault);
      return { id: faults.add(fault) };
    },

    ".sandbox.list_faults": () => ({ faults: faults.list() }),

    ".sandbox.clear_faults": ({ id }) => faults.clear(id),

    ".sandbox.wait": async ({ cursor, timeout_ms, ...pattern }, { ended }) => {
      if (Object.keys(pattern).length === 0) return { cursor: record.cursor, entry: null };
      const entry = await record.wait(pattern, {
        after: cursor ?? record.cursor,
        timeout: timeout_ms,
        ended: ended?.(),
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
