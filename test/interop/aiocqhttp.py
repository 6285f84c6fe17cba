"""An aiocqhttp bot that answers one `ping`.

Environment: BOT_PORT to listen on, ONEBOT_TOKEN (optional), and for what is posted ONEBOT_SECRET and MODE, which
is `http` where the bot calls at ONEBOT_HTTP.
"""

import os
import threading

from aiocqhttp import ActionFailed, CQHttp, Event, HttpFailed, MessageSegment

PNG = "base64://iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def finish(code: int, line: str) -> None:
    """Ends the process from whichever thread or task this is; the server would catch SystemExit."""
    print(line, flush=True)
    os._exit(code)


timer = threading.Timer(40, finish, (1, "INTEROP-FAIL no ping was answered within 40 s"))
timer.daemon = True
timer.start()

posted = os.environ["MODE"] == "http"
bot = CQHttp(
    access_token=os.environ.get("ONEBOT_TOKEN"),
    secret=os.environ["ONEBOT_SECRET"] if posted else None,
    api_root=os.environ["ONEBOT_HTTP"] if posted else None,
    api_timeout_sec=10,
)
answered = False


async def play(event: Event) -> str:
    me = await bot.get_login_info()
    if me["user_id"] != event.self_id:
        raise ValueError(f"get_login_info answered {me}")
    pong = MessageSegment.at(event.user_id) + " pong" + MessageSegment.image(PNG)
    sent = await bot.send(event, pong)
    await bot.delete_msg(message_id=sent["message_id"])
    await bot.set_group_ban(group_id=event.group_id, user_id=event.user_id, duration=60)
    try:
        await bot.call_action("no_such_action_x")
    except ActionFailed as refusal:
        is_unknown = refusal.retcode == 1404
    except HttpFailed as refusal:
        is_unknown = refusal.status_code == 404
    else:
        is_unknown = False
    if not is_unknown:
        raise ValueError("no_such_action_x was not refused as unknown")
    return f"as {me['nickname']}, message {sent['message_id']}"


@bot.on_message("group")
async def answer(event: Event) -> None:
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


bot.run(host="127.0.0.1", port=int(os.environ["BOT_PORT"]))
