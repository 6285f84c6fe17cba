// A node-napcat-ts bot that answers one `ping`.
// Environment: ONEBOT_URL, ONEBOT_TOKEN (optional).
import { NCWebsocket, Structs } from "node-napcat-ts";

const PNG =
  "base64://iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const bot = new NCWebsocket({
  baseUrl: process.env.ONEBOT_URL,
  accessToken: process.env.ONEBOT_TOKEN,
  apiTimeout: 10_000,
  reconnection: { enable: false },
});

let answered = false;
bot.on("message.group", async (event) => {
  if (event.raw_message !== "ping" || answered) return;
  answered = true;
  try {
    finish(0, `INTEROP-OK ${await play(event)}`);
  } catch (error) {
    finish(1, `INTEROP-FAIL ${error instanceof Error ? error : JSON.stringify(error)}`);
  }
});
bot.on("socket.error", ({ errors }) => finish(1, `INTEROP-FAIL cannot connect: ${errors}`));
setTimeout(() => finish(1, "INTEROP-FAIL no ping was answered within 40 s"), 40_000);
await bot.connect();

async function play({ group_id, user_id, self_id }) {
  const me = await bot.get_login_info();
  if (me.user_id !== self_id) throw new Error(`get_login_info: ${JSON.stringify(me)}`);
  const message = [Structs.at(user_id), Structs.text(" pong"), Structs.image(PNG)];
  const { message_id } = await bot.send_group_msg({ group_id, message });
  await bot.delete_msg({ message_id });
  await bot.set_group_ban({ group_id, user_id, duration: 60 });
  const refusal = await bot.send("no_such_action_x", {}).catch((error) => error);
  if (refusal?.retcode !== 1404) throw new Error(`no_such_action_x: ${JSON.stringify(refusal)}`);
  return `as ${me.nickname}, message ${message_id}`;
}

function finish(code, line) {
  console.log(line);
  process.exit(code);
}
