/** How a message looks to those who receive it, and who that is (event/message). */
import { encodeCq } from "../../../protocol/cq.ts";
import type {
  Anonymous,
  GroupSender,
  PrivateSender,
  ReceivedMessage,
  ReceivedSegment,
} from "../../../protocol/entity.ts";
import type { MessageFormat } from "../../../protocol/event.ts";
import { refuse } from "../../../protocol/reply.ts";
import { mediaOf } from "../media/media.ts";
import { anonymousUser } from "../tables/anonymity.ts";
import type { Message } from "../tables/messages.ts";
import type { GroupMember } from "../tables/roster.ts";
import type { News, World } from "../world.ts";

/** Tells everybody who receives a message, and its author where that is switched on. */
export function tellMessage(world: World, message: Message): void {
  const { user_id, target_id, group_id } = message;
  const news = toNews(world, message);
  if (target_id !== null) world.tell(target_id, news);
  else if (group_id !== null) {
    world.tellGroup(group_id, (viewer) => (viewer === user_id ? undefined : news));
  }
  if (!world.reportSelf) return;
  const to = target_id ?? group_id ?? 0;
  world.tell(user_id, { ...news, post_type: "message_sent", target_id: to } as News);
}

/** The message event, with its message as segments. */
export function toNews(world: World, message: Message) {
  const { id, group_id, target_id } = message;
  const segments = withAddresses(world, message.segments);
  const sender = senderOf(world, message);
  const content = {
    message_id: id,
    real_id: id,
    message_seq: id,
    message_format: "array" as const,
    user_id: sender.user_id,
    message: segments,
    raw_message: encodeCq(segments),
    font: 0,
  };
  if (target_id === null && group_id !== null && "role" in sender) {
    const anonymous = anonymousOf(world, message);
    return {
      post_type: "message",
      message_type: "group",
      sub_type: anonymous ? "anonymous" : "normal",
      group_id,
      ...content,
      anonymous,
      sender,
    } satisfies News;
  }
  return {
    post_type: "message",
    message_type: "private",
    sub_type: group_id === null ? "friend" : "group",
    ...content,
    sender: sender as PrivateSender,
  } satisfies News;
}

/** A message as actions give it. */
export function toStored(world: World, message: Message, format: MessageFormat) {
  return storedOf(message, toNews(world, message), format);
}

/** The same, of an event that was made already. */
function storedOf(
  { id, time, group_id, target_id }: Message,
  { message_type, user_id, sender, message, raw_message }: ReturnType<typeof toNews>,
  format: MessageFormat,
) {
  return {
    time,
    message_type,
    message_id: id,
    real_id: id,
    message_seq: id,
    message_format: format,
    user_id,
    ...(target_id === null ? {} : { target_id }),
    ...(group_id === null ? {} : { group_id }),
    sender,
    message: format === "array" ? message : raw_message,
    raw_message,
  };
}

/** A message as one of its events, told again to `account`. */
export function toPast(
  world: World,
  message: Message,
  { format, account }: { format: MessageFormat; account: number },
) {
  const news = toNews(world, message);
  return { ...news, ...storedOf(message, news, format), self_id: account };
}

/** What was kept of a message, as its reader asked for it. */
export function toMessage(
  world: World,
  kept: readonly ReceivedSegment[],
  format: MessageFormat,
): ReceivedMessage {
  const segments = withAddresses(world, kept);
  return format === "array" ? segments : encodeCq(segments);
}

/** Media get their address when they are read: the one they had may be of a port or a server that is gone. */
function withAddresses(world: World, kept: readonly ReceivedSegment[]): ReceivedSegment[] {
  return kept.map((segment) => {
    const url = addressOf(world, segment);
    return url === undefined ? segment : { ...segment, data: { ...segment.data, url } };
  });
}

/** Where what a segment shows is fetched, undefined where it shows nothing that is kept; files have their names. */
function addressOf(world: World, segment: ReceivedSegment): string | undefined {
  if (segment.type !== "file") {
    const name = mediaOf(segment);
    return name && world.media.url(name);
  }
  const { file } = segment.data;
  const medium = fileOf(world, segment);
  return medium && world.media.url(medium, typeof file === "string" ? file : undefined);
}

/** What a file segment stands for, undefined where the file was deleted; in a forwarded one it is named itself. */
function fileOf({ files, media }: World, { data }: ReceivedSegment): string | undefined {
  const { file_id } = data;
  if (typeof file_id !== "string") return undefined;
  return files.find(file_id)?.medium ?? media.find(file_id)?.name;
}

/** Who sent a message, as far as that is known and may be seen. */
export function senderOf(world: World, message: Message): PrivateSender | GroupSender {
  const { user_id, group_id, target_id } = message;
  if (target_id !== null || group_id === null) return privateSender(world, message);
  const mask = anonymousOf(world, message);
  return mask ? maskedSender(mask) : groupSender(world, group_id, user_id);
}

/** A message that somebody can see; refuses any other as unknown. */
export function requireVisible(world: World, id: number, account: number): Message {
  const message = world.messages.find(id);
  if (!message || !isVisible(world, message, account)) {
    refuse("unknownTarget", `There is no message ${id}`);
  }
  if (message.recalled) refuse("unknownTarget", `Message ${id} was recalled`);
  return message;
}

function isVisible({ roster }: World, message: Message, account: number): boolean {
  const { user_id, target_id, group_id } = message;
  if (user_id === account || target_id === account) return true;
  return target_id === null && group_id !== null && roster.hasMember(group_id, account);
}

/** A member's title, while it lasts. */
export function titleOf(
  { title, title_expire_time }: Pick<GroupMember, "title" | "title_expire_time">,
  now: number,
): string {
  return title_expire_time === -1 || title_expire_time > now ? title : "";
}

function anonymousOf({ anonymity }: World, { anonymous_id }: Message): Anonymous | null {
  if (anonymous_id === null) return null;
  const { name = "Anonymous", flag = "" } = anonymity.byId(anonymous_id) ?? {};
  return { id: anonymous_id, name, flag };
}

function maskedSender({ name }: Anonymous): GroupSender {
  return {
    user_id: anonymousUser,
    nickname: name,
    card: "",
    sex: "unknown",
    age: 0,
    area: "",
    level: "1",
    role: "member",
    title: "",
  };
}

function privateSender({ people }: World, { user_id, group_id }: Message): PrivateSender {
  const { nickname = "", sex = "unknown", age = 0 } = people.find(user_id) ?? {};
  return { user_id, nickname, sex, age, ...(group_id === null ? {} : { group_id }) };
}

function groupSender(
  { clock, people, roster }: World,
  group: number,
  user_id: number,
): GroupSender {
  const member = roster.member(group, user_id);
  const { nickname = "", sex = "unknown", age = 0 } = member ?? people.find(user_id) ?? {};
  const { card = "", level = 1, role = "member" } = member ?? {};
  const title = member ? titleOf(member, clock.now()) : "";
  return { user_id, nickname, card, sex, age, area: "", level: String(level), role, title };
}
