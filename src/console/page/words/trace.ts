/** Words of the trace of a message. */
import type { Told } from "../../../words/language.ts";

export const trace = {
  trace: { zh: "追踪", en: "Trace" },
  previous: { zh: "上一条有应答的消息（↑）", en: "Previous answered message (↑)" },
  next: { zh: "下一条有应答的消息（↓）", en: "Next answered message (↓)" },
  copy: { zh: "复制整条追踪", en: "Copy the whole trace" },
  copyJson: { zh: "复制 JSON", en: "Copy JSON" },
  close: { zh: "关闭（Esc）", en: "Close (Esc)" },
  back: { zh: "返回聊天", en: "Back to the chat" },
  deliveredTo: { zh: "送达", en: "Delivered to" },
  calls: { zh: "调用", en: "Calls" },
  failed: { zh: "失败", en: "Failed" },
  refused: { zh: "被拒的帧", en: "Refused frames" },
  refusedFrame: { zh: "被拒的帧", en: "Refused frame" },
  leftOut: { zh: "收不到它的客户端", en: "Clients that do not get it" },
  took: { zh: "用时", en: "Took" },
  event: { zh: "事件", en: "Event" },
  sent: { zh: "发出消息", en: "Sent message" },
  sentBy: { zh: "发送它的调用", en: "Sent by" },
  likely: {
    zh: "同样 5 秒内的其他调用，可能与此有关",
    en: "Other calls of the same 5 s, probably related",
  },
  whyLikely: {
    zh: "它们没有引用这条消息、它的群或发送者，不计入上面的数字",
    en: "They quote neither this message nor its group or sender, and are not counted above",
  },
  formats: { zh: "格式", en: "Format" },
  window: { zh: "之后 5 秒内的调用都算在这里", en: "Calls within 5 s are counted here" },
  inWire: { zh: "在报文中看", en: "Show in Wire" },
  nobody: { zh: "没有机器人收到", en: "No bot got it" },
  whyNobody: {
    zh: "发出时，没有机器人连接在能看到这条消息的账号上",
    en: "No bot was connected to an account that sees this message when it was sent",
  },
  loading: { zh: "正在读取帧…", en: "Reading the frames…" },
  lost: {
    zh: "这条消息的帧已被更新的帧挤出，服务端不再保留",
    en: "The frames of this message were pushed out by newer ones; the server keeps them no more",
  },
} as const satisfies Record<string, Told>;

export function traceOf(message: string): Told {
  return { zh: `追踪 · 消息 ${message}`, en: `Trace · message ${message}` };
}

/** The server has less than all of what followed. */
export function partlyLost(count: number): Told {
  return {
    zh: `页面漏了 ${count} 帧，这里可能不全`,
    en: `The page missed ${count} frames; this may not be all`,
  };
}
