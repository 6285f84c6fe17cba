/**
 * A bot with a session, as a process: `bun keeper.ts URL TOKEN LOG DELAY` notes in a file what it has handled, each in
 * a task of its own that takes DELAY milliseconds, as frameworks do. It comes back until it is ended.
 */
import { appendFileSync } from "node:fs";

const [url = "", token = "", log = "", delay = "0"] = process.argv.slice(2);
const headers = { authorization: `Bearer ${token}` };
const pending = new Set<ReturnType<typeof setTimeout>>();
let socket: WebSocket | undefined;
let isLeaving = false;

function note(line: string): void {
  appendFileSync(log, `${line} ${Date.now()}\n`);
}

function take(text: string): void {
  const number = /"raw_message":"n(\d+)"/.exec(text)?.[1];
  if (number === undefined) return;
  const timer = setTimeout(() => {
    pending.delete(timer);
    note(number);
    if (isLeaving && pending.size === 0) process.exit(0);
  }, Number(delay));
  pending.add(timer);
}

function open(): void {
  const opened = new WebSocket(url, { headers });
  socket = opened;
  opened.addEventListener("open", () => note("open"));
  opened.addEventListener("message", ({ data }) => {
    if (!isLeaving) take(String(data));
  });
  opened.addEventListener("close", () => {
    note("closed");
    if (!isLeaving) setTimeout(open, 20);
  });
}

/** What it is told to do, a word a line. */
const orders: Record<string, () => void> = {
  // It goes on with what it has read.
  finish() {
    isLeaving = true;
    socket?.close(1000);
    if (pending.size === 0) process.exit(0);
  },
  // It drops what it has read.
  cancel() {
    isLeaving = true;
    for (const timer of pending) clearTimeout(timer);
    socket?.addEventListener("close", () => process.exit(0));
    socket?.close(1000);
  },
  reset: () => socket?.terminate(),
  stall: () => Bun.sleepSync(400 + Math.random() * 800),
};

open();
for await (const line of console) orders[line]?.();
process.exit(0);
