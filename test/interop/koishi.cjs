// A Koishi bot that answers one `ping`.
// Environment: MODE (the adapter's `protocol`: ws or ws-reverse), ONEBOT_URL, ONEBOT_TOKEN (optional), and
// BOT_PORT where the bot listens.
const Http = require("@koishijs/plugin-http");
const { Context, h } = require("koishi");
const OneBot = require("koishi-plugin-adapter-onebot");
const Server = require("@koishijs/plugin-server");

const PNG =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const ctx = new Context();
ctx.plugin(Http.default ?? Http);
if (process.env.BOT_PORT) {
  ctx.plugin(Server.default ?? Server, { host: "127.0.0.1", port: Number(process.env.BOT_PORT) });
}
ctx.plugin(OneBot.default ?? OneBot, {
  protocol: process.env.MODE,
  selfId: "10001",
  endpoint: process.env.ONEBOT_URL,
  path: "/onebot",
  token: process.env.ONEBOT_TOKEN,
  responseTimeout: 10_000,
});

let answered = false;
ctx.middleware((session, next) => {
  if (session.content !== "ping" || answered) return next();
  answered = true;
  return play(session).then(
    (done) => finish(0, `INTEROP-OK ${done}`),
    (error) => finish(1, `INTEROP-FAIL ${error}`),
  );
});
setTimeout(() => finish(1, "INTEROP-FAIL no ping was answered within 40 s"), 40_000);
void ctx.start();

async function play(session) {
  const { bot } = session;
  const me = await bot.internal.getLoginInfo();
  if (String(me.user_id) !== bot.selfId) throw new Error(`getLoginInfo: ${JSON.stringify(me)}`);
  const pong = [h.at(session.userId), h.text(" pong"), h.image(PNG)];
  const [id] = await session.send(pong);
  await bot.deleteMessage(session.channelId, id);
  await bot.muteGuildMember(session.guildId, session.userId, 60_000);
  const refusal = await bot.internal._get("no_such_action_x").catch((error) => error);
  if (refusal?.code !== 1404) throw new Error(`no_such_action_x: ${refusal}`);
  return `as ${me.nickname}, message ${id}`;
}

function finish(code, line) {
  console.log(line);
  process.exit(code);
}
