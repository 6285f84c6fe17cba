/** Words of recording a conversation. */
import type { Told } from "../../../words/language.ts";

export const recording = {
  record: { zh: "录制对话", en: "Record the conversation" },
  stop: { zh: "停止录制", en: "Stop recording" },
  written: { zh: "录下的对话", en: "What was recorded" },
  how: {
    zh: "保存为 .chat 文件，用 onebot play 重放：机器人说过的话就是期望它再说的话",
    en: "Save it as a .chat file and play it with onebot play: what the bot said is what it is expected to say",
  },
  download: { zh: "下载 .chat", en: "Download .chat" },
  scene: { zh: "录下的对话", en: "A recorded conversation" },
} as const satisfies Record<string, Told>;

export function recorded(count: number): Told {
  return { zh: `已录 ${count} 件`, en: `${count} recorded` };
}
