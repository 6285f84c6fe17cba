/** The bot that is tested, as a process of its own with whatever it starts. */
import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";

/** Characters of its output that are kept. */
const maxOutput = 64 * 1024;
/** Milliseconds that it has for its end. */
const endTimeout = 3000;

export class BotProcess implements AsyncDisposable {
  readonly command: string;
  readonly #child: ChildProcess;
  /** How it has ended: by a signal, or with a code. */
  readonly ended: Promise<string | number>;
  #output = "";

  /** Starts a command of the shell. */
  constructor(command: string, env: Readonly<Record<string, string>>) {
    this.command = command;
    // A group of its own: whatever it starts ends with it.
    this.#child = spawn(command, {
      shell: true,
      detached: process.platform !== "win32",
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const { stdout, stderr } = this.#child;
    for (const stream of [stdout, stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#output = `${this.#output}${text}`.slice(-maxOutput);
      });
    }
    const { promise, resolve } = Promise.withResolvers<string | number>();
    this.ended = promise;
    this.#child.once("error", ({ message }) => resolve(message));
    this.#child.once("exit", (code, signal) => resolve(signal ?? code ?? 0));
  }

  /** What it has printed since this was asked last. */
  takeOutput(): string {
    const output = this.#output;
    this.#output = "";
    return output;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#kill("SIGTERM");
    const timer = setTimeout(() => this.#kill("SIGKILL"), endTimeout);
    await this.ended;
    clearTimeout(timer);
    // What it has started may outlive it.
    this.#kill("SIGKILL");
  }

  #kill(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    if (process.platform === "win32") {
      spawnSync("taskkill", ["/pid", String(pid), "/t", "/f"]);
      return;
    }
    try {
      process.kill(-pid, signal);
    } catch {
      // The group is empty.
    }
  }
}
