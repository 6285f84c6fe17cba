/** Which actions say something to somebody: those that whoever runs an account wants paced. */
import { isFields } from "./scalar.ts";

const sending = /^(?:send_|_send_|forward_|upload_)|_poke$/;

/** By an action's own name, not another one of it. */
export function isSending(action: string): boolean {
  return sending.test(action);
}

/** The group that something is said to, undefined where it is said to a person. */
export function groupOf(params: unknown): number | undefined {
  if (!isFields(params) || params["message_type"] === "private") return undefined;
  const { group_id } = params;
  return typeof group_id === "number" && group_id > 0 ? group_id : undefined;
}
