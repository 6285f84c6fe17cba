/** What became of a request: who got it, and the call that decided it or tried to. */
import { useEffect, useState } from "react";

import type { Receiver } from "../../../entry.ts";
import type { Reply } from "../../../protocol/reply.ts";
import { nameOf } from "../people/name.ts";
import { steer } from "../server.ts";
import type { WorldRequest } from "./overview.ts";

export interface Aftermath {
  /** The clients that got it; undefined where that is not remembered. */
  readonly receivers: readonly string[] | undefined;
  /** Milliseconds from the request to the decision; undefined where that is not remembered. */
  readonly after: number | undefined;
  /** Who tried to decide it and was refused. */
  readonly failure: { readonly account: number; readonly sentence: string } | undefined;
}

interface Found {
  readonly account: number;
  readonly time_ms: number;
  readonly receivers?: readonly Receiver[];
  readonly call?: { readonly milliseconds: number; readonly reply: Reply | null };
}

/** What the client is called where there is but one. */
const onlyClient = "default";

const unknown: Aftermath = { receivers: undefined, after: undefined, failure: undefined };
/** The record tells of what was just done a little later than the request itself. */
const readAgainAfter = 1000;

export function useAftermath(request: WorldRequest): Aftermath {
  const { flag, state } = request;
  const [aftermath, setAftermath] = useState(unknown);
  useEffect(() => {
    let isWanted = true;
    const read = async () => {
      const found = await readAftermath(flag, state);
      if (isWanted) setAftermath(found);
    };
    void read();
    const again = setTimeout(() => void read(), readAgainAfter);
    return () => {
      isWanted = false;
      clearTimeout(again);
    };
  }, [flag, state]);
  return aftermath;
}

async function readAftermath(flag: string, state: WorldRequest["state"]): Promise<Aftermath> {
  const status = state === "pending" ? "failed" : "ok";
  const [told, call] = await Promise.all([
    find({ event: { post_type: "request", flag } }),
    find({ call: { params: { flag }, reply: { status } } }),
  ]);
  const sentence = call?.call?.reply?.message;
  return {
    // Where clients have no names, those of accounts say more.
    receivers: told?.receivers?.map(({ client }) =>
      client === onlyClient ? nameOf(told.account) : client,
    ),
    after: told && call && status === "ok" ? Math.max(1, call.time_ms - told.time_ms) : undefined,
    failure:
      call && status === "failed" ? { account: call.account, sentence: sentence ?? "" } : undefined,
  };
}

/** The first entry of the record that matches, without waiting for one. */
async function find(pattern: object): Promise<Found | undefined> {
  const params = { ...pattern, cursor: 0, timeout_ms: 0 };
  const found = await steer<{ entry: Found | null }>(".sandbox.wait", params).catch(
    () => undefined,
  );
  return found?.entry ?? undefined;
}
