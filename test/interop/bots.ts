/** The bots that are run, and the packages they are made of. */

export interface Bot {
  /** What the command line picks it by: all of it, or the part before the slash. */
  readonly name: string;
  readonly kit: Kit;
  /** The file beside this one that is the bot. */
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
}

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

export const bots: readonly Bot[] = [
  {
    name: "nonebot/websockets",
    kit: nonebot,
    file: "nonebot.py",
    env: { DRIVER: "~websockets" },
  },
  { name: "nonebot/aiohttp", kit: nonebot, file: "nonebot.py", env: { DRIVER: "~aiohttp" } },
  { name: "koishi/ws", kit: koishi, file: "koishi.cjs", env: { MODE: "ws" } },
  { name: "node-napcat-ts", kit: napcat, file: "node-napcat-ts.mjs", env: {} },
];
