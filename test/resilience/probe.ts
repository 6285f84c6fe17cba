/** The thread of a prober: calls at a fixed rate, however long the answers take. */
import { parentPort, workerData } from "node:worker_threads";

const { url, interval } = workerData as { url: string; interval: number };
const open = new Map<number, number>();
let took: number[] = [];
let made = 0;

const socket = new WebSocket(url);
socket.addEventListener("message", ({ data }) => {
  const { echo } = JSON.parse(String(data)) as { echo: number };
  const started = open.get(echo);
  if (started !== undefined) took.push(performance.now() - started);
  open.delete(echo);
});
socket.addEventListener("open", () => {
  setInterval(() => {
    open.set(++made, performance.now());
    socket.send(JSON.stringify({ action: "get_status", echo: made }));
  }, interval);
  parentPort?.postMessage("open");
});
// What is not answered yet has taken this long at least.
parentPort?.on("message", () => {
  const now = performance.now();
  parentPort?.postMessage([...took, ...open.values().map((started) => now - started)]);
  took = [];
});
