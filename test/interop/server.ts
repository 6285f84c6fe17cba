/** The server as its users start it: a process of its own, with the shipped configuration. */
import { join } from "node:path";

export interface Server extends AsyncDisposable {
  readonly url: URL;
  /** What it has logged so far. */
  readonly log: readonly string[];
  /** Stops it; rejects where it had died, logged an error or does not end well. */
  stop(): Promise<void>;
}

const root = join(import.meta.dir, "../..");

export async function startServer(
  {
    token,
    more,
    config = "onebot.toml",
  }: { token: string; more: readonly string[]; config?: string },
  signal: AbortSignal,
): Promise<Server> {
  const settings = ["ws.port=0", "http.enable=true", "http.port=0", 'data_dir=":memory:"', ...more];
  if (token) settings.push(`auth.access_token=${JSON.stringify(token)}`);
  const sets = settings.flatMap((setting) => ["--set", setting]);
  const child = Bun.spawn([process.execPath, "src/main.ts", "serve", "-c", config, ...sets], {
    cwd: root,
    signal,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  const log: string[] = [];
  const listening = Promise.withResolvers<URL>();
  const logged = readLines(child.stdout, (line) => {
    log.push(line);
    const [, url] = line.match(/Forward WebSocket on (\S+)/) ?? [];
    if (url) listening.resolve(new URL(url));
  });
  void logged.then(() => listening.reject(new Error("The server did not start")));

  const end = async () => {
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await child.exited.finally(() => clearTimeout(timer));
    await logged;
  };
  const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
  return {
    url: await listening.promise.finally(() => clearTimeout(late)),
    log,
    async stop() {
      if (child.exitCode !== null) throw new Error(`The server died with ${child.exitCode}`);
      await end();
      const how = child.signalCode ?? child.exitCode;
      if (how !== 0) throw new Error(`On SIGTERM the server ended with ${how}`);
      const fault = log.find((line) => /\[(ERR|FTL)\]/.test(line));
      if (fault) throw new Error(`The server logged ${fault}`);
    },
    [Symbol.asyncDispose]: end,
  };
}

async function readLines(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  onLine: (line: string) => void,
): Promise<void> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  }
}
