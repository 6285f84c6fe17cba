/** What a client notices: it calls at a fixed rate, from a thread of its own, and waits for no answer before the next. */
import { Worker } from "node:worker_threads";

/** How long answers took, in milliseconds; `longest` is the longest freeze. */
export interface Latency {
  p50: number;
  p99: number;
  longest: number;
}

export interface Prober extends AsyncDisposable {
  /** What it noticed since it was asked last. */
  take(): Promise<Latency>;
}

/** Starts one that calls every `interval` milliseconds. */
export async function startProber(url: URL, interval: number): Promise<Prober> {
  const worker = new Worker(new URL("./probe.ts", import.meta.url), {
    workerData: { url: url.href, interval },
  });
  const failed = Promise.withResolvers<never>();
  worker.once("error", failed.reject);
  const next = () =>
    new Promise<unknown>((resolve, reject) => {
      worker.once("message", resolve);
      failed.promise.catch(reject);
    });
  await next();
  return {
    async take() {
      const answered = next();
      worker.postMessage("take");
      return toLatency((await answered) as number[]);
    },
    [Symbol.asyncDispose]: async () => void (await worker.terminate()),
  };
}

/** Sums up how long calls took, in milliseconds. */
export function toLatency(took: readonly number[]): Latency {
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  return { p50: at(0.5), p99: at(0.99), longest: sorted.at(-1) ?? 0 };
}
