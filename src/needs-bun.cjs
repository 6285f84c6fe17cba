/** Runs in any Node.js or Bun, before anything that only the right Bun understands: says which one is needed. */
const { spawnSync } = require("node:child_process");

const needed = [1, 4, 5];

/** The version of the Bun that runs this project, undefined where there is none. */
function versionOfBun() {
  const [, runner] = /^bun\/(\S+)/.exec(process.env.npm_config_user_agent ?? "") ?? [];
  const found = process.versions.bun ?? runner;
  return (
    found ?? (spawnSync("bun", ["--version"], { encoding: "utf8" }).stdout ?? undefined)?.trim()
  );
}

function isEnough(version) {
  const given = version.split(/[.-]/).map(Number);
  const at = needed.findIndex((part, index) => part !== given[index]);
  return at < 0 || given[at] > needed[at];
}

const version = versionOfBun();
if (version === undefined || !isEnough(version)) {
  const which = needed.join(".");
  const here = version === undefined ? "there is none here" : `this is ${version}`;
  const heard = version === undefined ? "这里没有 Bun" : `当前是 ${version}`;
  process.stderr.write(`onebot needs Bun ${which} or later; ${here}. Either
  npx -y bun@${which} start          fetches it for this once, or
  npm install -g bun@${which}        installs it; then: bun start
onebot 需要 Bun ${which} 或更新的版本；${heard}。任选其一：
  npx -y bun@${which} start          只为这一次下载
  npm install -g bun@${which}        安装；然后：bun start
`);
  process.exit(1);
}
