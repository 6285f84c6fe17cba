"""An NcatBot 5 bot that answers one `ping`. Environment: ONEBOT_URL, ONEBOT_TOKEN (optional)."""

import os
import threading

from ncatbot.adapter import NapCatAdapter
from ncatbot.api.errors import APINotFoundError
from ncatbot.app import BotClient
from ncatbot.core import registrar
from ncatbot.types import MessageArray

PNG = "base64://iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def finish(code: int, line: str) -> None:
    """Ends the process from whichever thread or task this is."""
    print(f"\n{line}", flush=True)
    os._exit(code)


timer = threading.Timer(40, finish, (1, "INTEROP-FAIL no ping was answered within 40 s"))
timer.daemon = True
timer.start()

adapter = NapCatAdapter(
    {
        "ws_uri": os.environ["ONEBOT_URL"],
        "ws_token": os.environ.get("ONEBOT_TOKEN", ""),
        "enable_webui": False,
        "skip_setup": True,
    },
    bot_uin="10001",
)
bot = BotClient(adapters=[adapter])
answered = False


async def play(event) -> str:
    data, qq = event.data, bot.api.qq
    me = await qq.query.get_login_info()
    if str(me.user_id) != str(data.self_id):
        raise ValueError(f"get_login_info answered {me}")
    pong = MessageArray().add_at(data.user_id).add_text(" pong").add_image(PNG)
    sent = await qq.post_group_array_msg(data.group_id, pong)
    await qq.messaging.delete_msg(sent.message_id)
    await qq.manage.set_group_ban(data.group_id, data.user_id, 60)
    try:
        await adapter.get_api()._call_data("no_such_action_x")
    except APINotFoundError:
        return f"as {me.nickname}, message {sent.message_id}"
    raise ValueError("no_such_action_x was not refused as unknown")


@registrar.qq.on_group_message()
async def answer(event) -> None:
    global answered
    if event.data.raw_message != "ping" or answered:
        return
    answered = True
    try:
        done = await play(event)
    except Exception as error:
        finish(1, f"INTEROP-FAIL {error!r}")
    else:
        finish(0, f"INTEROP-OK {done}")


bot.run()
