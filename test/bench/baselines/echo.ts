/** Baseline: gives back every byte as it came. */
const unsent = new WeakMap<object, Buffer>();

const server = Bun.listen({
  hostname: "127.0.0.1",
  port: 0,
  socket: {
    data(socket, bytes) {
      const waiting = unsent.get(socket);
      const all = waiting ? Buffer.concat([waiting, bytes]) : bytes;
      const taken = Math.max(socket.write(all), 0);
      if (taken < all.length) unsent.set(socket, Buffer.from(all.subarray(taken)));
      else unsent.delete(socket);
    },
    drain(socket) {
      const waiting = unsent.get(socket);
      if (!waiting) return;
      const taken = Math.max(socket.write(waiting), 0);
      if (taken < waiting.length) unsent.set(socket, waiting.subarray(taken));
      else unsent.delete(socket);
    },
  },
});
console.log(`tcp://127.0.0.1:${server.port}`);

export {};
