/** Baseline: `ws` on Node. With `each`, an event is encoded for every client anew. */
import { WebSocketServer } from "ws";

const encodesEach = process.argv[2] === "each";
const status = { online: true, good: true };
const reply = JSON.stringify({ status: "ok", retcode: 0, data: status, echo: 1 });
const listeners = new Set();
let event = {};

const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
server.on("connection", (socket, { url }) => {
  if (url === "/event") {
    listeners.add(socket);
    socket.on("close", () => listeners.delete(socket));
    socket.send(reply);
  }
  socket.on("message", (frame) => {
    const call = JSON.parse(frame);
    if (call.event) event = call.event;
    for (let sent = 0; sent < (call.times ?? 0); sent++) publish();
    socket.send(reply);
  });
});
server.on("listening", () => console.log(`ws://127.0.0.1:${server.address().port}`));

function publish() {
  const text = JSON.stringify(event);
  for (const listener of listeners) listener.send(encodesEach ? JSON.stringify(event) : text);
}
