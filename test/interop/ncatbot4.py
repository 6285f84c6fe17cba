"""An NcatBot 4 bot that answers one `ping`. Environment: ONEBOT_URL, ONEBOT_TOKEN (optional)."""

import os
import threading

from ncatbot.core import BotClient, GroupMessageEvent, MessageArray
from ncatbot.utils import ncatbot_config

PNG = "base64://iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def finish(code: int, line: str) -> None:
    """Ends the process from whichever thread or task this is."""
    print(f"\n{line}", flush=True)
    os._exit(code)


timer = threading.Timer(40, finish, (1, "INTEROP-FAIL no ping was answered within 40 s"))
timer.daemon = True
timer.start()

# Nothing but the server is talked to: no NapCat is installed, no newer NcatBot looked for.
ncatbot_config.check_ncatbot_update = False
ncatbot_config.skip_ncatbot_install_check = True
bot = BotClient()
answered = False


async def play(event: GroupMessageEvent) -> str:
    me = await bot.api.get_login_info()
    if str(me.user_id) != str(event.self_id):
        raise ValueError(f"get_login_info answered {me}")
    member = await bot.api.get_group_member_info(event.group_id, event.user_id)
    if str(member.user_id) != str(event.user_id):
        raise ValueError(f"get_group_member_info answered {member}")
    pong = MessageArray().add_at(event.user_id).add_text(" pong").add_image(PNG)
    message_id = await bot.api.post_group_array_msg(event.group_id, pong)
    await bot.api.delete_msg(message_id)
    await bot.api.set_group_ban(event.group_id, event.user_id, 60)
    refusal = await bot.adapter.send("/no_such_action_x")
    if refusal["retcode"] != 1404:
        raise ValueError(f"no_such_action_x was answered {refusal}")
    return f"as {me.nickname}, message {message_id}"


@bot.on_group_message()
async def answer(event: GroupMessageEvent) -> None:
    global answered
    if event.raw_message != "ping" or answered:
        return
    answered = True
    try:
        done = await play(event)
    except Exception as error:
        finish(1, f"INTEROP-FAIL {error!r}")
    else:
        finish(0, f"INTEROP-OK {done}")


bot.run_frontend(
    bt_uin="10001",
    root="20002",
    ws_uri=os.environ["ONEBOT_URL"],
    ws_token=os.environ.get("ONEBOT_TOKEN", ""),
    remote_mode=True,
    enable_webui=False,
    enable_webui_interaction=False,
)
