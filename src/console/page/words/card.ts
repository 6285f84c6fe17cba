/** Words on the cards, media and other parts of a message. */
import type { Told } from "../../../words/language.ts";

export const card = {
  showJson: { zh: "看 JSON", en: "Show JSON" },
  picture: { zh: "图片", en: "Picture" },
  sticker: { zh: "动画表情", en: "Sticker" },
  flash: { zh: "闪照", en: "Flash picture" },
  gone: { zh: "内容已失效", en: "No longer there" },
  download: { zh: "下载", en: "Download" },
  play: { zh: "播放", en: "Play" },
  pause: { zh: "暂停", en: "Pause" },
  voice: { zh: "语音", en: "Voice" },
  position: { zh: "播放进度", en: "Position" },
  video: { zh: "视频", en: "Video" },
  file: { zh: "文件", en: "File" },
  unplayable: { zh: "浏览器放不了这种格式", en: "Browsers cannot play this format" },
  history: { zh: "群聊的聊天记录", en: "Chat history of a group" },
  place: { zh: "位置", en: "Place" },
  share: { zh: "链接分享", en: "Share" },
  music: { zh: "音乐", en: "Music" },
  person: { zh: "推荐联系人", en: "Recommended person" },
  group: { zh: "推荐群", en: "Recommended group" },
  card: { zh: "卡片", en: "Card" },
  openLink: { zh: "在新标签页打开", en: "Open in a new tab" },
  quoteRecalled: { zh: "引用的消息已撤回", en: "Quoted message was recalled" },
  quoteUnknown: { zh: "引用的消息找不到了", en: "Quoted message cannot be found" },
  loading: { zh: "加载中…", en: "Loading…" },
  poke: { zh: "戳一戳", en: "Poke" },
  shake: { zh: "窗口抖动", en: "Shake" },
  anonymous: { zh: "匿名", en: "Anonymous" },
  rock: { zh: "石头", en: "Rock" },
  scissors: { zh: "剪刀", en: "Scissors" },
  paper: { zh: "布", en: "Paper" },
  rps: { zh: "猜拳", en: "Rock-paper-scissors" },
  dice: { zh: "骰子", en: "Dice" },
} as const satisfies Record<string, Told>;

/** Where music comes from, by the `type` of its segment. */
export const musicSources: Readonly<Record<string, Told>> = {
  qq: { zh: "QQ 音乐", en: "QQ Music" },
  "163": { zh: "网易云音乐", en: "NetEase Music" },
  xm: { zh: "虾米音乐", en: "Xiami" },
  kugou: { zh: "酷狗音乐", en: "KuGou" },
  migu: { zh: "咪咕音乐", en: "Migu" },
  kuwo: { zh: "酷我音乐", en: "Kuwo" },
};

export function openMessages(count: number): Told {
  return {
    zh: `查看 ${count} 条消息`,
    en: count === 1 ? "Open 1 message" : `Open ${count} messages`,
  };
}

export const openHistory: Told = { zh: "查看聊天记录", en: "Open the messages" };

export function quoteFrom(name: string): Told {
  return { zh: `跳到 ${name} 的消息`, en: `Go to the message of ${name}` };
}
