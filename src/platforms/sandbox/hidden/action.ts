/** The hidden actions of the sandbox, for what OneBot has no words: name → schemas. */
import * as v from "valibot";

import type { HandlersOf } from "../../../operation.ts";
import type { ActionSchema } from "../../../protocol/action.ts";
import { Int } from "../../../protocol/entity.ts";
import { exact } from "../../../protocol/fields.ts";
import {
  AnyFields,
  Flag,
  Id,
  MessageId,
  Name,
  NameOrNone,
  lenient,
  list,
  oneOf,
  toText,
  wholeNumber,
} from "../../../protocol/scalar.ts";
import { overviewActions } from "./overview.ts";
import { Moment, Span, maxTime } from "./when.ts";

const nothing = v.null();
const optionalName = v.exactOptional(Name);
const comment = v.optional(Name, "");
const Anything = v.record(v.string(), v.unknown());
const Pattern = v.exactOptional(AnyFields);
const Ids = v.optional(list(Id), []);
const Sex = v.exactOptional(oneOf("male", "female", "unknown"));
const Age = v.exactOptional(wholeNumber(0, 200));
const Time = wholeNumber(0, maxTime);
const Milliseconds = wholeNumber(0, 600_000);
const inGroup = { group_id: Id };
const member = { ...inGroup, user_id: Id };
const Probability = lenient("must be a number from 0 to 1", (value) => {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && number >= 0 && number <= 1 ? number : undefined;
});
const AccountOrAll = lenient('must be an account, or "all"', (value) =>
  value === "all" ? value : /^[1-9]\d{0,15}$/.test(toText(value) ?? "") ? Number(value) : undefined,
);
const FlagOf = v.strictObject({ flag: v.string() });

export const hiddenActions = {
  ".sandbox.list": {
    looks: true,
    summary: { en: "Everybody and every group there is", zh: "列出所有人和所有群" },
    params: exact({}),
    result: v.strictObject({
      users: v.array(v.strictObject({ user_id: Int, nickname: v.string() })),
      groups: v.array(v.strictObject({ group_id: Int, group_name: v.string() })),
    }),
  },
  ...overviewActions,
  ".sandbox.create_user": {
    summary: { en: "Make a person", zh: "新建用户" },
    params: exact(
      { user_id: v.exactOptional(Id), nickname: optionalName, sex: Sex, age: Age },
      { nickname: "name" },
    ),
    result: v.strictObject({ user_id: Int }),
  },
  ".sandbox.update_user": {
    summary: { en: "Change a person", zh: "修改用户" },
    params: exact(
      {
        user_id: Id,
        nickname: optionalName,
        sex: Sex,
        age: Age,
        long_nick: v.exactOptional(NameOrNone),
        qq_level: v.exactOptional(wholeNumber(0, 1000)),
        reg_time: v.exactOptional(Time),
      },
      { nickname: "name" },
    ),
    result: nothing,
  },
  ".sandbox.delete_user": {
    summary: {
      en: "Remove a person who owns no group and is not the bot",
      zh: "删除用户；群主和机器人自己不能删除",
    },
    params: exact({ user_id: Id }),
    result: nothing,
  },
  ".sandbox.create_group": {
    summary: {
      en: "Make a group, one's own if no owner is named",
      zh: "新建群，没有指定群主则归自己",
    },
    params: exact(
      {
        group_id: v.exactOptional(Id),
        name: optionalName,
        owner: v.exactOptional(Id),
        admins: Ids,
        members: Ids,
        max_member_count: v.optional(wholeNumber(1, 100_000), 200),
      },
      { name: "group_name" },
    ),
    result: v.strictObject({ group_id: Int }),
  },
  ".sandbox.update_group": {
    summary: { en: "Change a group", zh: "修改群" },
    params: exact(
      {
        ...inGroup,
        name: optionalName,
        max_member_count: v.exactOptional(wholeNumber(1, 100_000)),
      },
      { name: "group_name" },
    ),
    result: nothing,
  },
  ".sandbox.delete_group": {
    summary: { en: "Remove a group", zh: "删除群" },
    params: exact(inGroup),
    result: nothing,
  },
  ".sandbox.update_member": {
    summary: { en: "Change a member of a group", zh: "修改群成员" },
    params: exact({
      ...member,
      card: v.exactOptional(NameOrNone),
      level: v.exactOptional(wholeNumber(1, 1000)),
      title: v.exactOptional(NameOrNone),
      join_time: v.exactOptional(Time),
    }),
    result: nothing,
  },
  ".sandbox.befriend": {
    summary: { en: "Be somebody's friend at once", zh: "立即与某人成为好友" },
    params: exact({ user_id: Id }),
    result: nothing,
  },
  ".sandbox.ask_friend": {
    summary: { en: "Ask somebody to be one's friend", zh: "请求加某人为好友" },
    params: exact({ user_id: Id, comment }),
    result: FlagOf,
  },
  ".sandbox.ask_join": {
    summary: { en: "Ask to join a group", zh: "申请加群" },
    params: exact({ ...inGroup, comment }),
    result: FlagOf,
  },
  ".sandbox.invite": {
    summary: { en: "Invite somebody into a group of one's own", zh: "邀请某人加入自己所在的群" },
    params: exact({ ...member, comment }),
    result: FlagOf,
  },
  ".sandbox.set_honor": {
    summary: {
      en: "Give an honor: performer, legend, strong_newbie or emotion",
      zh: "授予荣誉：performer、legend、strong_newbie、emotion",
    },
    params: exact({
      ...member,
      // The talkative one is whoever really spoke most.
      type: oneOf("performer", "legend", "strong_newbie", "emotion"),
      description: comment,
    }),
    result: nothing,
  },
  ".sandbox.red_packet": {
    summary: {
      en: "Send a red packet; target_id, or anybody, is the lucky king",
      zh: "发红包；运气王是 target_id，不写则随机",
    },
    params: exact({ ...inGroup, target_id: v.exactOptional(Id) }),
    result: v.strictObject({ target_id: Int }),
  },
  ".sandbox.clock": {
    summary: {
      en: "Set the time, move it, stop it or let it run on; with nothing, tell it",
      zh: "设定、拨动、停止或恢复时间；不带参数则只查看",
    },
    params: exact({
      set: v.exactOptional(Moment),
      advance: v.exactOptional(Span),
      freeze: v.exactOptional(Flag),
    }),
    result: v.strictObject({ time: Int, frozen: v.boolean(), ahead: Int }),
  },
  ".sandbox.fault": {
    summary: { en: "Make calls or events go wrong", zh: "注入故障" },
    params: exact({
      account: v.exactOptional(AccountOrAll),
      action: optionalName,
      event: optionalName,
      retcode: v.exactOptional(wholeNumber(2, 99_999)),
      delay_ms: v.exactOptional(Milliseconds),
      drop: v.exactOptional(oneOf("reply", "connection")),
      duplicate: v.exactOptional(Flag),
      hold: v.exactOptional(Flag),
      count: v.exactOptional(wholeNumber(1, 1_000_000)),
      probability: v.exactOptional(Probability),
      seed: v.optional(wholeNumber(0, 2 ** 31 - 1), 0),
    }),
    result: v.strictObject({ id: Int }),
  },
  ".sandbox.list_faults": {
    looks: true,
    summary: {
      en: "The faults there are, with how often each struck and how many events it holds",
      zh: "列出故障，以及各自触发的次数和扣住的事件数",
    },
    params: exact({}),
    result: v.strictObject({ faults: v.array(Anything) }),
  },
  ".sandbox.clear_faults": {
    summary: {
      en: "Take back one fault, or all, and let go of held events",
      zh: "撤销一个或全部故障，放出扣住的事件",
    },
    params: exact({ id: v.exactOptional(wholeNumber(1, 2 ** 31 - 1)) }),
    result: nothing,
  },
  ".sandbox.reset": {
    summary: {
      en: "Start over with the people and groups of the configuration; faults stay",
      zh: "按配置里的用户和群重新开始；故障仍然保留",
    },
    params: exact({}),
    result: nothing,
  },
  ".sandbox.snapshot": {
    summary: { en: "Put the world aside under a name", zh: "保存世界的快照" },
    params: exact({ name: Name }),
    result: nothing,
  },
  ".sandbox.list_snapshots": {
    looks: true,
    summary: {
      en: "The snapshots: name, size, when it was taken, how many messages are in it",
      zh: "列出快照：名字、大小、保存时间、消息数",
    },
    params: exact({}),
    result: v.strictObject({
      snapshots: v.array(
        v.strictObject({ name: v.string(), bytes: Int, time: Int, message_count: Int }),
      ),
    }),
  },
  ".sandbox.drop_snapshot": {
    summary: { en: "Throw a snapshot away", zh: "删除快照" },
    params: exact({ name: Name }),
    result: nothing,
  },
  ".sandbox.restore": {
    summary: { en: "Bring a snapshot back", zh: "恢复快照" },
    params: exact({ name: Name }),
    result: nothing,
  },
  ".sandbox.export": {
    looks: true,
    summary: {
      en: "The whole world, media included, as one JSON document",
      zh: "导出整个世界，包括媒体，为一个 JSON 文档",
    },
    params: exact({}),
    result: Anything,
  },
  ".sandbox.import": {
    summary: {
      en: "Put such a document, or its JSON text, in the place of the world; a large one only as text",
      zh: "用这样的文档或其 JSON 文本替换当前世界；很大的文档只能用文本",
    },
    params: exact({ document: v.union([v.string(), Anything]) }),
    result: nothing,
  },
  ".sandbox.wait": {
    looks: true,
    summary: { en: "Wait for an event, a call or a connection", zh: "等待一个事件、调用或连接" },
    params: exact({
      event: Pattern,
      call: Pattern,
      steer: Pattern,
      connection: Pattern,
      cursor: v.exactOptional(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
      timeout_ms: v.optional(Milliseconds, 10_000),
    }),
    result: v.strictObject({ cursor: Int, entry: v.nullable(Anything) }),
  },
  ".sandbox.trace": {
    looks: true,
    summary: {
      en: "What followed from a message: who got it, what they called",
      zh: "一条消息之后发生的事：谁收到了，他们调用了什么",
    },
    params: exact({ message_id: MessageId, window_ms: v.optional(Milliseconds, 5000) }),
    result: v.strictObject({ entries: v.array(Anything) }),
  },
} as const satisfies Record<string, ActionSchema>;

/** The functions behind all of them; each file beside this one gives some. */
export type HiddenHandlers = HandlersOf<typeof hiddenActions>;
