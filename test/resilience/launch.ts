/** The server as a process on free ports: WebSockets and HTTP on one. */
import { existsSync, openSync, readSync } from "node:fs";
import { join } from "node:path";

const root = new URL("../../", import.meta.url).pathname;
const binary = `${root}dist/onebot`;

export interface Launched extends AsyncDisposable {
  readonly program: string;
  readonly process: Bun.Subprocess;
  /** Where it takes WebSockets; HTTP has the same host and port. */
  readonly url: URL;
}

/** Starts it in a folder. `isBuilt`: the executable, where there is one. `isLogRead`: whether anybody reads on what it prints. */
export async function launch(
  cwd: string,
  {
    sets = [],
    isBuilt = false,
    isLogRead = true,
  }: { sets?: readonly string[]; isBuilt?: boolean; isLogRead?: boolean },
): Promise<Launched> {
  const command =
    isBuilt && existsSync(binary) ? [binary] : [process.execPath, `${root}src/main.ts`];
  const free = ["ws.port=0", "http.enable=true", "http.port=0", "heartbeat.enable=false"];
  const args = ["serve", ...[...free, ...sets].flatMap((set) => ["--set", set])];
  const start = isLogRead ? startRead : startUnread;
  const { child, address } = await start([...command, ...args], cwd);
  return {
    program: command.at(-1) ?? "",
    process: child,
    url: new URL(address),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await child.exited;
    },
  };
}

interface Started {
  child: Bun.Subprocess;
  address: string;
}

async function startRead(command: string[], cwd: string): Promise<Started> {
  const child = Bun.spawn(command, { cwd, stdout: "pipe", stderr: "inherit" });
  const found = Promise.withResolvers<string>();
  void (async () => {
    let output = "";
    for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
      if (output.length < 10_000) output += text;
      const address = addressIn(output);
      if (address !== undefined) found.resolve(address);
    }
    found.reject(new Error(`It ended before it listened: ${output}`));
  })();
  return { child, address: await found.promise };
}

/** Its output is a pipe that is read up to the address, and stays open. */
async function startUnread(command: string[], cwd: string): Promise<Started> {
  const path = join(cwd, "log");
  Bun.spawnSync(["mkfifo", path]);
  // Opened for both, so that opening waits for nobody; the server opens its own end, which blocks.
  const pipe = openSync(path, "r+");
  const child = Bun.spawn(["sh", "-c", 'exec "$@" >log 2>&1', "sh", ...command], { cwd });
  const bytes = Buffer.alloc(1000);
  for (let output = ""; child.exitCode === null; await Bun.sleep(10)) {
    try {
      output += bytes.toString("utf8", 0, readSync(pipe, bytes));
    } catch {
      // Nothing yet.
    }
    const address = addressIn(output);
    if (address !== undefined) return { child, address };
  }
  throw new Error("It ended before it listened");
}

function addressIn(output: string): string | undefined {
  return /HTTP on http(:\/\/[\d.]+:\d+)/.exec(output)?.[1]?.replace(/^/, "ws");
}
