/** Words of the world: people, groups, requests, the clock, faults, snapshots. */
import type { Told } from "../../../words/language.ts";

export const world = {
  people: { zh: "人", en: "People" },
  groups: { zh: "群", en: "Groups" },
  name: { zh: "名字", en: "Name" },
  groupName: { zh: "群名称", en: "Name" },
  number: { zh: "号码", en: "Number" },
  sex: { zh: "性别", en: "Sex" },
  female: { zh: "女", en: "female" },
  male: { zh: "男", en: "male" },
  age: { zh: "年龄", en: "Age" },
  friends: { zh: "好友", en: "Friends" },
  seat: { zh: "席位", en: "Seat" },
  watch: { zh: "旁观", en: "Watch" },
  takeSeat: { zh: "扮演", en: "Take seat" },
  actions: { zh: "操作", en: "Actions" },
  find: { zh: "名字或号码", en: "Name or number" },
  addPerson: { zh: "添加人", en: "Add a person" },
  deletePerson: { zh: "删除此人…", en: "Delete this person…" },
  delete: { zh: "删除", en: "Delete" },
  add: { zh: "添加", en: "Add" },
  save: { zh: "保存", en: "Save" },
  newGroup: { zh: "建群", en: "New group" },
  deleteGroup: { zh: "删除群…", en: "Delete the group…" },
  openPanel: { zh: "成员与群设置", en: "Members and settings" },
  owner: { zh: "群主", en: "Owner" },
  members: { zh: "成员", en: "Members" },
  rules: { zh: "规则", en: "Rules" },
  messages: { zh: "消息", en: "Messages" },
  allMuted: { zh: "全员禁言", en: "All muted" },
  anonymous: { zh: "可匿名", en: "Anonymity" },
  none: { zh: "无", en: "none" },
  befriend: { zh: "立即加为好友…", en: "Make friends with…" },
  unfriend: { zh: "解除好友…", en: "End a friendship…" },
  requests: { zh: "请求", en: "Requests" },
  waiting: { zh: "待决定", en: "waiting" },
  raise: { zh: "发起请求", en: "Raise a request" },
  askFriend: { zh: "请求加为好友…", en: "Ask to befriend…" },
  askJoin: { zh: "申请加群…", en: "Ask to join a group…" },
  invite: { zh: "邀请加群…", en: "Invite to a group…" },
  send: { zh: "发起", en: "Raise" },
  who: { zh: "谁来发起", en: "Who asks" },
  noRequests: { zh: "还没有请求", en: "No requests yet" },
  as: { zh: "身份", en: "as" },
  approve: { zh: "同意", en: "Approve" },
  reject: { zh: "拒绝", en: "Reject" },
  approveWith: { zh: "同意并备注…", en: "Approve with a remark…" },
  rejectWith: { zh: "拒绝并说明理由…", en: "Reject with a reason…" },
  approved: { zh: "已同意", en: "Approved" },
  rejected: { zh: "已拒绝", en: "Rejected" },
  nobodyDecides: { zh: "没有人可以决定", en: "Nobody may decide" },
  noBotGot: { zh: "没有机器人收到", en: "no bot got it" },
  clock: { zh: "时钟", en: "Clock" },
  frozen: { zh: "已停住", en: "Frozen" },
  moved: { zh: "已拨动", en: "Moved" },
  freeze: { zh: "停住时间", en: "Freeze" },
  resume: { zh: "恢复走时", en: "Resume" },
  advance: { zh: "拨快 10 分钟", en: "+10 min" },
  tomorrow: { zh: "到明天 08:00", en: "To 08:00 tomorrow" },
  realTime: { zh: "回到真实时间", en: "Real time" },
  isReal: { zh: "和真实时间一致", en: "The same as real time" },
  setTo: { zh: "拨到", en: "Set to" },
  set: { zh: "拨到此时", en: "Set" },
  faults: { zh: "故障", en: "Faults" },
  inject: { zh: "注入故障", en: "Inject" },
  injectCalls: { zh: "调用出错…", en: "Calls go wrong…" },
  injectEvents: { zh: "事件出错…", en: "Events go wrong…" },
  injectSubmit: { zh: "注入", en: "Inject" },
  noFaults: { zh: "没有故障", en: "Nothing is broken" },
  hold: { zh: "扣住", en: "Hold" },
  twice: { zh: "重复", en: "Twice" },
  dropReply: { zh: "丢应答", en: "No reply" },
  dropConnection: { zh: "断连接", en: "Cut off" },
  everybody: { zh: "所有账号", en: "All accounts" },
  spent: { zh: "次数已用完", en: "used up" },
  clear: { zh: "撤销", en: "Clear" },
  clearAll: { zh: "全部撤销", en: "Clear all" },
  review: { zh: "查看", en: "Review" },
  snapshots: { zh: "快照", en: "Snapshots" },
  saveSnapshot: { zh: "保存快照", en: "Save" },
  saveTitle: { zh: "保存快照", en: "Save a snapshot" },
  noSnapshots: { zh: "还没有快照", en: "No snapshots yet" },
  restore: { zh: "恢复", en: "Restore" },
  drop: { zh: "删除快照…", en: "Delete the snapshot…" },
  export: { zh: "导出", en: "Export" },
  exporting: { zh: "正在导出…", en: "Exporting…" },
  import: { zh: "导入", en: "Import" },
  importing: { zh: "正在导入…", en: "Importing…" },
  notJson: { zh: "这个文件不是导出的世界", en: "This file is no exported world" },
  reset: { zh: "重置世界…", en: "Reset the world…" },
  resetTitle: { zh: "重置世界？", en: "Reset the world?" },
  resetSubmit: { zh: "重置", en: "Reset" },
  undo: { zh: "撤销", en: "Undo" },
  undoRestore: { zh: "撤回恢复", en: "Undo" },
  wasReset: { zh: "世界已重置", en: "The world was reset" },
  wasImported: { zh: "已导入另一个世界", en: "Another world was imported" },
  wasUndone: { zh: "已经回到之前的世界", en: "The world is as it was before" },
  dismiss: { zh: "知道了", en: "Dismiss" },
  more: { zh: "更多", en: "More" },
  notSteered: {
    zh: "这里没有可以操纵的世界：沙盒的隐藏动作被关掉了（sandbox.control）",
    en: "There is no world to steer here: hidden actions of the sandbox are off (sandbox.control)",
  },
  unanswered: { zh: "没有得到应答", en: "There was no answer" },
  frozenHint: { zh: "时钟停着，倒计时也停着", en: "The clock stands still, and so does this" },
  shownFirst: { zh: "只显示前面的人，请搜索", en: "Only the first are shown: search" },
} as const satisfies Record<string, Told>;

export function muted(count: number): Told {
  return { zh: `禁言 ${count} 人`, en: `${count} muted` };
}

export function editOf(name: string): Told {
  return { zh: `编辑 ${name}`, en: `Edit ${name}` };
}

export function moreOf(name: string): Told {
  return { zh: `${name} 的更多操作`, en: `More for ${name}` };
}

export function joinTo(person: string, group: string): Told {
  return { zh: `让 ${person} 加入 ${group}`, en: `Bring ${person} into ${group}` };
}

export function seatNumber(at: number): Told {
  return { zh: `席位 ${at}`, en: `Seat ${at}` };
}

export function mayDecide(names: string): Told {
  return { zh: `${names}可以决定`, en: `${names} may decide` };
}

/** Names as a list in a sentence. */
export function namesOf(names: readonly string[]): Told {
  const [last = "", ...rest] = names.toReversed();
  const before = rest.toReversed();
  return {
    zh: names.join("、") + (/[\w)]$/.test(last) ? " " : ""),
    en: before.length > 0 ? `${before.join(", ")} and ${last}` : last,
  };
}

export function deliveredTo(clients: string): Told {
  return { zh: `已送达 ${clients}`, en: `delivered to ${clients}` };
}

export function triedBut(name: string, reason: string): Told {
  return { zh: `${name} 处理失败：${reason}`, en: `${name} tried: ${reason}` };
}

export interface Decision {
  readonly name: string;
  readonly isApproved: boolean;
  readonly reason: string;
  /** Milliseconds from the request to the call; undefined where that is not remembered. */
  readonly after: number | undefined;
}

export function decided({ name, isApproved, reason, after }: Decision): Told {
  const [zhAfter, enAfter] =
    after === undefined ? ["", ""] : [`在 ${spanOf(after).zh}后`, ` after ${spanOf(after).en}`];
  return {
    zh: `${name} ${zhAfter}${isApproved ? "同意" : "拒绝"}了${reason && `：「${reason}」`}`,
    en: `${name} ${isApproved ? "approved" : "rejected it"}${enAfter}${reason && `: “${reason}”`}`,
  };
}

function spanOf(milliseconds: number): Told {
  if (milliseconds < 1000) return { zh: `${milliseconds} ms `, en: `${milliseconds} ms` };
  const seconds = Math.round(milliseconds / 1000);
  return { zh: `${seconds} 秒`, en: `${seconds} s` };
}

export function asked(who: string): Readonly<Record<"friend" | "add" | "invite", Told>> {
  return {
    friend: { zh: `请求加 ${who} 为好友`, en: `asks to befriend ${who}` },
    add: { zh: "申请加入", en: "asks to join" },
    invite: { zh: `邀请 ${who} 加入`, en: `invited ${who} to` },
  };
}

export function quoted(text: string): Told {
  return { zh: `「${text}」`, en: `“${text}”` };
}

export function frozenAt(time: string): Told {
  return { zh: `时钟已停在 ${time}`, en: `Clock frozen at ${time}` };
}

export function movedBy(span: Told, isAhead: boolean): Told {
  return isAhead
    ? { zh: `比真实时间快 ${span.zh}`, en: `${span.en} ahead of real time` }
    : { zh: `比真实时间慢 ${span.zh}`, en: `${span.en} behind real time` };
}

export function clockMoved(span: Told, isAhead: boolean): Told {
  return isAhead
    ? { zh: `时钟拨快了 ${span.zh}`, en: `Clock ${span.en} ahead` }
    : { zh: `时钟拨慢了 ${span.zh}`, en: `Clock ${span.en} behind` };
}

export function faultsActive(count: number): Told {
  return {
    zh: `${count} 个故障生效中`,
    en: count === 1 ? "1 fault active" : `${count} faults active`,
  };
}

export function left(count: number): Told {
  return { zh: `剩 ${count} 次`, en: `${count} left` };
}

export function struck(count: number): Told {
  if (count === 0) return { zh: "还没有触发", en: "not hit yet" };
  const en = count === 1 ? "hit once" : count === 2 ? "hit twice" : `hit ${count} times`;
  return { zh: `已触发 ${count} 次`, en };
}

export function held(count: number): Told {
  return {
    zh: `扣住 ${count} 个事件，撤销时放出`,
    en: `${count === 1 ? "1 event" : `${count} events`} held, let go when cleared`,
  };
}

export function only(account: number): Told {
  return { zh: `仅 ${account}`, en: `Only ${account}` };
}

export function chance(probability: number): Told {
  const percent = `${Math.round(probability * 100)}%`;
  return { zh: `概率 ${percent}`, en: `${percent} of the times` };
}

export function later(milliseconds: number): Told {
  return { zh: `晚 ${milliseconds} ms`, en: `${milliseconds} ms late` };
}

export function messageCount(count: number): Told {
  if (count === 0) return { zh: "没有消息", en: "no messages" };
  return { zh: `${count} 条消息`, en: count === 1 ? "1 message" : `${count} messages` };
}

/** What snapshots are called that were taken before something. */
export const takenBefore = {
  reset: { zh: "重置之前", en: "Before the reset" },
  import: { zh: "导入之前", en: "Before the import" },
  restore: { zh: "恢复之前", en: "Before the restore" },
} as const satisfies Record<string, Told>;

export function wasRestored(name: string): Told {
  return { zh: `已恢复到「${name}」`, en: `Restored “${name}”` };
}

export interface Loss {
  readonly people: number;
  readonly groups: number;
  readonly messages: number;
}

export function resetLoss({ people, groups, messages }: Loss): Told {
  return {
    zh: `${people} 人、${groups} 个群、${messages} 条群消息会被配置里的人和群替换。会先保存快照，可以撤销。`,
    en: `${people} people, ${groups} groups and ${messages} group messages give way to those of the configuration. A snapshot is taken first, so this can be undone.`,
  };
}

export function deleteOf(name: string): Told {
  return { zh: `删除 ${name}？`, en: `Delete ${name}?` };
}

export function personLoss(friends: number, groups: number): Told {
  return {
    zh: `会失去 ${friends} 个好友关系、${groups} 个群里的身份，不能撤销。`,
    en: `${friends} friendships and the membership of ${groups} groups are lost for good.`,
  };
}

export function groupLoss(members: number, messages: number): Told {
  return {
    zh: `${members} 名成员和 ${messages} 条消息会消失，不能撤销。`,
    en: `${members} members and ${messages} messages are lost for good.`,
  };
}

export const snapshotLoss: Told = {
  zh: "删除后就不能再恢复到它。",
  en: "The world can then not go back to it any more.",
};
