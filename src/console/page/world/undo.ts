/** The way back from what replaces the whole world: a snapshot is taken before it, and offered after it. */
import { create } from "zustand";

import type { Told } from "../../../words/language.ts";
import { steer } from "../server.ts";
import { takenBefore, world as words } from "../words/world.ts";
import type { Snapshot } from "./overview.ts";

export type Replacement = keyof typeof takenBefore;

interface Done {
  readonly what: Told;
  /** The snapshot that leads back; undefined where one is back already. */
  readonly snapshot: string | undefined;
  /** What going back is called. */
  readonly way: Told;
}

/** What was done last, as long as the banner tells it. */
export const useDone = create<{ readonly done: Done | undefined }>(() => ({ done: undefined }));

/** How many snapshots are kept that were taken so. */
const kept = 5;
const ownName = /^auto-(reset|import|restore)-\d{8}-\d{6}-\d{3}$/;

/** Takes a snapshot, then replaces the world. Rejects, with nothing done, where either is refused. */
export async function replaceWorld(
  by: Replacement,
  { what, work }: { what: Told; work: () => Promise<unknown> },
): Promise<void> {
  const stamp = new Date().toISOString().replaceAll(/\D/g, "");
  const snapshot = `auto-${by}-${stamp.slice(0, 8)}-${stamp.slice(8, 14)}-${stamp.slice(14)}`;
  await steer(".sandbox.snapshot", { name: snapshot });
  try {
    await work();
  } catch (error) {
    await drop(snapshot);
    throw error;
  }
  useDone.setState({
    done: { what, snapshot, way: by === "restore" ? words.undoRestore : words.undo },
  });
  await forgetOldest();
}

/** Goes back to what was before. */
export async function undo(): Promise<void> {
  const { done } = useDone.getState();
  if (done?.snapshot === undefined) return;
  await steer(".sandbox.restore", { name: done.snapshot });
  await drop(done.snapshot);
  useDone.setState({ done: { ...done, what: words.wasUndone, snapshot: undefined } });
}

export function dismissDone(): void {
  useDone.setState({ done: undefined });
}

/** Before what a snapshot was taken, if it was not somebody who named it. */
export function takenFor({ name }: Pick<Snapshot, "name">): Told | undefined {
  const by = ownName.exec(name)?.[1] as Replacement | undefined;
  return by && takenBefore[by];
}

async function forgetOldest(): Promise<void> {
  const { snapshots } = await steer<{ snapshots: Snapshot[] }>(".sandbox.list_snapshots");
  const own = snapshots.filter(({ name }) => ownName.test(name));
  own.sort((one, other) => one.name.slice(-19).localeCompare(other.name.slice(-19)));
  for (const { name } of own.slice(0, -kept)) await drop(name);
}

/** One that is gone already does no harm. */
async function drop(name: string): Promise<void> {
  await steer(".sandbox.drop_snapshot", { name }).catch(() => undefined);
}
