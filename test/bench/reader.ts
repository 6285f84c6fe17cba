/** Reads so many messages and says how long that took: `bun reader.ts URL COUNT`. */
const [url = "", count = "0"] = process.argv.slice(2);
const socket = new WebSocket(url);
const began = performance.now();
let seen = 0;
socket.addEventListener("message", ({ data }) => {
  if (!String(data).includes('"raw_message"') || ++seen < Number(count)) return;
  console.log(`${Math.round(performance.now() - began)} ms`);
  process.exit(0);
});
