/** What stands in a conversation: what was said, and what happened. */
import type { GroupSender, PrivateSender, ReceivedSegment } from "../../../protocol/entity.ts";
import type { BotEvent } from "../../../protocol/event.ts";
import type { ChatKey } from "./key.ts";

export type MessageEvent = Extract<BotEvent, { post_type: "message" | "message_sent" }>;
export type NoticeEvent = Extract<BotEvent, { post_type: "notice" }>;

/** A message as actions give it and as events bring it. */
export type SaidMessage = Pick<
  MessageEvent,
  "message_id" | "time" | "message_type" | "user_id" | "message" | "raw_message"
> & {
  readonly sender: PrivateSender | GroupSender;
  readonly group_id?: number;
  readonly target_id?: number;
  readonly anonymous?: { readonly name: string } | null;
};

/** What became of a message on its way out. */
export type Sending =
  | { readonly is: "sent" }
  | { readonly is: "sending" }
  /** Not sent yet, as the server is away. */
  | { readonly is: "waiting" }
  | {
      readonly is: "refused";
      readonly retcode: number;
      readonly reason: string;
      /** The connection was lost before the answer came: perhaps it was sent. */
      readonly isLost?: boolean;
    };

export interface MessageItem {
  readonly kind: "message";
  /** Of the item in its conversation, the same for as long as it is shown. */
  readonly key: string;
  /** Undefined until the server has given it one. */
  readonly id: number | undefined;
  /** In seconds, by the platform. */
  readonly time: number;
  readonly sender: PrivateSender | GroupSender;
  readonly segments: readonly ReceivedSegment[];
  readonly isOwn: boolean;
  readonly isAnonymous: boolean;
  readonly sending: Sending;
  /** Who took it back, once somebody has. */
  readonly recalledBy?: number;
  /** How many reacted with each emoji. */
  readonly reactions?: Readonly<Record<string, number>>;
  /** With which of them the account itself did. */
  readonly ownReactions?: readonly string[];
}

export interface NoticeItem {
  readonly kind: "notice";
  readonly key: string;
  readonly time: number;
  readonly event: NoticeEvent;
}

export type Item = MessageItem | NoticeItem;

/** The conversation a message belongs to, as an account sees it. */
export function chatOf(
  { group_id, message_type, user_id, target_id }: SaidMessage,
  own: number,
): ChatKey {
  if (message_type === "group" && group_id !== undefined) return `g${group_id}`;
  return `p${user_id === own ? (target_id ?? user_id) : user_id}`;
}

export function toMessageItem(said: SaidMessage, own: number): MessageItem {
  const { message_id, time, sender, message, raw_message, user_id, anonymous } = said;
  return {
    kind: "message",
    key: `m${message_id}`,
    id: message_id,
    time,
    sender,
    segments:
      typeof message === "string" ? [{ type: "text", data: { text: raw_message } }] : message,
    isOwn: user_id === own,
    isAnonymous: anonymous != null,
    sending: { is: "sent" },
  };
}

/** The conversation a notice belongs to; undefined where it belongs to none. */
export function chatOfNotice(event: NoticeEvent, own: number): ChatKey | undefined {
  if ("group_id" in event && event.group_id) return `g${event.group_id}`;
  if (event.notice_type !== "notify") return `p${event.user_id}`;
  if (event.sub_type !== "poke") return undefined;
  return `p${event.user_id === own ? event.target_id : (event.sender_id ?? event.user_id)}`;
}
