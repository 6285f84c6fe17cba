/** What of the frames is shown; kept in the address. */
import { go, useRoute } from "../route.ts";
import { isFailed, isHeartbeat, isSeat } from "./row.ts";
import type { Row } from "./row.ts";

export const kinds = ["all", "calls", "events", "failed"] as const;
export type Kind = (typeof kinds)[number];

export interface Filter {
  readonly text: string;
  readonly kind: Kind;
  readonly client: string | undefined;
  readonly account: number | undefined;
  readonly action: string | undefined;
  /** Also what the console itself sends and gets. */
  readonly hasSeats: boolean;
  readonly hasHeartbeats: boolean;
  /** Only what went between two times, in milliseconds since 1970. */
  readonly between: readonly [from: number, to: number] | undefined;
}

type Words = Readonly<Record<string, string | undefined>>;

export function useFilter(): Filter {
  return readFilter(useRoute(({ more }) => more));
}

export function readFilter(more: Words): Filter {
  const { q, kind, client, account, action, seats, beats, between } = more;
  const [from, to] = (between ?? "").split("-").map(Number);
  return {
    text: q ?? "",
    kind: kinds.find((each) => each === kind) ?? "all",
    client,
    account: account && /^\d+$/.test(account) ? Number(account) : undefined,
    action,
    hasSeats: seats === "1",
    hasHeartbeats: beats === "1",
    between: from && to ? [from, to] : undefined,
  };
}

/** Changes words in the address without a step back; undefined takes one away. */
export function keepAll(changes: Words): void {
  const all = { ...useRoute.getState().more, ...changes };
  const kept = Object.entries(all).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== "",
  );
  go({ more: Object.fromEntries(kept) }, { isStep: false });
}

/** Whether a row is to be shown. */
export function toTest(filter: Filter): (row: Row) => boolean {
  const { kind, client, account, action, hasSeats, hasHeartbeats, between } = filter;
  const text = filter.text.trim().toLowerCase();
  return (row) => {
    const { frame, party } = row;
    if (!hasSeats && isSeat(row)) return false;
    if (!hasHeartbeats && isHeartbeat(row)) return false;
    if (!isOfKind(row, kind)) return false;
    if (client !== undefined && party.client !== client) return false;
    if (account !== undefined && frame.account !== account) return false;
    if (action !== undefined && frame.name !== action) return false;
    if (between && (frame.time_ms < between[0] || frame.time_ms > between[1])) return false;
    return text === "" || holds(row, text);
  };
}

function isOfKind(row: Row, kind: Kind): boolean {
  switch (kind) {
    case "all":
      return true;
    case "calls":
      return row.frame.kind !== "event";
    case "events":
      return row.frame.kind === "event";
    case "failed":
      return isFailed(row);
    default:
      return kind satisfies never;
  }
}

function holds({ frame, party }: Row, text: string): boolean {
  return (
    frame.name.toLowerCase().includes(text) ||
    frame.text.toLowerCase().includes(text) ||
    party.client.toLowerCase().includes(text) ||
    (frame.reason?.toLowerCase().includes(text) ?? false)
  );
}
