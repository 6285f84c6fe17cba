/** Words where one writes a message. */
import type { Told } from "../../../words/language.ts";

export const composer = {
  reply: { zh: "取消回复", en: "Drop the reply" },
  emoji: { zh: "表情", en: "Emoji" },
  mention: { zh: "提到", en: "Mention" },
  everyone: { zh: "全体成员", en: "everyone" },
  adminsOnly: { zh: "仅群主和管理员", en: "owner and admins only" },
  mentions: { zh: "提到谁", en: "Whom to mention" },
  picture: { zh: "图片", en: "Picture" },
  file: { zh: "文件", en: "File" },
  voice: { zh: "语音", en: "Voice" },
  record: { zh: "录音", en: "Record" },
  chooseVoice: { zh: "选择音频文件…", en: "Choose an audio file…" },
  recording: { zh: "正在录音", en: "Recording" },
  stop: { zh: "停止", en: "Stop" },
  cancel: { zh: "取消", en: "Cancel" },
  noMicrophone: { zh: "用不了麦克风", en: "The microphone cannot be used" },
  insecure: {
    zh: "浏览器只在 https 或本机地址上允许录音",
    en: "Browsers record only over https or on this machine's own address",
  },
  games: { zh: "骰子、猜拳", en: "Dice, rock-paper-scissors" },
  dice: { zh: "骰子", en: "Dice" },
  rps: { zh: "猜拳", en: "Rock-paper-scissors" },
  byChance: { zh: "随机", en: "By chance" },
  video: { zh: "视频", en: "Video" },
  more: {
    zh: "更多：视频、卡片、位置、音乐、合并转发",
    en: "More: video, card, place, music, forward",
  },
  poke: { zh: "戳一戳", en: "Poke" },
  attachments: { zh: "附件", en: "Attachments" },
  whole: {
    zh: "全员禁言中，只有群主和管理员可以发言",
    en: "Everyone is muted: only the owner and admins may speak",
  },
  jump: { zh: "拨到解禁时刻", en: "Jump to when it ends" },
  frozen: { zh: "时钟停着，倒计时也停着", en: "The clock is frozen, and so is the countdown" },
  watchAgain: { zh: "改回旁观", en: "Only watch again" },
  recent: { zh: "最近使用", en: "Recent" },
  faces: { zh: "QQ 表情", en: "QQ faces" },
  smileys: { zh: "笑脸", en: "Smileys" },
  gestures: { zh: "手势与人", en: "Gestures and people" },
  nature: { zh: "动物与自然", en: "Animals and nature" },
  things: { zh: "食物与物品", en: "Food and things" },
  symbols: { zh: "符号", en: "Symbols" },
  tooLarge: { zh: "附件加起来不能超过 64 MB", en: "Attachments may have 64 MB in all" },
  tooMany: { zh: "一次最多 20 个附件", en: "A message takes 20 attachments at most" },
} as const satisfies Record<string, Told>;

export function replyTo(name: string, line: string): Told {
  return { zh: `回复 ${name}：${line}`, en: `Reply to ${name}: ${line}` };
}

export function dropInto(name: string): Told {
  return { zh: `松开即放进给 ${name} 的消息`, en: `Drop into the message to ${name}` };
}

export function removeOf(name: string): Told {
  return { zh: `移除 ${name}`, en: `Remove ${name}` };
}

export function mutedFor(left: string): Told {
  return { zh: `禁言中，剩 ${left}`, en: `Muted, ${left} left` };
}

export function leftToday(count: number): Told {
  return { zh: `今日剩 ${count} 次`, en: `${count} left today` };
}

export function showing(result: string): Told {
  return { zh: `掷出 ${result}`, en: `Throw ${result}` };
}
