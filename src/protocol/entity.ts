/** The people, groups, members and messages of results and events (api/public, event). */
import * as v from "valibot";

export const Int = v.pipe(v.number(), v.safeInteger());
const Int32 = v.pipe(Int, v.minValue(-(2 ** 31)), v.maxValue(2 ** 31 - 1));
export const Sex = v.picklist(["male", "female", "unknown"]);
export const Role = v.picklist(["owner", "admin", "member"]);

export type Sex = v.InferOutput<typeof Sex>;
export type Role = v.InferOutput<typeof Role>;

const HonorType = v.picklist(["talkative", "performer", "legend", "strong_newbie", "emotion"]);
export type HonorType = v.InferOutput<typeof HonorType>;

/** A segment as bots receive it: `data` is always an object and its values are text, but for nested messages. */
export const ReceivedSegment: v.GenericSchema<unknown, ReceivedSegment> = v.strictObject({
  type: v.pipe(v.string(), v.nonEmpty()),
  data: v.record(v.string(), v.union([v.string(), v.lazy(() => v.array(ReceivedSegment))])),
});
export interface ReceivedSegment {
  type: string;
  data: Record<string, string | ReceivedSegment[]>;
}

/** A message in the format its reader asked for: a CQ string, or segments. */
export const ReceivedMessage = v.union([v.string(), v.array(ReceivedSegment)]);
export type ReceivedMessage = v.InferOutput<typeof ReceivedMessage>;

export const MessageRef = v.strictObject({ message_id: Int32 });

const person = { user_id: Int, nickname: v.string(), sex: Sex, age: Int };

/** `avatar` is an address; there are three names for the level. */
export const Stranger = v.strictObject({
  ...person,
  avatar: v.string(),
  uid: v.string(),
  qid: v.string(),
  remark: v.string(),
  long_nick: v.string(),
  reg_time: Int,
  login_days: Int,
  status: Int,
  level: Int,
  qq_level: Int,
  qqLevel: Int,
});

export const PrivateSender = v.strictObject({
  ...person,
  group_id: v.exactOptional(Int),
});
export type PrivateSender = v.InferOutput<typeof PrivateSender>;

export const GroupSender = v.strictObject({
  ...person,
  card: v.string(),
  area: v.string(),
  level: v.string(),
  role: Role,
  title: v.string(),
});
export type GroupSender = v.InferOutput<typeof GroupSender>;

export const Anonymous = v.strictObject({ id: Int, name: v.string(), flag: v.string() });
export type Anonymous = v.InferOutput<typeof Anonymous>;

export const LoginInfo = v.strictObject({ user_id: Int, nickname: v.string() });

export const Friend = v.strictObject({ user_id: Int, nickname: v.string(), remark: v.string() });

export const GroupInfo = v.strictObject({
  group_id: Int,
  group_name: v.string(),
  member_count: Int,
  max_member_count: Int,
  group_remark: v.string(),
  /** -1 where everybody is banned, 0 where not. */
  group_all_shut: Int,
  group_create_time: Int,
  group_level: Int,
  avatar: v.string(),
});

export const Member = v.strictObject({
  group_id: Int,
  ...GroupSender.entries,
  join_time: Int,
  last_sent_time: Int,
  unfriendly: v.boolean(),
  title_expire_time: Int,
  card_changeable: v.boolean(),
  shut_up_timestamp: Int,
  qq_level: Int,
  is_robot: v.boolean(),
});
export type Member = v.InferOutput<typeof Member>;

const Honored = v.strictObject({
  user_id: Int,
  nickname: v.string(),
  avatar: v.string(),
  description: v.string(),
});
const honored = v.array(Honored);

/** With a type other than `all`, the lists of the others are empty. */
export const HonorInfo = v.strictObject({
  group_id: Int,
  current_talkative: v.exactOptional(
    v.nullable(
      v.strictObject({ user_id: Int, nickname: v.string(), avatar: v.string(), day_count: Int }),
    ),
  ),
  talkative_list: honored,
  performer_list: honored,
  legend_list: honored,
  strong_newbie_list: honored,
  emotion_list: honored,
});

/** What a message is called: this server has one number for it, others have up to three. */
export const messageIds = { message_id: Int32, real_id: Int32, message_seq: Int32 };
export const messageFormat = { message_format: v.picklist(["array", "string"]) };

export const StoredMessage = v.strictObject({
  time: Int,
  message_type: v.picklist(["private", "group"]),
  ...messageIds,
  ...messageFormat,
  sender: v.union([PrivateSender, GroupSender]),
  message: ReceivedMessage,
  raw_message: v.string(),
  user_id: Int,
  group_id: v.exactOptional(Int),
  target_id: v.exactOptional(Int),
});

export const Status = v.looseObject({ online: v.boolean(), good: v.boolean() });
export type Status = v.InferOutput<typeof Status>;
