/** A bot for greet.chat: it answers pings, tells the weather, bans, rolls a die, and lets in who asks kindly. */

interface Heard {
  post_type?: string;
  request_type?: string;
  message_type?: "private" | "group";
  message_id?: number;
  user_id?: number;
  group_id?: number;
  self_id?: number;
  raw_message?: string;
  comment?: string;
  flag?: string;
}

type Bot = { call(action: string, params: object): void };

const rules: readonly [RegExp, (bot: Bot, heard: Heard, found: RegExpExecArray) => void][] = [
  [/^ping$/, (bot, heard) => say(bot, heard, "pong")],
  [/^\[CQ:at,qq=10001\] weather$/, (bot, heard) => say(bot, heard, "21 ℃")],
  [
    /^\[CQ:at,qq=10001\] ban \[CQ:at,qq=(\d+)\] (\d+)h$/,
    (bot, { group_id }, [, user_id, hours]) =>
      bot.call("set_group_ban", { group_id, user_id, duration: Number(hours) * 3600 }),
  ],
  [/^roll$/, (bot, heard) => say(bot, heard, `[CQ:reply,id=${heard.message_id}]rolled 4`)],
  [/^was it (\d)\?$/, (bot, heard, [, points]) => say(bot, heard, `yes, ${points}`)],
];

export function startGreetBot(url: URL): WebSocket {
  const socket = new WebSocket(url);
  const bot: Bot = {
    call: (action, params) => socket.send(JSON.stringify({ action, params })),
  };
  socket.addEventListener("message", ({ data }) => {
    const heard = JSON.parse(String(data)) as Heard;
    const { post_type, request_type, raw_message, comment, flag } = heard;
    if (post_type === "request" && request_type === "group" && comment === "please")
      bot.call("set_group_add_request", { flag, approve: true });
    if (post_type !== "message" || raw_message === undefined) return;
    for (const [pattern, answer] of rules) {
      const found = pattern.exec(raw_message);
      if (found) answer(bot, heard, found);
    }
  });
  return socket;
}

function say(bot: Bot, { message_type, user_id, group_id }: Heard, message: string): void {
  bot.call("send_msg", { message_type, user_id, group_id, message });
}

if (import.meta.main) startGreetBot(new URL(process.env["ONEBOT_WS_URL"] ?? "ws://127.0.0.1:6700"));
