import { FFIType, dlopen } from "bun:ffi";
/** What a client prints: it waits for a slow reader, and ends with one that has read enough, as `head` does. */
import { writeSync } from "node:fs";

const standardOutput = 1;
/** Milliseconds. */
const retryInterval = 20;
const watchInterval = 200;

/** Writes a line. A reader that is gone ends the program. */
export function print(line: string): void {
  let rest: Uint8Array = Buffer.from(`${line}\n`);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(standardOutput, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EPIPE") process.exit(0);
      // Whoever shares the pipe may have made it one that does not wait.
      if (code !== "EAGAIN") throw error;
      Bun.sleepSync(retryInterval);
    }
  }
}

/** Ends the program when nobody reads any more, though nothing is to be printed. */
export function endWithReader(): void {
  const hasReader = openPoll();
  if (!hasReader) return;
  setInterval(() => {
    if (!hasReader()) process.exit(0);
  }, watchInterval).unref();
}

/** Neither Bun nor Node.js tells of a pipe that has lost its reader before the next write; poll(2) does. */
function openPoll(): (() => boolean) | undefined {
  const names: Partial<Record<string, string[]>> = {
    linux: ["libc.so.6", "libc.so"],
    darwin: ["libSystem.B.dylib"],
  };
  const args = [FFIType.ptr, FFIType.u64, FFIType.i32] as const;
  for (const name of names[process.platform] ?? []) {
    try {
      const { symbols } = dlopen(name, { poll: { args, returns: FFIType.i32 } });
      // A pollfd: the descriptor, what to look for (nothing), and what was found: an error, or nothing.
      const watched = Int32Array.of(standardOutput, 0);
      return () => symbols.poll(watched, 1, 0) <= 0;
    } catch {
      // The next name; without any, the next line tells.
    }
  }
  return undefined;
}
