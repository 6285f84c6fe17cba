// The bot of test/examples/greet.chat, in Koishi.
const Http = require("@koishijs/plugin-http");
const { Context, h } = require("koishi");
const OneBot = require("koishi-plugin-adapter-onebot");

const ctx = new Context();
ctx.plugin(Http.default ?? Http);
ctx.plugin(OneBot.default ?? OneBot, {
  protocol: "ws",
  selfId: "10001",
  endpoint: process.env.ONEBOT_WS_URL,
  token: process.env.ONEBOT_ACCESS_TOKEN,
});

ctx.middleware(async (session, next) => {
  const { content, messageId } = session;
  const ats = h.select(session.elements, "at").map(({ attrs }) => attrs.id);
  const text = h
    .select(session.elements, "text")
    .map(({ attrs }) => attrs.content)
    .join("")
    .trim();
  const isToMe = ats[0] === session.selfId;
  if (content === "ping") return "pong";
  if (isToMe && text === "weather") return "21 ℃";
  if (isToMe && text.startsWith("ban")) {
    const hours = Number(/(\d+)h/.exec(text)?.[1]);
    await session.bot.muteGuildMember(session.guildId, ats[1], hours * 3_600_000);
    return undefined;
  }
  if (content === "roll") return h.quote(messageId) + "rolled 4";
  const was = /^was it (\d)\?$/.exec(content);
  return was ? `yes, ${was[1]}` : next();
});
ctx.on("guild-member-request", (session) => {
  if (session.content === "please" || session.event.message?.content === "please")
    return session.bot.handleGuildMemberRequest(session.messageId, true);
});
void ctx.start();
