/**
 * Baseline: the least a server on Bun can do. It parses a call and answers a fixed text, on /echo one with the call's
 * echo in it; it publishes a fixed text.
 */
const status = { online: true, good: true };
const reply = JSON.stringify({ status: "ok", retcode: 0, data: status, echo: 1 });
let text = "";

const server = Bun.serve<string>({
  hostname: "127.0.0.1",
  port: 0,
  development: false,
  idleTimeout: 0,
  fetch(request, running) {
    const { pathname } = new URL(request.url);
    if (running.upgrade(request, { data: pathname })) return undefined;
    return new Response(reply, { headers: { "content-type": "application/json" } });
  },
  websocket: {
    idleTimeout: 0,
    sendPings: false,
    open(socket) {
      if (socket.data !== "/event") return;
      socket.subscribe("event");
      socket.send(reply);
    },
    message(socket, frame) {
      const call = JSON.parse(String(frame)) as { event?: unknown; times?: number; echo?: unknown };
      if (socket.data === "/echo") {
        socket.send(JSON.stringify({ status: "ok", retcode: 0, data: status, echo: call.echo }));
        return;
      }
      if (call.event !== undefined) text = JSON.stringify(call.event);
      for (let sent = 0; sent < (call.times ?? 0); sent++) server.publish("event", text);
      socket.send(reply);
    },
  },
});
console.log(`ws://127.0.0.1:${server.port}`);

export {};
