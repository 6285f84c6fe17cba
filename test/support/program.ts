/** The program as its users run it: a process, its output and its exit code. */

const main = new URL("../../src/main.ts", import.meta.url).pathname;

export interface Finished {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a command to its end, in English unless `env` says otherwise. */
export async function run(
  args: readonly string[],
  cwd: string,
  env: Record<string, string> = {},
): Promise<Finished> {
  const child = spawn(args, cwd, env);
  const [stdout, stderr, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return { code, stdout, stderr };
}

export interface Serving extends AsyncDisposable {
  readonly url: URL;
  readonly process: ReturnType<typeof spawn>;
  /** All that was logged, as soon as it says this. */
  logged(wanted: RegExp): Promise<string>;
  /** Ends it, and gives everything it has logged. */
  stop(signal: NodeJS.Signals): Promise<string>;
}

/** Starts the server on a free port and waits until it says where it listens. */
export async function serve(cwd: string, ...sets: string[]): Promise<Serving> {
  const overrides = ["ws.port=0", ...sets].flatMap((set) => ["--set", set]);
  const child = spawn(["serve", ...overrides], cwd);
  const listening = Promise.withResolvers<URL>();
  let output = "";
  let came = Promise.withResolvers<void>();
  const read = async () => {
    for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
      output += text;
      came.resolve();
      came = Promise.withResolvers();
      const [url] = /ws:\/\/[\d.]+:\d+/.exec(output) ?? [];
      if (url !== undefined) listening.resolve(new URL(url));
    }
    const errors = await new Response(child.stderr).text();
    listening.reject(new Error(`It ended before it listened: ${output}${errors}`));
  };
  const ended = read();
  const stop = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await child.exited;
    await ended;
    return output;
  };
  const logged = async (wanted: RegExp) => {
    while (!wanted.test(output)) await came.promise;
    return output;
  };
  return {
    logged,
    url: await listening.promise,
    process: child,
    stop,
    [Symbol.asyncDispose]: async () => void (await stop("SIGKILL")),
  };
}

function spawn(args: readonly string[], cwd: string, env: Record<string, string> = {}) {
  return Bun.spawn([process.execPath, main, ...args], {
    cwd,
    // As it is now: tests put programs of their own before others.
    env: { ...process.env, LC_ALL: "C", ...env },
    stdout: "pipe",
    stderr: "pipe",
  });
}
