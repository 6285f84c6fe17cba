/** Words on the small forms of cards, and in the dialogs where somebody or something is chosen. */
import type { Told } from "../../../words/language.ts";

export const form = {
  title: { zh: "标题", en: "Title" },
  content: { zh: "内容", en: "Content" },
  picture: { zh: "图片地址", en: "Address of a picture" },
  address: { zh: "链接", en: "Address" },
  latitude: { zh: "纬度", en: "Latitude" },
  longitude: { zh: "经度", en: "Longitude" },
  source: { zh: "来源", en: "From" },
  song: { zh: "歌曲 ID", en: "Song id" },
  audio: { zh: "音频地址", en: "Address of the sound" },
  json: { zh: "JSON", en: "JSON" },
  kind: { zh: "类型", en: "Kind" },
  person: { zh: "人", en: "Person" },
  group: { zh: "群", en: "Group" },
  number: { zh: "号码", en: "Number" },
  qq: { zh: "QQ 音乐", en: "QQ Music" },
  netease: { zh: "网易云音乐", en: "NetEase Music" },
  kugou: { zh: "酷狗音乐", en: "KuGou" },
  migu: { zh: "咪咕音乐", en: "Migu" },
  kuwo: { zh: "酷我音乐", en: "Kuwo" },
  xiami: { zh: "虾米音乐", en: "Xiami" },
  custom: { zh: "自定义", en: "Custom" },
  needed: { zh: "这一项要填", en: "This is needed" },
  notNumber: { zh: "要填数字号码", en: "This must be a number" },
  notDegrees: (most: number): Told => ({
    zh: `要在 -${most} 到 ${most} 之间`,
    en: `This must be from -${most} to ${most}`,
  }),
  notJson: (reason: string): Told => ({
    zh: `不是合法的 JSON：${reason}`,
    en: `This is not valid JSON: ${reason}`,
  }),
} as const satisfies Record<string, Told | ((...given: never[]) => Told)>;

export const formTitles = {
  share: { zh: "链接分享", en: "Share a link" },
  location: { zh: "位置", en: "Place" },
  music: { zh: "音乐", en: "Music" },
  json: { zh: "JSON 卡片", en: "JSON card" },
  contact: { zh: "推荐联系人或群", en: "Recommend somebody or a group" },
} as const satisfies Record<string, Told>;

export const choosing = {
  optional: { zh: "可选", en: "optional" },
  forwardMany: { zh: "合并转发", en: "Forward as one" },
  whichMessages: { zh: "勾选要合并转发的消息", en: "Tick the messages to forward as one" },
  forwardTo: { zh: "转发到…", en: "Forward to…" },
  pokeWhom: { zh: "戳谁", en: "Whom to poke" },
  search: { zh: "搜索", en: "Search" },
  nobody: { zh: "没有找到", en: "Nothing found" },
  noMessages: { zh: "这里还没有可以转发的消息", en: "There are no messages to forward yet" },
} as const satisfies Record<string, Told>;

export function sendMany(count: number): Told {
  return { zh: `发送 ${count} 条`, en: count === 1 ? "Send 1 message" : `Send ${count} messages` };
}
