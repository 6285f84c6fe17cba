/** The bots that are run, and what each of them proves. */
import * as kits from "./kits.ts";
import type { Kit } from "./kits.ts";
import { play } from "./play.ts";
import type { Step } from "./play.ts";

export interface Bot {
  /** What the command line picks it by: all of it, or the part before the slash. */
  readonly name: string;
  /** What a pass shows, beside the pong, the recall and the ban that every bot makes. */
  readonly proves: string;
  readonly kit: Kit;
  /** The file beside this one that is the bot. */
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
  /** What makes the server reach the bot at a port; absent where the bot dials the server. */
  readonly settings?: (port: number) => readonly string[];
  /** What is done to a bot that answers no ping and does not end by itself. */
  readonly play?: readonly Step[];
}

/** Signs what is posted to bots. */
export const secret = "kitten";

function dial(path: string) {
  return (port: number) => [
    `ws_reverse.url=ws://127.0.0.1:${port}${path}`,
    "ws_reverse.use_universal_client=true",
    "ws_reverse.reconnect_interval=500",
  ];
}

function post(path: string) {
  return (port: number) => [
    `http_post.url=http://127.0.0.1:${port}${path}`,
    `http_post.secret=${secret}`,
  ];
}

const typed =
  "its models of NapCat's messages, members, files, essence, forwards and pokes read what is sent";

export const bots: readonly Bot[] = [
  {
    name: "nonebot/websockets",
    proves: "NoneBot dials in with the websockets library",
    kit: kits.nonebot,
    file: "nonebot.py",
    env: { DRIVER: "~websockets" },
  },
  {
    name: "nonebot/aiohttp",
    proves: "NoneBot dials in with aiohttp",
    kit: kits.nonebot,
    file: "nonebot.py",
    env: { DRIVER: "~aiohttp" },
  },
  {
    name: "nonebot/reverse",
    proves: "NoneBot is dialled",
    kit: kits.nonebot,
    file: "nonebot.py",
    env: { DRIVER: "~fastapi" },
    settings: dial("/onebot/v11/ws"),
  },
  {
    name: "nonebot/http",
    proves: "NoneBot gets signed posts and calls by HTTP",
    kit: kits.nonebot,
    file: "nonebot.py",
    env: { DRIVER: "~fastapi+~httpx" },
    settings: post("/onebot/v11/"),
  },
  {
    name: "koishi/ws",
    proves: "Koishi dials in",
    kit: kits.koishi,
    file: "koishi.cjs",
    env: { MODE: "ws" },
  },
  {
    name: "koishi/ws-reverse",
    proves: "Koishi is dialled",
    kit: kits.koishi,
    file: "koishi.cjs",
    env: { MODE: "ws-reverse" },
    settings: dial("/onebot"),
  },
  {
    name: "node-napcat-ts",
    proves: "node-napcat-ts dials in",
    kit: kits.nodeNapcat,
    file: "node-napcat-ts.mjs",
    env: {},
  },
  {
    name: "napcat-sdk/ws",
    proves: typed,
    kit: kits.napcatSdk,
    file: "napcat-sdk.py",
    env: {},
  },
  {
    name: "napcat-sdk/reverse",
    proves: "the same where it is dialled",
    kit: kits.napcatSdk,
    file: "napcat-sdk.py",
    env: {},
    settings: dial("/"),
  },
  { name: "ncatbot4", proves: typed, kit: kits.ncatbot4, file: "ncatbot4.py", env: {} },
  { name: "ncatbot5/ws", proves: typed, kit: kits.ncatbot5, file: "ncatbot5.py", env: {} },
  {
    name: "aiocqhttp/reverse",
    proves: "aiocqhttp, which AstrBot stands on, is dialled",
    kit: kits.aiocqhttp,
    file: "aiocqhttp.py",
    env: {},
    settings: dial("/ws/"),
  },
  {
    name: "aiocqhttp/http",
    proves: "aiocqhttp gets signed posts and calls by HTTP",
    kit: kits.aiocqhttp,
    file: "aiocqhttp.py",
    env: { MODE: "http" },
    settings: post("/"),
  },
  {
    name: "astrbot",
    proves: "AstrBot's adapter is dialled, knows sender and members, and finds its own words",
    kit: kits.astrbot,
    file: "astrbot.py",
    env: {},
    settings: dial("/ws"),
  },
  {
    name: "zerobot/ws",
    proves: "a bot in Go takes its account from the first frame and sends null for no params",
    kit: kits.zerobot,
    file: "zerobot.go",
    env: {},
  },
  {
    name: "zerobot/http",
    proves: "ZeroBot gets signed posts, and calls without a Content-Type",
    kit: kits.zerobot,
    file: "zerobot.go",
    env: { MODE: "http" },
    settings: post("/"),
  },
  {
    name: "olivos/http",
    proves: "OlivOS gets events as CQ text, and its frames with ids of -1 are understood",
    kit: kits.olivos,
    file: "olivos.py",
    env: {},
    settings: (port) => [...post("/")(port), 'event.message_format="string"'],
  },
  {
    name: "plugins",
    proves:
      "plugins for NoneBot moderate, forward, send an avatar and keep files as people ask them to",
    kit: kits.plugins,
    file: "plugins.py",
    env: {},
    play,
  },
];
