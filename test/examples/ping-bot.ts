/** A bot: it answers ping with pong, in private and in groups. `bun test/examples/ping-bot.ts` runs it. */

interface Heard {
  message_type?: "private" | "group";
  user_id?: number;
  group_id?: number;
  raw_message?: string;
}

export function startPingBot(url: URL): WebSocket {
  const bot = new WebSocket(url);
  bot.addEventListener("message", ({ data }) => {
    const { message_type, user_id, group_id, raw_message } = JSON.parse(String(data)) as Heard;
    if (raw_message !== "ping") return;
    const params = { message_type, user_id, group_id, message: "pong" };
    bot.send(JSON.stringify({ action: "send_msg", params }));
  });
  return bot;
}

if (import.meta.main) {
  const url = new URL(process.argv[2] ?? "ws://127.0.0.1:6700/");
  const bot = startPingBot(url);
  bot.addEventListener("open", () => console.log(`Connected to ${url.href}; I answer ping`));
  bot.addEventListener("error", () => console.error(`Nothing answers at ${url.href}`));
}
