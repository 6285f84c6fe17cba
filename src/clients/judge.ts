/** Whether a client gets an event, and by which rule: for whoever asks why. */
import type { Client } from "./client.ts";
import type { Judged } from "./filter.ts";
import { passes } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

export function judgeEvent({ accounts, filter }: Client, event: Judged): Verdict {
  const { self_id } = event;
  if (accounts && !accounts.includes(self_id))
    return { passes: false, key: "accounts", why: "unlisted", about: String(self_id) };
  return filter?.judge(event) ?? passes;
}
