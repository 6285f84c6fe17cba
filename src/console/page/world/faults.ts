/** The faults that were injected, as they are now. */
import { create } from "zustand";

import { followPart } from "../follow-part.ts";
import { steer, useServer } from "../server.ts";

export interface Fault {
  readonly id: number;
  /** Everybody where undefined. */
  readonly account?: number;
  readonly action?: string;
  readonly event?: string;
  readonly retcode?: number;
  readonly delay_ms?: number;
  readonly drop?: "reply" | "connection";
  readonly duplicate?: boolean;
  readonly hold?: boolean;
  /** How often it may still strike; for ever where undefined. */
  readonly count?: number;
  readonly probability?: number;
  readonly struck: number;
  readonly held?: number;
}

export const useFaults = create<{ readonly faults: readonly Fault[] }>(() => ({ faults: [] }));

/** Follows them, whoever injects them and whatever they strike; gives how to end that. */
export function startFaults(): () => void {
  return followPart("faults", readFaults);
}

/** Takes one back, or all. Rejects with `CallRefused` or `Unanswered`. */
export function clearFaults(id?: number): Promise<null> {
  return steer<null>(".sandbox.clear_faults", id === undefined ? {} : { id });
}

/** Whether it can strike no more, though it may still hold events. */
export function isSpent({ count }: Fault): boolean {
  return count === 0;
}

/** Whether it still bends the world: it can strike, or holds what it struck. */
export function isActive(fault: Fault): boolean {
  return !isSpent(fault) || (fault.held ?? 0) > 0;
}

async function readFaults(): Promise<void> {
  if (!useServer.getState().isSteered) {
    useFaults.setState({ faults: [] });
    return;
  }
  const told = await steer<{ faults: Fault[] }>(".sandbox.list_faults").catch(() => undefined);
  if (told) useFaults.setState(told);
}
