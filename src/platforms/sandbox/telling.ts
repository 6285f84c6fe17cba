/** How a message looks to those who receive it (event/message). */
import { encodeCq } from "../../protocol/cq.ts";
import type {
  GroupSender,
  PrivateSender,
  ReceivedMessage,
  ReceivedSegment,
} from "../../protocol/entity.ts";
import type { MessageFormat } from "../../protocol/event.ts";
import type { Message } from "./messages.ts";
import type { News, World } from "./world.ts";

/** Who sent a message, as far as that is still known. */
export function senderOf(world: World, message: Message): PrivateSender | GroupSender {
  return message.target_id === null && message.group_id !== null
    ? groupSender(world, message.group_id, message.user_id)
    : privateSender(world, message);
}

/** The message event, with its message as segments. */
export function toNews(message: Message, sender: PrivateSender | GroupSender): News {
  const { id, user_id, group_id, target_id, segments } = message;
  const content = {
    message_id: id,
    user_id,
    message: segments,
    raw_message: encodeCq(segments),
    font: 0,
  };
  if (target_id === null && group_id !== null && "role" in sender) {
    return {
      post_type: "message",
      message_type: "group",
      sub_type: "normal",
      group_id,
      ...content,
      anonymous: null,
      sender,
    };
  }
  return {
    post_type: "message",
    message_type: "private",
    sub_type: group_id === null ? "friend" : "group",
    ...content,
    sender,
  } as News;
}

/** A message in the format its reader asked for, and as a CQ string. */
export function toText(
  segments: ReceivedSegment[],
  format: MessageFormat,
): { message: ReceivedMessage; raw_message: string } {
  const raw_message = encodeCq(segments);
  return { message: format === "array" ? segments : raw_message, raw_message };
}

function privateSender({ people }: World, { user_id, group_id }: Message): PrivateSender {
  const { nickname = "", sex = "unknown", age = 0 } = people.find(user_id) ?? {};
  return { user_id, nickname, sex, age, ...(group_id === null ? {} : { group_id }) };
}

function groupSender({ groups, people }: World, group_id: number, user_id: number): GroupSender {
  const member = groups.member(group_id, user_id);
  const { nickname = "", sex = "unknown", age = 0 } = member ?? people.find(user_id) ?? {};
  const { card = "", level = 1, role = "member", title = "" } = member ?? {};
  return { user_id, nickname, card, sex, age, area: "", level: String(level), role, title };
}
