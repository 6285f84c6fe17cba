/** Words for the parts of a message, as the list of conversations and the quotations show them. */
import type { Told } from "../../../words/language.ts";

export const segmentWords = {
  face: { zh: "[表情]", en: "[Emoji]" },
  image: { zh: "[图片]", en: "[Picture]" },
  record: { zh: "[语音]", en: "[Voice]" },
  video: { zh: "[视频]", en: "[Video]" },
  file: { zh: "[文件]", en: "[File]" },
  rps: { zh: "[猜拳]", en: "[Rock-paper-scissors]" },
  dice: { zh: "[骰子]", en: "[Dice]" },
  shake: { zh: "[窗口抖动]", en: "[Shake]" },
  poke: { zh: "[戳一戳]", en: "[Poke]" },
  anonymous: { zh: "[匿名]", en: "[Anonymous]" },
  share: { zh: "[链接]", en: "[Share]" },
  contact: { zh: "[推荐]", en: "[Contact]" },
  location: { zh: "[位置]", en: "[Place]" },
  music: { zh: "[音乐]", en: "[Music]" },
  forward: { zh: "[聊天记录]", en: "[Forward]" },
  node: { zh: "[聊天记录]", en: "[Forward]" },
  xml: { zh: "[卡片]", en: "[Card]" },
  json: { zh: "[卡片]", en: "[Card]" },
} as const satisfies Record<string, Told>;
