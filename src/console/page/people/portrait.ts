/** The pictures that people and groups have chosen, as far as our own server has them. Asked for once a minute at most. */
import { useEffect } from "react";
import { create } from "zustand";

import { ownAddress } from "../message/segment/data.ts";
import { steer } from "../server.ts";

interface Whose {
  readonly id: number;
  readonly isGroup: boolean;
}

interface Portrait {
  /** Undefined where nobody has chosen one, and while that is not known. */
  readonly address: string | undefined;
  /** In milliseconds. */
  readonly asked: number;
}

const maxKept = 2000;
const freshFor = 60_000;

const usePortraits = create<ReadonlyMap<string, Portrait>>(() => new Map());

/** Where the picture is; undefined where initials say it. */
export function usePortrait({ id, isGroup }: Whose): string | undefined {
  const address = usePortraits((known) => known.get(keyOf({ id, isGroup }))?.address);
  useEffect(() => {
    if (id > 0) void learn({ id, isGroup });
  }, [id, isGroup]);
  return address;
}

async function learn(whose: Whose): Promise<void> {
  const before = usePortraits.getState().get(keyOf(whose));
  if (before && Date.now() - before.asked < freshFor) return;
  keep(whose, before?.address);
  const address = await find(whose).catch(() => undefined);
  if (address !== before?.address) keep(whose, address);
}

async function find({ id, isGroup }: Whose): Promise<string | undefined> {
  const { avatar = "" } = isGroup
    ? await steer<{ avatar?: string }>("get_group_info", { group_id: id })
    : await steer<{ avatar?: string }>("get_stranger_info", { user_id: id });
  const address = ownAddress(avatar);
  if (!address) return undefined;
  const { ok, headers, body } = await fetch(address);
  await body?.cancel();
  // What the server draws for those who have none, the page draws itself, in its own letters.
  return ok && !headers.has("x-drawn") ? address : undefined;
}

function keep(whose: Whose, address: string | undefined): void {
  const known = usePortraits.getState();
  const kept = known.size < maxKept ? known : [...known].slice(-maxKept / 2);
  usePortraits.setState(new Map(kept).set(keyOf(whose), { address, asked: Date.now() }), true);
}

function keyOf({ id, isGroup }: Whose): string {
  return `${isGroup ? "g" : "p"}${id}`;
}
