/** Calls as any account, whether somebody plays it or not. */
import type { Reply } from "../../../protocol/reply.ts";
import { AccountLink } from "../account-link.ts";
import { refreshPeople } from "../server.ts";
import { allSeats, seatOf } from "./seats.ts";

/** The reply to a call. Rejects with `Unanswered`. */
export async function callAs(account: number, action: string, params: object): Promise<Reply> {
  const seat = seatOf(account);
  const reply = seat ? await seat.call(action, params) : await callOnce(account, action, params);
  // What steers the world changes it behind everybody's back.
  if (action.startsWith(".") && reply.status !== "failed") refreshWorld();
  return reply;
}

/** Looks again who exists, and what all who are played know. */
export function refreshWorld(): void {
  void refreshPeople();
  for (const seat of allSeats()) void seat.refresh().catch(() => undefined);
}

async function callOnce(account: number, action: string, params: object): Promise<Reply> {
  const link = new AccountLink({ path: "/api", account });
  try {
    return await link.call(action, params);
  } finally {
    link.end();
  }
}
