/** Quick operations: what a bot may answer to an event (communication/http-post, api/hidden). */
import * as v from "valibot";

import { explain } from "./explain.ts";
import { fields } from "./fields.ts";
import { BanDuration, Mask } from "./punishment.ts";
import type { Fields } from "./scalar.ts";
import { Flag, Id, MessageId, Name, Text, oneOf } from "./scalar.ts";
import { Message, withAutoEscape } from "./segment.ts";
import type { Segment } from "./segment.ts";

const maybeFlag = v.exactOptional(Flag);

const Context = fields({
  post_type: oneOf("message", "request", "notice", "meta_event", "message_sent"),
  message_type: v.exactOptional(oneOf("private", "group")),
  request_type: v.exactOptional(oneOf("friend", "group")),
  sub_type: v.exactOptional(Text),
  message_id: v.exactOptional(MessageId),
  user_id: v.exactOptional(Id),
  group_id: v.exactOptional(Id),
  anonymous: v.exactOptional(Mask),
  flag: v.exactOptional(Name),
});
type Context = v.InferOutput<typeof Context>;

const Operation = withAutoEscape(
  "reply",
  fields({
    reply: v.exactOptional(Message),
    auto_escape: maybeFlag,
    at_sender: v.optional(Flag, true),
    delete: maybeFlag,
    kick: maybeFlag,
    ban: maybeFlag,
    ban_duration: BanDuration,
    approve: maybeFlag,
    remark: v.optional(Name, ""),
    reason: v.optional(Name, ""),
  }),
);
type Operation = v.InferOutput<typeof Operation>;

/** The params of `.handle_quick_operation`; the context may be thinned out. */
export const QuickOperation = fields({ context: Context, operation: Operation });
export type QuickOperation = v.InferOutput<typeof QuickOperation>;

/**
 * Reads what a bot answered to an event: the calls it stands for, and a sentence for each field that is wrong,
 * which is left out.
 */
export function readAnswer(
  context: unknown,
  answer: Fields,
): { calls: Call[]; mistakes: string[] } {
  const parsed = v.safeParse(QuickOperation, { context, operation: answer });
  if (parsed.success) return { calls: [...toCalls(parsed.output)], mistakes: [] };
  const wrong = new Set(parsed.issues.map(({ path }) => path?.[1]?.key));
  const right = Object.entries(answer).filter(([key]) => !wrong.has(key));
  const mistakes = parsed.issues.map(({ path, ...issue }) =>
    // The bot wrote only what is below `operation`.
    explain({ ...issue, path: path?.slice(1) as typeof path }, "answer"),
  );
  const rest = v.safeParse(QuickOperation, { context, operation: Object.fromEntries(right) });
  return { calls: rest.success ? [...toCalls(rest.output)] : [], mistakes };
}

interface Call {
  action: string;
  params: Fields;
}

/** The calls a quick operation stands for, in the order to make them. */
export function* toCalls({ context, operation }: QuickOperation): Generator<Call> {
  if (context.post_type === "message") yield* toMessageCalls(context, operation);
  if (context.post_type === "request" && operation.approve !== undefined) {
    const { flag, request_type, sub_type } = context;
    const { approve, remark, reason } = operation;
    yield request_type === "group"
      ? { action: "set_group_add_request", params: { flag, sub_type, approve, reason } }
      : { action: "set_friend_add_request", params: { flag, approve, remark } };
  }
}

function* toMessageCalls(context: Context, operation: Operation) {
  const { user_id, group_id, message_id, anonymous } = context;
  const inGroup = context.message_type === "group" || (!context.message_type && group_id != null);
  if (operation.reply) {
    const at = inGroup && operation.at_sender && !anonymous && user_id !== undefined;
    const message = at ? mention(user_id, operation.reply) : operation.reply;
    yield inGroup
      ? { action: "send_group_msg", params: { group_id, message } }
      : { action: "send_private_msg", params: { user_id, group_id, message } };
  }
  if (!inGroup) return;
  if (operation.delete) yield { action: "delete_msg", params: { message_id } };
  if (operation.kick && !anonymous)
    yield { action: "set_group_kick", params: { group_id, user_id } };
  if (operation.ban) {
    const duration = operation.ban_duration;
    yield anonymous
      ? { action: "set_group_anonymous_ban", params: { group_id, anonymous, duration } }
      : { action: "set_group_ban", params: { group_id, user_id, duration } };
  }
}

/** Bots look for a reply first, then for the mention; what follows stays one text. */
function mention(user_id: number, reply: readonly Segment[]): Segment[] {
  const replied = reply.filter(({ type }, at) => type === "reply" && at === 0);
  const [first, ...rest] = reply.slice(replied.length);
  const at: Segment = { type: "at", data: { qq: String(user_id) } };
  return first?.type === "text"
    ? [...replied, at, { type: "text", data: { text: ` ${first.data.text}` } }, ...rest]
    : [...replied, at, { type: "text", data: { text: " " } }, ...reply.slice(replied.length)];
}
