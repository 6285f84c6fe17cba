/** Calls as any account, whether somebody plays it or not. */
import type { Reply } from "../../../protocol/reply.ts";
import { AccountLink, CallRefused } from "../account-link.ts";
import { seatOf } from "./seats.ts";

/** The reply to a call. Rejects with `Unanswered`. */
export async function callAs(account: number, action: string, params: object): Promise<Reply> {
  const seat = seatOf(account);
  return seat ? await seat.call(action, params) : await callOnce(account, action, params);
}

/** The data of a call that must succeed. Rejects with `CallRefused` or `Unanswered`. */
export async function askAs<Data>(account: number, action: string, params: object): Promise<Data> {
  const reply = await callAs(account, action, params);
  if (reply.status === "failed") throw new CallRefused(reply);
  return reply.data as Data;
}

async function callOnce(account: number, action: string, params: object): Promise<Reply> {
  const link = new AccountLink({ path: "/api", account });
  try {
    return await link.call(action, params);
  } finally {
    link.end();
  }
}
