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
];
