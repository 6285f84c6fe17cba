/** A bot: it answers ping with pong, in private and in groups. */

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
