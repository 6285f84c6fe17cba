/** Whether a client gets an event, and by which rule: for whoever asks why. */
import * as v from "valibot";

import { Int, ReceivedMessage } from "../protocol/entity.ts";
import type { Client } from "./client.ts";
import { passes } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

const word = v.exactOptional(v.string());

/** What an event must hold to be judged; other servers tell of more kinds than we do. */
export const JudgedEvent = v.looseObject(
  {
    post_type: v.string(),
    self_id: Int,
    message_type: word,
    notice_type: word,
    request_type: word,
    meta_event_type: word,
    sub_type: word,
    message: v.exactOptional(ReceivedMessage),
  },
  "must be a JSON object",
);
export type JudgedEvent = v.InferOutput<typeof JudgedEvent>;

export function judgeEvent({ accounts, filter }: Client, event: JudgedEvent): Verdict {
  const { self_id } = event;
  if (accounts && !accounts.includes(self_id))
    return { passes: false, key: "accounts", why: "unlisted", about: String(self_id) };
  return filter?.judge(event) ?? passes;
}
