/** What people say in the tests of the page: every kind of segment, and texts that try to be more than text. */
import type { Page } from "playwright-core";

import type { Client, Json } from "../support/client.ts";
import { group } from "../support/server.ts";

export interface Sent {
  readonly type: string;
  readonly data: Json;
}

export function segment(type: string, data: Json = {}): Sent[] {
  return [{ type, data }];
}

/** Says something in the group; gives the message's id. */
export async function say(who: Client, message: unknown): Promise<number> {
  const { message_id } = await who.ask<{ message_id: number }>("send_group_msg", {
    group_id: group,
    message,
  });
  return message_id;
}

export const nodes = [
  { type: "node", data: { user_id: "20003", nickname: "Bob", content: "quick today" } },
  {
    type: "node",
    data: {
      user_id: "10001",
      nickname: "Bot",
      content: [{ type: "node", data: { nickname: "Carol", content: "the inner one" } }],
    },
  },
];

const json = JSON.stringify({
  app: "com.example.card",
  prompt: "[Weather]",
  meta: {
    detail: { title: "Shanghai, cloudy", desc: "12 to 18 degrees", jumpUrl: "https://a.example/" },
  },
});
const xml =
  '<?xml version="1.0"?><msg brief="[Notice]" url="https://a.example/"><item><title>Update tonight</title><summary>at eight</summary></item><source name="Notice"/></msg>';

/** One message of each kind there is; `video` is a base64 source, `quoted` the message that one answers. */
export function everyKind({
  video,
  quoted,
}: {
  video: string;
  quoted: number;
}): readonly unknown[] {
  return [
    [
      { type: "reply", data: { id: String(quoted) } },
      { type: "at", data: { qq: "20002" } },
      { type: "text", data: { text: " see https://a.example/page?x=1. " } },
      { type: "face", data: { id: "14" } },
    ],
    segment("image", { file: "sample.png" }),
    [...segment("text", { text: "with words " }), ...segment("image", { file: "sample.png" })],
    segment("image", { file: "sample.png", sub_type: "1" }),
    segment("record", { file: "sample.wav" }),
    segment("video", { file: video }),
    segment("file", { file: `base64://${btoa("text")}`, name: "report.txt" }),
    nodes,
    segment("json", { data: json }),
    segment("json", { data: '{"a":1}' }),
    segment("xml", { data: xml }),
    segment("share", { url: "https://a.example/", title: "A page", content: "of words" }),
    segment("music", { type: "163", id: "1" }),
    segment("music", {
      type: "custom",
      url: "https://a.example/",
      audio: "https://a.example/a.mp3",
      title: "Sunny day",
    }),
    segment("location", { lat: "31.2", lon: "121.5", title: "People's Square" }),
    segment("contact", { type: "qq", id: "20004" }),
    segment("contact", { type: "group", id: "10020" }),
    segment("dice"),
    segment("rps"),
    segment("poke", { type: "126", id: "2007" }),
    segment("shake"),
    segment("markdown", { content: "# Head" }),
    segment("mface", { summary: "[happy]" }),
    segment("basketball"),
  ];
}

/** Makes a second of a moving picture where it will be played; for `page.evaluate`. */
const drawing = `new Promise((resolve) => {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: "video/webm" });
  recorder.ondataavailable = async ({ data }) => resolve((await data.bytes()).toBase64());
  recorder.start();
  let frames = 0;
  const timer = setInterval(() => {
    context.fillRect(frames, frames, 20, 20);
    if (++frames < 20) return;
    clearInterval(timer);
    recorder.stop();
  }, 50);
})`;

export async function makeVideo(page: Page): Promise<string> {
  return `base64://${await page.evaluate<string>(drawing)}`;
}

/** What would run, or be an element, if any of it were taken for HTML, an address or a template. */
export const hostile = [
  "<script>window.hurt=1</script>",
  "<img src=x onerror=window.hurt=1>",
  "<svg/onload=window.hurt=1>",
  '"><iframe srcdoc="<script>parent.hurt=1</script>"></iframe>',
  "javascript:window.hurt=1",
  "<a href=javascript:window.hurt=1>click</a>",
  "<style>*{display:none}</style>",
  "</title></textarea><script>window.hurt=1</script>",
  "{{constructor.constructor('window.hurt=1')()}}",
  "${window.hurt=1}",
  "<math><mi//xlink:href='data:x,<script>window.hurt=1</script>'>",
  "&lt;script&gt;window.hurt=1&lt;/script&gt;",
  "\u202e<b>rtl</b>\u202c",
  "__proto__",
  "constructor",
];
