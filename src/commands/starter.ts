/**
 * What stands between a shell and a server that runs from source: `bun start`, and npx where it fetched Bun. What
 * ends them they do not pass on, and nobody would find the server that they leave.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const interval = 500;
/** Above `bun start` npx is a shell and npm itself. */
const maxAbove = 2;

/**
 * Fulfilled when what started this server by a script of this package is gone. A server that was started in any
 * other way (the executable, a shell, a script of another package) outlives whoever started it.
 */
export function starterGone(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const own = join(import.meta.dir, "../../package.json");
  if (process.env["npm_package_json"] !== own || process.platform === "win32") return promise;
  const parent = process.ppid;
  const above = runnersAbove(parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && above.every((id) => isAlive(id))) return;
    clearInterval(timer);
    resolve();
  }, interval);
  timer.unref();
  return promise;
}

/** The processes from above this one up to npx; none where there is no npx, or no `ps` to be asked. */
function runnersAbove(id: number): number[] {
  const above: number[] = [];
  for (let child = id; above.length < maxAbove;) {
    const parent = Number(ps(child, "ppid"));
    if (!(parent > 1)) return [];
    above.push(parent);
    if (/\bnpm exec\b|\bnpx\b/.test(ps(parent, "args"))) return above;
    child = parent;
  }
  return [];
}

function ps(id: number, column: "ppid" | "args"): string {
  const asked = spawnSync("ps", ["-o", `${column}=`, "-p", String(id)], { encoding: "utf8" });
  return asked.stdout ?? "";
}

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
