/** What stands for a segment of a message where only words can stand. */
import type { SegmentType } from "../protocol/segment.ts";
import type { Told } from "./language.ts";

const chinese: Readonly<Record<SegmentType, string>> = {
  text: "文本",
  face: "表情",
  image: "图片",
  record: "语音",
  video: "视频",
  file: "文件",
  at: "@",
  rps: "猜拳",
  dice: "骰子",
  shake: "窗口抖动",
  poke: "戳一戳",
  anonymous: "匿名",
  share: "链接",
  contact: "名片",
  location: "位置",
  music: "音乐",
  reply: "回复",
  forward: "聊天记录",
  node: "聊天记录",
  xml: "卡片",
  json: "卡片",
  basketball: "篮球",
  bface: "表情",
  cardimage: "图片",
  flash_file: "闪传文件",
  flashtransfer: "闪传文件",
  gift: "礼物",
  hb: "红包",
  keyboard: "按钮",
  lightapp: "小程序",
  longmsg: "长消息",
  markdown: "富文本",
  mface: "表情",
  miniapp: "小程序",
  new_dice: "骰子",
  new_rps: "猜拳",
  onlinefile: "在线文件",
  redbag: "红包",
  sface: "表情",
  show: "秀图",
  tts: "语音",
};

/** A segment in brackets, with its name where it has one. */
export function segment(type: string, name: unknown): Told {
  const more = typeof name === "string" && name !== "" ? ` ${name}` : "";
  const known = Object.hasOwn(chinese, type) ? chinese[type as SegmentType] : type;
  return { en: `[${type}${more}]`, zh: `[${known}${more}]` };
}
