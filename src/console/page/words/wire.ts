/** Words of the view of frames. */
import type { FrameKind } from "../../../frames.ts";
import type { Told } from "../../../words/language.ts";

export const wire = {
  live: { zh: "实时", en: "Live" },
  pause: { zh: "暂停（空格）", en: "Pause (Space)" },
  resume: { zh: "继续（空格）", en: "Go on (Space)" },
  clear: { zh: "清空", en: "Clear" },
  filterShort: { zh: "筛选", en: "Filter" },
  filter: { zh: "按文本、动作、事件筛选", en: "Filter by text, action, event" },
  kinds: { zh: "筛选类型", en: "Kinds of frames" },
  botsOnly: { zh: "机器人的", en: "Bots only" },
  noHeartbeats: { zh: "心跳已隐藏", en: "Heartbeats hidden" },
  client: { zh: "客户端", en: "Client" },
  account: { zh: "账号", en: "Account" },
  action: { zh: "动作", en: "Action" },
  any: { zh: "全部", en: "All" },
  time: { zh: "时间", en: "Time" },
  direction: { zh: "方向", en: "Direction" },
  kind: { zh: "类型", en: "Kind" },
  name: { zh: "名称", en: "Name" },
  content: { zh: "内容", en: "Content" },
  size: { zh: "大小", en: "Size" },
  received: { zh: "收到", en: "Received" },
  sent: { zh: "发出", en: "Sent" },
  frames: { zh: "帧", en: "Frames" },
  frame: { zh: "帧", en: "Frame" },
  strip: { zh: "最近 60 秒的帧数", en: "Frames in the last 60 s" },
  whole: { zh: "显示全部时间", en: "Show all times" },
  none: { zh: "还没有帧", en: "No frames yet" },
  noneMatches: { zh: "没有符合筛选的帧", en: "No frame matches" },
  clearFilter: { zh: "清除筛选", en: "Clear the filter" },
  move: { zh: "上下", en: "move" },
  copyIt: { zh: "复制", en: "copy" },
  sendIt: { zh: "重发", en: "send again" },
  previous: { zh: "上一帧（K）", en: "Previous (K)" },
  next: { zh: "下一帧（J）", en: "Next (J)" },
  close: { zh: "关闭（Esc）", en: "Close (Esc)" },
  call: { zh: "调用", en: "Call" },
  reply: { zh: "应答", en: "Reply" },
  event: { zh: "事件", en: "Event" },
  raw: { zh: "原文", en: "Raw" },
  trace: { zh: "追踪", en: "Trace" },
  itsReply: { zh: "对应的应答", en: "Its reply" },
  noReply: { zh: "还没有应答", en: "Not answered yet" },
  lost: {
    zh: "已被更新的帧挤出，服务端不再保留",
    en: "Pushed out by newer frames; the server keeps it no more",
  },
  copyAs: { zh: "复制为", en: "Copy as" },
  copied: { zh: "已复制", en: "Copied" },
  noHttp: { zh: "服务端没有开 HTTP（http.enable）", en: "HTTP is off at the server (http.enable)" },
  resend: { zh: "修改后重发", en: "Edit and send again" },
  as: { zh: "身份", en: "as" },
  editor: { zh: "要重发的调用", en: "The call to send" },
  send: { zh: "发送", en: "Send" },
  sending: { zh: "发送中…", en: "Sending…" },
  result: { zh: "结果", en: "Result" },
  needsAction: { zh: "需要 action，一段文本", en: "It needs an action, a text" },
  noMessage: { zh: "这一帧不属于哪条消息", en: "This frame belongs to no message" },
} as const satisfies Record<string, Told>;

export const kindWords = {
  call: { zh: "调用", en: "Call" },
  reply: { zh: "应答", en: "Reply" },
  event: { zh: "事件", en: "Event" },
  refused: { zh: "被拒", en: "Refused" },
} as const satisfies Record<FrameKind, Told>;

export const filterWords = {
  all: { zh: "全部", en: "All" },
  calls: { zh: "调用", en: "Calls" },
  events: { zh: "事件", en: "Events" },
  failed: { zh: "失败", en: "Failed" },
} as const satisfies Record<string, Told>;

export function paused(waiting: number): Told {
  return { zh: `已暂停，${waiting} 帧在等`, en: `Paused, ${waiting} waiting` };
}

const numbers = new Intl.NumberFormat("en");

export function counts(total: number, shown: number): Told {
  const [all, some] = [total, shown].map((count) => numbers.format(count));
  return { zh: `共 ${all} 帧，显示 ${some}`, en: `${all} frames, ${some} shown` };
}

export function missedFrames(count: number): Told {
  return { zh: `漏了 ${count} 帧`, en: `${count} missed` };
}

export function failures(count: number): Told {
  return { zh: `${count} 帧失败`, en: `${count} failed` };
}

export function rate(count: number): Told {
  return { zh: `${count} 帧/秒`, en: `${count} frames/s` };
}

export function took(ms: string): Told {
  return { zh: `用时 ${ms} ms`, en: `took ${ms} ms` };
}

export function inGroup(group: string): Told {
  return { zh: `群 ${group}`, en: `group ${group}` };
}

export function quoted(text: string): Told {
  return { zh: `「${text}」`, en: `“${text}”` };
}

export function lastSeconds(seconds: number): Told {
  return { zh: `最近 ${seconds} 秒`, en: `the last ${seconds} s` };
}

export function cutOff(size: number): Told {
  return {
    zh: `共 ${numbers.format(size)} 字，服务端只保留开头`,
    en: `${numbers.format(size)} characters in all; the server keeps the beginning`,
  };
}
