/** The files of the page: what the bundler makes of its code, and its styles as they are written. */
import type { HTMLBundle } from "bun";

import icon from "./page/icon.svg" with { type: "text" };
import page from "./page/index.html";

import base from "./page/style/base.css" with { type: "text" };
import chat from "./page/style/chat.css" with { type: "text" };
import composer from "./page/style/composer.css" with { type: "text" };
import connections from "./page/style/connections.css" with { type: "text" };
import group from "./page/style/group.css" with { type: "text" };
import message from "./page/style/message.css" with { type: "text" };
import narrow from "./page/style/narrow.css" with { type: "text" };
import palette from "./page/style/palette.css" with { type: "text" };
import part from "./page/style/part.css" with { type: "text" };
import shell from "./page/style/shell.css" with { type: "text" };
import tokens from "./page/style/tokens.css" with { type: "text" };
import trace from "./page/style/trace.css" with { type: "text" };
import welcome from "./page/style/welcome.css" with { type: "text" };
import wire from "./page/style/wire.css" with { type: "text" };
import world from "./page/style/world.css" with { type: "text" };

export interface PageFile {
  readonly type: string;
  readonly body: string;
}

/** The files by path. The styles do not go through Bun's bundler, which lowers light-dark() and logical properties. */
export interface PageFiles {
  readonly index: PageFile;
  readonly others: ReadonlyMap<string, PageFile>;
}

const styles = [
  base,
  tokens,
  part,
  shell,
  chat,
  message,
  composer,
  connections,
  welcome,
  wire,
  trace,
  palette,
  group,
  world,
  narrow,
].join("\n");

let made: Promise<PageFiles> | undefined;

/** Made once: within the executable they lie ready, from source the bundler makes them first. */
export function pageFiles(): Promise<PageFiles> {
  return (made ??= makeFiles());
}

async function makeFiles(): Promise<PageFiles> {
  const scripts = await (page.files ? readScripts(page) : buildScripts());
  const [script] = scripts.keys();
  const style = `/console/${digest(styles)}.css`;
  const others = new Map<string, PageFile>([
    [style, { type: "text/css; charset=utf-8", body: styles }],
    ["/console/icon.svg", { type: "image/svg+xml", body: icon }],
  ]);
  for (const [path, body] of scripts)
    others.set(path, { type: "text/javascript; charset=utf-8", body });
  const body = indexHtml(script ?? "", style);
  return { index: { type: "text/html; charset=utf-8", body }, others };
}

/** What is seen before the script has run, which then draws the same and more in its place. */
const frame =
  '<div class="app"><header class="top"><span class="brand"><span>onebot</span></span></header></div>';

function indexHtml(script: string, style: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>onebot</title>
<link rel="icon" href="/console/icon.svg">
<link rel="stylesheet" href="${style}">
<script type="module" src="${script}"></script>
</head>
<body><div id="root">${frame}</div></body>
</html>
`;
}

/** From the executable, where the bundler has put them. */
function readScripts({ files = [] }: HTMLBundle): Promise<Map<string, string>> {
  return named(files.filter(({ loader }) => loader === "js").map(({ path }) => Bun.file(path)));
}

async function buildScripts(): Promise<Map<string, string>> {
  const { outputs } = await Bun.build({
    entrypoints: [`${import.meta.dir}/page/main.tsx`],
    minify: true,
    define: { "process.env.NODE_ENV": '"production"' },
  });
  return named(outputs);
}

/** Scripts by path: another content has another one, so that browsers may keep them. */
async function named(scripts: readonly Pick<Blob, "text">[]): Promise<Map<string, string>> {
  const bodies = await Promise.all(scripts.map((script) => script.text()));
  return new Map(bodies.map((body) => [`/console/${digest(body)}.js`, body]));
}

function digest(text: string): string {
  return new Bun.CryptoHasher("sha256").update(text).digest("hex").slice(0, 12);
}
