/** The packages that the bots are made of, each kit in a folder of its own. */

export interface Kit {
  readonly name: string;
  readonly installer: "pip" | "npm" | "go";
  readonly packages: readonly string[];
  /** The interpreters that will do, best first; `python3` where absent. */
  readonly pythons?: readonly string[];
}

// napcat-sdk and NcatBot 5 are written for these.
const newer = ["python3.14", "python3.13", "python3.12"];

export const nonebot: Kit = {
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

export const koishi: Kit = {
  name: "koishi",
  installer: "npm",
  packages: [
    "koishi@4.18.11",
    "koishi-plugin-adapter-onebot@6.9.4",
    "@koishijs/plugin-http@0.6.3",
    "@koishijs/plugin-server@3.2.9",
  ],
};

export const nodeNapcat: Kit = {
  name: "node-napcat-ts",
  installer: "npm",
  packages: ["node-napcat-ts@0.4.25"],
};

export const napcatSdk: Kit = {
  name: "napcat-sdk",
  installer: "pip",
  packages: ["napcat-sdk==0.6.8", "websockets==17.4"],
  pythons: newer,
};

export const ncatbot4: Kit = {
  name: "ncatbot4",
  installer: "pip",
  packages: ["ncatbot==4.4.1.post1", "websockets==17.4"],
};

export const ncatbot5: Kit = {
  name: "ncatbot5",
  installer: "pip",
  packages: ["ncatbot5==5.5.10", "websockets==17.4"],
  pythons: newer,
};

export const aiocqhttp: Kit = {
  name: "aiocqhttp",
  installer: "pip",
  packages: ["aiocqhttp==1.4.4", "quart==0.22.0", "hypercorn==0.18.0"],
};

export const zerobot: Kit = {
  name: "zerobot",
  installer: "go",
  packages: ["github.com/wdvxdr1123/ZeroBot@v1.8.2"],
};

export const olivos: Kit = {
  name: "olivos",
  installer: "pip",
  // It pins a Pillow that newer interpreters have no build of.
  packages: ["OlivOS==0.11.25"],
  pythons: ["python3.11", "python3.10", "python3"],
};

export const plugins: Kit = {
  name: "plugins",
  installer: "pip",
  packages: [
    ...nonebot.packages,
    "nonebot-plugin-admin==1.0.4.3",
    "nonebot-plugin-fakemsg==0.1.9",
    "nonebot-plugin-eventmonitor==0.4.9",
    "nonebot-plugin-group-file-admin==0.1.3",
  ],
};

export const astrbot: Kit = {
  name: "astrbot",
  installer: "pip",
  packages: ["astrbot==4.29.3", "aiocqhttp==1.4.4"],
  pythons: newer,
};
