/** What is measured: the compiled program and the baselines, each a process of its own on a free loopback port. */
import { readFile } from "node:fs/promises";

import { makeFolder } from "../support/folder.ts";

export interface Subject extends AsyncDisposable {
  readonly url: URL;
  readonly pid: number;
  /** Resident memory now, in megabytes. */
  memory(): Promise<number>;
}

export const binary = new URL("../../dist/onebot", import.meta.url).pathname;

/** The baselines: what stands in for a server that does nothing but the least. */
export const baselines = {
  /** Bun.serve that parses a call and answers a fixed text, and publishes a fixed text. */
  bun: [process.execPath, fileOf("bun.ts")],
  /** `ws` on Node, the same; an event is encoded once. */
  ws: ["node", fileOf("node-ws.mjs")],
  /** `ws` on Node that encodes an event for each client, as servers written on it do. */
  wsEach: ["node", fileOf("node-ws.mjs"), "each"],
  /** Gives back every byte as it came: how much the client itself can do. */
  echo: [process.execPath, fileOf("echo.ts")],
} as const;
export type Baseline = keyof typeof baselines;

export function startBaseline(name: Baseline): Promise<Subject> {
  return launch(baselines[name], ".");
}

/** Starts the program in a folder, or in one of its own that is then removed. */
export async function startBinary({
  folder,
  sets = [],
}: { folder?: string; sets?: readonly string[] } = {}): Promise<Subject> {
  if (folder !== undefined) return launch([binary, ...toArgs(sets)], folder);
  await using stack = new AsyncDisposableStack();
  const { path } = stack.use(await makeFolder());
  const subject = stack.use(await launch([binary, ...toArgs(sets)], path));
  const both = stack.move();
  return { ...subject, [Symbol.asyncDispose]: () => both.disposeAsync() };
}

function toArgs(sets: readonly string[]): string[] {
  const all = ["ws.port=0", "heartbeat.enable=false", ...sets];
  return ["serve", ...all.flatMap((set) => ["--set", set])];
}

const children = new Set<Bun.Subprocess>();
// A run that fails or is stopped leaves nothing running.
process.once("exit", () => {
  for (const child of children) child.kill("SIGKILL");
});
process.once("SIGINT", () => process.exit(130)).once("SIGTERM", () => process.exit(143));

async function launch(command: readonly string[], cwd: string): Promise<Subject> {
  const child = Bun.spawn([...command], { cwd, stdout: "pipe", stderr: "inherit" });
  children.add(child);
  const found = Promise.withResolvers<URL>();
  void (async () => {
    let output = "";
    for await (const chunk of child.stdout) {
      if (output.length > 10_000) continue;
      output += new TextDecoder().decode(chunk);
      // The console's address comes first, and is for browsers.
      const [address] = /(?:ws|tcp|http):\/\/[\d.]+:\d+(?!\S* in a browser)\/?/.exec(output) ?? [];
      if (address !== undefined) found.resolve(new URL(address));
    }
    found.reject(new Error(`${command.join(" ")} ended before it listened: ${output}`));
  })();
  return {
    url: await found.promise,
    pid: child.pid,
    async memory() {
      const status = await readFile(`/proc/${child.pid}/status`, "utf8");
      return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await child.exited;
      children.delete(child);
    },
  };
}

function fileOf(name: string): string {
  return new URL(`baselines/${name}`, import.meta.url).pathname;
}
