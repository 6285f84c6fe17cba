/** The bots that are run, and the packages they are made of. */

export interface Bot {
  /** What the command line picks it by: all of it, or the part before the slash. */
  readonly name: string;
  readonly kit: Kit;
  /** The file beside this one that is the bot. */
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
  /** What makes the server reach the bot at a port; absent where the bot dials the server. */
  readonly settings?: (port: number) => readonly string[];
}

/** Signs what is posted to bots. */
export const secret = "kitten";

/** Packages that are installed into one folder. */
export interface Kit {
  readonly name: string;
  readonly installer: "pip" | "npm";
  readonly packages: readonly string[];
}

const nonebot: Kit = {
  name: "nonebot",
  installer: "pip",
  // The two WebSocket libraries are pinned as well: they are what really talks to the server.
  packages: [
    "nonebot2[aiohttp,websockets,fastapi,httpx]==2.5.0",
    "nonebot-adapter-onebot==2.4.6",
    "aiohttp==3.14.5",
    "websockets==17.4",
  ],
};

const koishi: Kit = {
  name: "koishi",
  installer: "npm",
  packages: [
    "koishi@4.18.11",
    "koishi-plugin-adapter-onebot@6.9.4",
    "@koishijs/plugin-http@0.6.3",
    "@koishijs/plugin-server@3.2.9",
  ],
};

const napcat: Kit = {
  name: "node-napcat-ts",
  installer: "npm",
  packages: ["node-napcat-ts@0.4.25"],
};

const aiocqhttp: Kit = {
  name: "aiocqhttp",
  installer: "pip",
  // The web server under it is pinned as well: it is what the server really talks to.
  packages: ["aiocqhttp==1.4.4", "Quart==0.22.0", "Hypercorn==0.18.0"],
};

/** SDKs that read what NapCat gives into types, and drop what lacks a field of it. */
const typed = {
  napcatSdk: { name: "napcat-sdk", installer: "pip", packages: ["napcat-sdk==0.6.8"] },
  ncatbot4: { name: "ncatbot4", installer: "pip", packages: ["ncatbot==4.4.1.post1"] },
  ncatbot5: { name: "ncatbot5", installer: "pip", packages: ["ncatbot5==5.5.10"] },
} as const satisfies Record<string, Kit>;

const astrbot: Kit = { name: "astrbot", installer: "pip", packages: ["astrbot==4.29.3"] };

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

export const bots: readonly Bot[] = [
  {
    name: "nonebot/websockets",
    kit: nonebot,
    file: "nonebot.py",
    env: { DRIVER: "~websockets" },
  },
  { name: "nonebot/aiohttp", kit: nonebot, file: "nonebot.py", env: { DRIVER: "~aiohttp" } },
  {
    name: "nonebot/reverse",
    kit: nonebot,
    file: "nonebot.py",
    env: { DRIVER: "~fastapi" },
    settings: dial("/onebot/v11/ws"),
  },
  {
    name: "nonebot/http",
    kit: nonebot,
    file: "nonebot.py",
    env: { DRIVER: "~fastapi+~httpx" },
    settings: post("/onebot/v11/"),
  },
  { name: "koishi/ws", kit: koishi, file: "koishi.cjs", env: { MODE: "ws" } },
  {
    name: "koishi/ws-reverse",
    kit: koishi,
    file: "koishi.cjs",
    env: { MODE: "ws-reverse" },
    settings: dial("/onebot"),
  },
  { name: "node-napcat-ts", kit: napcat, file: "node-napcat-ts.mjs", env: {} },
  {
    name: "aiocqhttp/reverse",
    kit: aiocqhttp,
    file: "aiocqhttp.py",
    env: { MODE: "reverse" },
    settings: dial("/ws"),
  },
  {
    name: "aiocqhttp/http",
    kit: aiocqhttp,
    file: "aiocqhttp.py",
    env: { MODE: "http" },
    settings: post("/"),
  },
  { name: "napcat-sdk", kit: typed.napcatSdk, file: "napcat-sdk.py", env: {} },
  { name: "ncatbot4", kit: typed.ncatbot4, file: "ncatbot4.py", env: {} },
  { name: "ncatbot5", kit: typed.ncatbot5, file: "ncatbot5.py", env: {} },
  { name: "astrbot", kit: astrbot, file: "astrbot.py", env: {}, settings: dial("/ws") },
];
