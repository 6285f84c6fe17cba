/** Words for what can be done with a message. */
import type { Told } from "../../../words/language.ts";

export const tools = {
  tools: { zh: "消息操作", en: "Message actions" },
  reply: { zh: "回复", en: "Reply" },
  react: { zh: "表情回应", en: "React" },
  trace: { zh: "追踪", en: "Trace" },
  more: { zh: "更多", en: "More" },
  copy: { zh: "复制文字", en: "Copy the text" },
  copyId: { zh: "复制 message_id", en: "Copy message_id" },
  forward: { zh: "转发到…", en: "Forward to…" },
  essence: { zh: "设为精华", en: "Set as essence" },
  noEssence: { zh: "移出精华", en: "Remove from essence" },
  json: { zh: "看 JSON", en: "Show JSON" },
  recall: { zh: "撤回", en: "Recall" },
  discard: { zh: "删除", en: "Discard" },
  poke: { zh: "戳一戳 TA", en: "Poke" },
  mention: { zh: "@ TA", en: "Mention" },
  again: { zh: "重发", en: "Send again" },
  waiting: { zh: "等待重连后发送", en: "Will be sent when back" },
} as const satisfies Record<string, Told>;
